/** @file `fullconv inspect`: layers, geometry and cost, before anything is run. */
import type { Layer } from "../../src-core/network/context.ts";
import { pads } from "../../src-core/network/context.ts";
import type { FullyConvolutional, Size } from "../../src-core/network/convolutionalize.ts";
import { convolutionalize } from "../../src-core/network/convolutionalize.ts";
import { breakEvenStride, layerCells, passFlops } from "../../src-core/network/cost.ts";
import { expectedEquality, receptiveWindow } from "../../src-core/network/equality.ts";
import { gridOf } from "../analysis/grid.ts";
import { Library } from "../analysis/library.ts";
import type { Stride } from "../analysis/model.ts";
import { checkDense } from "../analysis/model.ts";
import { explained, isModelFile, readSource } from "../analysis/source.ts";
import { modelsFolder } from "../app-root.ts";
import { userModelsFolder } from "../user-folder.ts";
import { table } from "./table.ts";

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
  const surgery = await surgeryOf(model, options);
  const { window, classes, horizontal, vertical, layers, input, classifier } = surgery;
  const equality = expectedEquality(surgery);
  if (options.stride === 1) checkDense(model, surgery, equality);
  const grid = gridOf(surgery, size);
  const { visited } = grid;
  const told = {
    model,
    input: { name: input.name, layout: classifier.input.layout, channels: input.channels },
    window,
    classes,
    lastOperator: classifier.last,
    stride: { x: horizontal.jump, y: vertical.jump },
    receptiveField: {
      ...{ width: horizontal.size, height: vertical.size },
      ...{ offsetX: horizontal.offset, offsetY: vertical.offset },
    },
    equality,
    exactWindow: equality.class === "ceil" ? receptiveWindow(surgery) : null,
    parameters: layers.reduce((sum, { parameters }) => sum + parameters, 0),
    layers: layers.map((layer) => tell(layer, window)),
    cost: {
      size,
      cells: { columns: grid.columns, rows: grid.rows },
      windows: visited.columns * visited.rows,
      passFlops: passFlops(layers, size),
      windowFlops: visited.columns * visited.rows * passFlops(layers, window),
      breakEvenStride: breakEvenStride(layers, window),
    },
  };
  console.log(json ? JSON.stringify(told) : describe(told));
}

/** A file needs no card here: its graph says enough. */
async function surgeryOf(
  model: string,
  { window, stride, scores: output }: InspectOptions,
): Promise<FullyConvolutional> {
  if (!isModelFile(model)) {
    const library = new Library(modelsFolder(), userModelsFolder());
    return (await library.get({ model, stride })).surgery;
  }
  const source = await readSource(model);
  return explained(model, () =>
    convolutionalize(source.model, {
      window,
      stride,
      outputs: output === undefined ? undefined : [output],
    }),
  );
}

const tell = (layer: Layer, window: Size) => {
  const { name, operator, was, kernel, stride, dilation, ceil, parameters, output } = layer;
  const { horizontal, vertical } = output;
  return {
    ...{ name, operator, was: was ?? null, kernel, stride, dilation, pads: layer.pads },
    ...{ padded: pads(layer), ceil, parameters, channels: output.channels },
    receptiveField: [vertical.size, horizontal.size],
    jump: [vertical.jump, horizontal.jump],
    offset: [vertical.offset, horizontal.offset],
    flops: layer.flopsPerCell * layerCells(layer, window),
  };
};

interface Told {
  readonly model: string;
  readonly window: Size;
  readonly classes: number;
  readonly lastOperator: string;
  readonly stride: { readonly x: number; readonly y: number };
  readonly receptiveField: { readonly width: number; readonly height: number };
  readonly equality: { readonly class: string; readonly reason: string };
  readonly exactWindow: Size | null;
  readonly parameters: number;
  readonly layers: readonly ReturnType<typeof tell>[];
  readonly cost: {
    readonly size: Size;
    readonly cells: { readonly columns: number; readonly rows: number };
    readonly windows: number;
    readonly passFlops: number;
    readonly windowFlops: number;
    readonly breakEvenStride: number;
  };
}

const head = ["layer", "operator", "was", "kernel", "stride", "dilation", "pads", "channels"];
const more = ["field", "jump", "offset", "parameters", "MFLOP"];

function describe(told: Told): string {
  const { model, window, classes, stride, receptiveField, equality, layers, cost } = told;
  const rows = layers.map((layer) => [
    ...[layer.name, layer.operator, layer.was ?? "", layer.kernel.join("×")],
    ...[layer.stride.join("×"), layer.dilation.join("×")],
    ...[layer.padded ? layer.pads.join(",") : "", String(layer.channels)],
    ...[layer.receptiveField.join("×"), layer.jump.join("×"), layer.offset.join(",")],
    ...[String(layer.parameters), (layer.flops / 1e6).toFixed(3)],
  ]);
  const { size, cells } = cost;
  const giga = (flops: number): string => `${(flops / 1e9).toFixed(3)} GFLOP`;
  const { exactWindow: exact } = told;
  return [
    `${model}: window ${window.width}×${window.height}, ${classes} classes from ${told.lastOperator}, stride ${stride.x}×${stride.y}, a cell depends on ${receptiveField.width}×${receptiveField.height} pixels, ${told.parameters} parameters`,
    `  ${equality.class}: ${equality.reason}`,
    ...(exact ? [`  with --window ${exact.width}x${exact.height} it is exact`] : []),
    ...table([...head, ...more], rows),
    `  on ${size.width}×${size.height}: ${cells.columns}×${cells.rows} cells; pass ${giga(cost.passFlops)}, ${cost.windows} windows ${giga(cost.windowFlops)}: ${(cost.windowFlops / cost.passFlops).toFixed(1)}×`,
    `  above a stride of ${cost.breakEvenStride.toFixed(1)} pixels separate windows cost less than the pass`,
  ].join("\n");
}
