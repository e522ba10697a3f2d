/** @file `fullconv inspect`: layers, geometry and cost, before anything is run. */
import { documentText } from "./text/document.ts";
import { headOf } from "../../src-core/detection/heads/head-of.ts";
import type { Answers } from "../../src-core/contract/examined.ts";
import type { Head } from "../../src-core/contract/heads.ts";
import { UserError } from "../../src-core/contract/failure.ts";
import type { Notice } from "../../src-core/contract/notices.ts";
import type { FullyConvolutional } from "../../src-core/network/surgery/convolutionalize.ts";
import { convolutionalize } from "../../src-core/network/surgery/convolutionalize.ts";
import type { Size } from "../../src-core/size.ts";
import type { Detector } from "../../src-core/network/surgery/detector.ts";
import { breakEvenStride, passFlops } from "../../src-core/network/properties/cost.ts";
import { expectedEquality, receptiveWindow } from "../../src-core/network/properties/equality.ts";
import type { KnownActivation } from "../analysis/models/cards/activation.ts";
import { activationOf } from "../analysis/models/cards/activation.ts";
import { detectorGrid, gridOf } from "../analysis/windows/grid.ts";
import { CardNeeded } from "../analysis/models/cards/card-draft.ts";
import { explainNetwork } from "../analysis/models/cards/card-lookup.ts";
import { Library } from "../analysis/models/library.ts";
import type { Stride } from "../analysis/models/model.ts";
import { checkDense, isLookedInto } from "../analysis/models/model.ts";
import { measureScores } from "../analysis/models/examination/probe-windows.ts";
import type { Source } from "../analysis/models/files/source.ts";
import { explained, isModelFile, readSource } from "../analysis/models/files/source.ts";
import type { LoadedStage } from "../analysis/models/files/cascade-stages.ts";
import { readsImages } from "../analysis/models/examination/verify.ts";
import { modelsFolder } from "../files/app-root.ts";
import { userModelsFolder } from "../files/user-folder.ts";
import { windowAndOutput } from "./window-and-output.ts";
import { say } from "./text/terminal.ts";
import type { Inspection } from "./text/inspection-text.ts";
import { inspectionText, toldLayer } from "./text/inspection-text.ts";

export interface InspectOptions {
  readonly size: Size;
  readonly window?: Size;
  readonly stride: Stride;
  readonly scores?: string;
  readonly card?: string;
  readonly json?: true;
}

/** @throws UserError when the model cannot be read, or the size is smaller than its window */
export async function inspect(model: string, options: InspectOptions): Promise<void> {
  const { size, json } = options;
  const { surgery, detector, head, stages, notices, activation } = await inspected(
    model,
    options,
  ).catch(toldDraft);
  for (const { message } of notices) say(`${model}: ${message}`);
  const { window, classes, horizontal, vertical, input, classifier } = surgery;
  // Of a list of boxes nobody knows how they come about.
  const layers = isLookedInto(detector) ? surgery.layers : null;
  const equality = layers && expectedEquality(surgery);
  if (options.stride === 1 && equality) checkDense(model, surgery, equality);
  // The cells of a result's map: of a detector those of its finest level.
  const grid = detector ? detectorGrid(detector, layers ? size : window) : gridOf(surgery, size);
  const { visited } = grid;
  // Nothing was ever run on windows where anchors are.
  const windowed = head && headOf(head).anchored ? null : layers;
  const told: Inspection & Record<string, unknown> = {
    model,
    head,
    input: { name: input.name, layout: classifier.input.layout, channels: input.channels },
    window,
    classes,
    lastOperator: layers && classifier.last,
    activation: activation?.activation ?? null,
    activationReason: activation?.reason ?? null,
    stride: layers && { x: grid.strideX, y: grid.strideY },
    receptiveField: layers && {
      width: horizontal.size,
      height: vertical.size,
      offsetX: horizontal.offset,
      offsetY: vertical.offset,
    },
    equality: windowed && equality,
    exactWindow: windowed && equality?.class === "ceil" ? receptiveWindow(surgery) : null,
    parameters: layers && parametersOf(surgery),
    layers: layers?.map((layer) => toldLayer(layer, window)) ?? null,
    cost: {
      // Images of other sizes are scaled into the one that a list is for.
      size: layers ? size : window,
      cells: { columns: grid.columns, rows: grid.rows },
      passFlops: layers && passFlops(layers, size),
      windows: windowed && visited.columns * visited.rows,
      windowFlops: windowed && visited.columns * visited.rows * passFlops(windowed, window),
      breakEvenStride: windowed && breakEvenStride(windowed, window),
    },
    stages: stages.map((stage) => ({
      name: stage.name,
      window: stage.surgery.window,
      parameters: parametersOf(stage.surgery),
      windowFlops: passFlops(stage.surgery.layers, stage.surgery.window),
    })),
    notices,
  };
  console.log(json ? documentText(told) : inspectionText(told));
}

/** The draft of a card goes where it can be kept: `fullconv inspect net.onnx > card.json`. */
function toldDraft(cause: unknown): never {
  if (!(cause instanceof CardNeeded)) throw cause;
  console.log(documentText(cause.draft, 2));
  throw new UserError(cause.code, cause.told, { cause });
}

interface Inspected {
  readonly surgery: FullyConvolutional;
  readonly detector: Detector | null;
  /** Null for a file without a card. */
  readonly head: Head | null;
  readonly stages: readonly LoadedStage[];
  readonly notices: readonly Notice[];
  /** What its scores still need; null where the card says it, and for networks that read no images. */
  readonly activation: KnownActivation | null;
}

/** A file needs no card here: its graph says enough. One that has its card already is looked at as that says. */
async function inspected(model: string, options: InspectOptions): Promise<Inspected> {
  const { stride, card } = options;
  const library = new Library(modelsFolder(), userModelsFolder());
  const byCard = async (answers?: Answers): Promise<Omit<Inspected, "notices">> => {
    const read = await library.get({ model, card, answers, stride });
    return { ...read, head: read.card.head, activation: null };
  };
  if (!isModelFile(model)) {
    const { window, scores } = options;
    const said = { ...(window && { window }), ...(scores === undefined ? {} : { output: scores }) };
    return { ...(await byCard(said)), notices: [] };
  }
  const source = await readSource(model);
  const { known, window, output } = await windowAndOutput(library, source, options);
  const { notices } = known;
  if (known.card ?? known.kept) return { ...(await byCard()), notices };
  const outputs = output === undefined ? undefined : [output];
  const surgery = await explainNetwork(known, () =>
    explained(model, () => convolutionalize(source.model, { window, stride, outputs })),
  );
  const activation = await activationIn(known.source, surgery);
  const head = known.over?.card.head ?? null;
  return { surgery, detector: null, head, stages: [], notices, activation };
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
