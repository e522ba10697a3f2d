/** @file The single pass as the app runs it: against the bare engine, and as a share of the way from file to detections. */
import { copyFile, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { unattended } from "../../src-main/analysis/jobs/job.ts";
import { timePass } from "../../src-main/analysis/pass/pass.ts";
import type { Sessions } from "../../src-main/analysis/sessions/sessions.ts";
import type { Workbench } from "../../src-main/analysis/workbench.ts";
import type { LoadedModel } from "../../src-main/analysis/models/model.ts";
import { encodePng } from "../../src-main/image/encode.ts";
import type { Pixels } from "../../src-main/engine/engine.ts";
import { bareTurn, prepare } from "./bare.ts";
import type { Figure } from "./figure.ts";
import { figure } from "./figure.ts";
import { subjectOf } from "./subject.ts";
import type { Extent, Turn } from "./rounds.ts";
import { interleave } from "./rounds.ts";

/** What every measurement needs. */
export interface Stage {
  /** Id or ONNX file of the model. */
  readonly name: string;
  readonly model: LoadedModel;
  readonly sessions: Sessions;
  readonly extent: Extent;
}

export const passName = "single pass";

export const sizeOf = ({ width, height }: Pixels): string => `${width}×${height}`;

/** The network's time as the app reports it: timePass warms up by itself. */
export async function passTurn({ model, sessions }: Stage, pixels: Pixels): Promise<Turn> {
  const { session } = await sessions.pass(model, pixels.channels);
  const subject = subjectOf(model, pixels);
  return async () => {
    const options = { runs: 1, warmUp: true };
    const { run } = await timePass(session, subject, options, unattended, () => Promise.resolve());
    return { [passName]: run?.median ?? NaN };
  };
}

/** From uint8 pixels to scores, against the converted network from prepared floats to logits. */
export async function passAgainstBare(stage: Stage, pixels: Pixels): Promise<Figure> {
  const bare = "bare ONNX Runtime";
  const prepared = prepare(pixels, stage.model.card.input);
  const turns = [await passTurn(stage, pixels), await bareTurn(bare, stage.model, prepared)];
  // The closest race of all gets twice the time.
  const { atLeast, milliseconds } = stage.extent;
  const rounds = await interleave(turns, { atLeast, milliseconds: 2 * milliseconds });
  const target = { bound: "≤", ratio: 1.1 } as const;
  return figure(sizeOf(pixels), rounds, [passName, bare], { target });
}

/** From a PNG to detections, session warm, against the network's own time. Every turn decodes a file not seen before. */
export async function totalAgainstRun(
  { extent, name }: Stage,
  workbench: Workbench,
  pixels: Pixels,
): Promise<Figure> {
  const folder = await mkdtemp(join(tmpdir(), "fullconv-speed-"));
  try {
    const png = join(folder, "picture.png");
    await writeFile(png, await encodePng(pixels));
    const [total, run] = ["PNG to detections", passName];
    let files = 0;
    const turn: Turn = async () => {
      const path = join(folder, `${files++}.png`);
      await copyFile(png, path);
      const request = { path, model: name, runs: 5, threshold: 0.5, device: "cpu" };
      const { fcn } = (await workbench.pass(request, unattended)).result.timings;
      return { [total]: fcn?.total ?? NaN, [run]: fcn?.run.median ?? NaN };
    };
    const rounds = await interleave([turn], extent);
    // A small picture's pass is so short that the file weighs more: the target is for a megapixel.
    const target = pixels.data.length < 1e6 ? undefined : ({ bound: "≤", ratio: 1.6 } as const);
    return figure(sizeOf(pixels), rounds, [total, run], { target });
  } finally {
    await rm(folder, { recursive: true });
  }
}
