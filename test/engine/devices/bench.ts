/** @file An image of several tiles, and a workbench that runs it on devices. */
import { cpSync } from "node:fs";
import { join } from "node:path";
import { beforeAll } from "vitest";
import { Workbench } from "../../../src-main/analysis/workbench.ts";
import { Devices } from "../../../src-main/engine/devices/devices.ts";
import { onnxruntime } from "../../../src-main/engine/onnxruntime.ts";
import { temporaryFolder } from "../../support/folder.ts";
import { grayPng } from "../../support/images/mosaic.ts";

const path = join(temporaryFolder(), "image.png");
const [width, height] = [613, 457];
export const wanted = { path, model: "lenet-digits", runs: 3, threshold: 0.3, memory: 20e6 };
const data = Uint8Array.from({ length: width * height }, (_, place) => (place * 2654435761) >>> 24);

beforeAll(() => grayPng(path, data, width, height));

/** One model is enough: a device is tested with all that there are. */
const models = join(temporaryFolder(), "models");
cpSync("models/lenet-digits", join(models, "lenet-digits"), { recursive: true });

export const benchWith = (devices?: Devices): Workbench =>
  new Workbench(onnxruntime, models, undefined, undefined, devices);
