/** @file A folder of a model with files beside it, links in it, and a secret outside of it that no model may read. */
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readSource } from "../../../src-main/analysis/models/files/source.ts";
import { writeModel } from "../../../src-core/network/onnx/model.ts";
import type { Draw } from "./draw.ts";
import { malform } from "./malformed.ts";
import type { Seed } from "./seeds.ts";
import { elsewhere } from "./tensors.ts";

const secret = "a secret that lies outside of the model's folder. ";

export class Folder {
  private readonly root = mkdtempSync(join(tmpdir(), "fullconv-fuzz-"));
  private readonly own = join(this.root, "model");

  constructor() {
    mkdirSync(join(this.own, "folder"), { recursive: true });
    writeFileSync(join(this.own, "weights.bin"), new Uint8Array(100_000));
    writeFileSync(join(this.root, "secret.bin"), secret.repeat(2000));
    symlinkSync(join(this.root, "secret.bin"), join(this.own, "link.bin"));
    symlinkSync(this.root, join(this.own, "link"));
  }

  /** A file whose constants lie in others. @throws Error where one was read that is outside */
  async read(seed: Seed, draw: Draw): Promise<Uint8Array> {
    const { model } = seed;
    for (let count = draw.from(1, 3); count > 0; count--) {
      const tensor = draw.pick(model.graph?.initializer ?? []);
      if (tensor) elsewhere(tensor, draw);
    }
    if (draw.chance(0.3)) malform(model, draw);
    const path = join(this.own, "model.onnx");
    writeFileSync(path, writeModel(model));
    const bytes = writeModel((await readSource(path)).model);
    if (Buffer.from(bytes).includes("a secret that lies"))
      throw new Error("a file outside of the model's folder was read");
    return bytes;
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}
