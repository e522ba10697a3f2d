/**
 * @file Offline means offline: the system calls of all of the app's processes, the names that are asked for and the files
 * that are left, during analyses, an import, a batch and a served session. Beside it the same is done with ONNX Runtime's
 * silence taken away, in a network with nobody in it but a name server that knows every name: there the test must hear.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { temporaryFolder } from "../support/folder.ts";
import { grayPng } from "../support/images/mosaic.ts";
import type { Scenario } from "../support/offline/start.ts";
import { closedNetwork, startScenario, watchObstacle } from "../support/offline/start.ts";
import type { Report } from "../support/offline/told.ts";
import { onnxFile } from "../support/models/own-models.ts";

const obstacle = watchObstacle();
const network = obstacle === null ? closedNetwork() : null;
if (obstacle !== null) process.stderr.write(`\nNOT RUN: who the app talks to (${obstacle})\n`);
else if (network === null)
  process.stderr.write(
    "\nNOT RUN: that the test would hear it (no network namespace can be made here), nor for how long a session has to be watched\n",
  );

/** What the app itself leaves: its own folders, and what it was asked to write. */
const isOwn = (file: string): boolean =>
  /^home\/(\.local\/(?:share|state)|\.cache)\/fullconv\/|^work\//.test(file);
const foreign = ({ files }: Report): string[] => files.filter((file) => !isOwn(file));

/** Milliseconds from the first analysis of a session to the first name that it asked for. */
const timeToHear = async (loud: Scenario): Promise<number> =>
  (await loud.next("heard")).at - (await loud.next("analysed")).at;

describe.skipIf(obstacle !== null)("the app", () => {
  const folder = temporaryFolder();
  const at = (...parts: string[]): string => join(folder, ...parts);
  const digits = ["--model", "lenet-digits", "--method", "fcn", "--quiet"];
  let quiet: Scenario;
  let loud: Scenario | null = null;

  beforeAll(async () => {
    mkdirSync(at("images"));
    const noise = new Uint8Array(60 * 50).map((_, i) => (i * 7919) % 256);
    for (const name of ["a", "b", "c"]) await grayPng(at("images", `${name}.png`), noise, 60, 50);
    writeFileSync(at("own.onnx"), onnxFile("lenet"));
    const [image, images] = [at("images", "a.png"), at("images")];
    const commands = [
      ["analyze", image, "--model", "lenet-digits", "--runs", "1", "--export", "csv,report,zarr"],
      ["analyze", image, ...digits, "--device", "tfjs"],
      ["import", at("own.onnx"), "--id", "own", "--preset", "unit"],
      ["analyze", images, ...digits, "--export", "csv", "--out", "batch"],
    ];
    const preload = pathToFileURL("test/support/offline/loud.mjs").href;
    const more = { NODE_OPTIONS: `--import=${preload}` };
    if (network)
      loud = startScenario({ folder: at("loud"), more, commands: commands.slice(2, 3) }, network);
    quiet = startScenario({ folder: at("quiet"), more: {}, commands }, network);
  });
  afterAll(() => {
    quiet.kill();
    loud?.kill();
  });

  it("asks for no name, reaches nobody but this machine, and leaves no file of anyone else's", async () => {
    const begun = await quiet.next("analysed");
    await quiet.next("through");
    // One that reports home does not do it at once: a session of ours is watched a quarter longer than that took.
    if (loud) await sleep(begun.at + 1.25 * (await timeToHear(loud)) - performance.now());
    quiet.end();
    const { report } = await quiet.next("report");
    const ended = quiet.told.filter(({ type }) => type === "ended");
    expect(ended.map((told) => ("status" in told ? told.status : null))).toEqual([0, 0, 0, 0, 130]);
    expect(report).toMatchObject({ names: [], contacts: [] });
    expect(foreign(report)).toEqual([]);
    expect(report.files).toContain("work/batch/c.detections.csv");
  });

  it.skipIf(network === null)("would be heard: so it is without the variable", async () => {
    const through = await loud?.next("through");
    expect(through && foreign(through.report).map((file) => file.replace(/\d+/, "N"))).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/DeveloperTools\/\.onnxruntime\/deviceid$/),
        "tmp/mat-debug-N.log",
      ]),
    );
    await loud?.next("heard");
    loud?.end();
    const end = await loud?.next("report");
    expect(end?.report.names.join()).toMatch(/events\.data/);
    expect(end?.report.contacts).toContain("127.0.0.1:53");
  });
});
