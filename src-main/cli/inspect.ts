/** @file `fullconv inspect`: layers, geometry and cost, before anything is run. */
import type { Head } from "../../src-core/contract/heads.ts";
import type { FullyConvolutional, Size } from "../../src-core/network/convolutionalize.ts";
import { convolutionalize } from "../../src-core/network/convolutionalize.ts";
import { breakEvenStride, passFlops } from "../../src-core/network/cost.ts";
import { expectedEquality, receptiveWindow } from "../../src-core/network/equality.ts";
import type { KnownActivation } from "../analysis/activation.ts";
import { activationOf } from "../analysis/activation.ts";
import { gridOf } from "../analysis/grid.ts";
import { Library } from "../analysis/library.ts";
import type { Stride } from "../analysis/model.ts";
import { checkDense } from "../analysis/model.ts";
import { measureScores } from "../analysis/probe-windows.ts";
import type { Source } from "../analysis/source.ts";
import { explained, isModelFile, readSource } from "../analysis/source.ts";
import type { LoadedStage } from "../analysis/stages.ts";
import { readsImages } from "../analysis/verify.ts";
import { modelsFolder } from "../app-root.ts";
import { userModelsFolder } from "../user-folder.ts";
import type { Inspection } from "./inspection-text.ts";
import { inspectionText, toldLayer } from "./inspection-text.ts";

export interface InspectOptions {
  readonly size: Size;
  readonly window?: Size;
  readonly stride: Stride;
  readonly scores?: string;
  readonly json?: true;
}

/** @throws UserError when the model cannot be read, or the size is smaller than its window */
export async function inspect(model: string, options: InspectOptions): Promise<void> {
  const { size, json } = options;
  const { surgery, head, stages, activation } = await inspected(model, options);
  const { window, classes, horizontal, vertical, layers, input, classifier } = surgery;
  const equality = expectedEquality(surgery);
  if (options.stride === 1) checkDense(model, surgery, equality);
  const grid = gridOf(surgery, size);
  const { visited } = grid;
  // Nothing was ever run on windows where anchors are.
  const isWindowed = !(head && "levels" in head);
  const told: Inspection & Record<string, unknown> = {
    model,
    head,
    input: { name: input.name, layout: classifier.input.layout, channels: input.channels },
    window,
    classes,
    lastOperator: classifier.last,
    ...{ activation: activation?.activation ?? null, activationReason: activation?.reason ?? null },
    stride: { x: horizontal.jump, y: vertical.jump },
    receptiveField: {
      ...{ width: horizontal.size, height: vertical.size },
      ...{ offsetX: horizontal.offset, offsetY: vertical.offset },
    },
    equality: isWindowed ? equality : null,
    exactWindow: isWindowed && equality.class === "ceil" ? receptiveWindow(surgery) : null,
    parameters: parametersOf(surgery),
    layers: layers.map((layer) => toldLayer(layer, window)),
    cost: {
      size,
      cells: { columns: grid.columns, rows: grid.rows },
      passFlops: passFlops(layers, size),
      windows: isWindowed ? visited.columns * visited.rows : null,
      windowFlops: isWindowed ? visited.columns * visited.rows * passFlops(layers, window) : null,
      breakEvenStride: isWindowed ? breakEvenStride(layers, window) : null,
    },
    stages: stages.map((stage) => ({
      name: stage.name,
      window: stage.surgery.window,
      parameters: parametersOf(stage.surgery),
      windowFlops: passFlops(stage.surgery.layers, stage.surgery.window),
    })),
  };
  console.log(json ? JSON.stringify(told) : inspectionText(told));
}

interface Inspected {
  readonly surgery: FullyConvolutional;
  /** Null for a file without a card. */
  readonly head: Head | null;
  readonly stages: readonly LoadedStage[];
  /** What its scores still need; null where the card says it, and for networks that read no images. */
  readonly activation: KnownActivation | null;
}

/** A file needs no card here: its graph says enough. One that has its card already is looked at as that says. */
async function inspected(
  model: string,
  { window, stride, scores: output }: InspectOptions,
): Promise<Inspected> {
  const library = new Library(modelsFolder(), userModelsFolder());
  const known = async (): Promise<Inspected> => {
    const { surgery, card, stages } = await library.get({ model, stride });
    return { surgery, head: card.head, stages, activation: null };
  };
  if (!isModelFile(model)) return known();
  const source = await readSource(model);
  if (!window && output === undefined && (await library.known(source, {}))) return known();
  const surgery = explained(model, () =>
    convolutionalize(source.model, {
      window,
      stride,
      outputs: output === undefined ? undefined : [output],
    }),
  );
  return { surgery, head: null, stages: [], activation: await activationIn(source, surgery) };
}

/** As an analysis takes it without a card. */
async function activationIn(
  { head: { activation } }: Source,
  surgery: FullyConvolutional,
): Promise<KnownActivation | null> {
  if (activation) return { activation, reason: "its source says so" };
  if (!readsImages(surgery)) return null;
  return activationOf(await measureScores(surgery), surgery.classifier.last, surgery.classes);
}

const parametersOf = ({ layers }: FullyConvolutional): number =>
  layers.reduce((sum, { parameters }) => sum + parameters, 0);
