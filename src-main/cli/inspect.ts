/** @file `fullconv inspect`: layers, geometry and cost, before anything is run. */
import type { Layer } from "../../src-core/network/context.ts";
import type { FullyConvolutional, Size } from "../../src-core/network/convolutionalize.ts";
import { convolutionalize } from "../../src-core/network/convolutionalize.ts";
import { breakEvenStride, layerCells, passFlops } from "../../src-core/network/cost.ts";
import { expectedEquality } from "../../src-core/network/equality.ts";
import { gridOf } from "../analysis/grid.ts";
import { Library } from "../analysis/library.ts";
import { explained, readClassifierFile } from "../analysis/model.ts";
import { modelsFolder } from "../app-root.ts";

export interface InspectOptions {
  readonly size: Size;
  readonly json?: true;
}

/** @throws UserError when the model cannot be read, or the size is smaller than its window */
export async function inspect(model: string, { size, json }: InspectOptions): Promise<void> {
  const surgery = await surgeryOf(model);
  const { window, classes, horizontal, vertical, layers } = surgery;
  const grid = gridOf(surgery, size);
  const cost = {
    size,
    cells: { columns: grid.columns, rows: grid.rows },
    passFlops: passFlops(layers, size),
    windowFlops: grid.columns * grid.rows * passFlops(layers, window),
    breakEvenStride: breakEvenStride(layers, window),
  };
  const told = {
    model,
    window,
    classes,
    stride: { x: horizontal.jump, y: vertical.jump },
    receptiveField: {
      ...{ width: horizontal.size, height: vertical.size },
      ...{ offsetX: horizontal.offset, offsetY: vertical.offset },
    },
    equality: expectedEquality(surgery),
    parameters: layers.reduce((sum, { parameters }) => sum + parameters, 0),
    layers: layers.map((layer) => tell(layer, window)),
    cost,
  };
  console.log(json ? JSON.stringify(told) : table(told));
}

/** An ONNX file needs no card here: its graph says enough. */
async function surgeryOf(model: string): Promise<FullyConvolutional> {
  if (!/\.onnx$/i.test(model)) return (await new Library(modelsFolder()).get(model)).surgery;
  const classifier = await readClassifierFile(model);
  return explained(model, () => convolutionalize(classifier));
}

const tell = (layer: Layer, window: Size) => {
  const { name, operator, was, kernel, stride, padded, ceil, parameters, output } = layer;
  const { horizontal, vertical } = output;
  return {
    ...{ name, operator, was: was ?? null, kernel, stride, padded, ceil, parameters },
    channels: output.channels,
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
  readonly stride: { readonly x: number; readonly y: number };
  readonly equality: { readonly class: string; readonly reason: string };
  readonly layers: readonly ReturnType<typeof tell>[];
  readonly cost: {
    readonly size: Size;
    readonly cells: { readonly columns: number; readonly rows: number };
    readonly passFlops: number;
    readonly windowFlops: number;
    readonly breakEvenStride: number;
  };
}

function table({ model, window, classes, stride, equality, layers, cost }: Told): string {
  const head = [
    "layer",
    "operator",
    "was",
    "kernel",
    "stride",
    "field",
    "jump",
    "parameters",
    "MFLOP",
  ];
  const rows = layers.map((layer) => [
    ...[layer.name, layer.operator, layer.was ?? "", layer.kernel.join("×")],
    ...[layer.stride.join("×"), layer.receptiveField.join("×"), layer.jump.join("×")],
    ...[String(layer.parameters), (layer.flops / 1e6).toFixed(3)],
  ]);
  const widths = head.map((title, i) =>
    Math.max(title.length, ...rows.map((row) => row[i]?.length ?? 0)),
  );
  const line = (cells: readonly string[]): string =>
    `  ${cells.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join("  ")}`.trimEnd();
  const { size, cells } = cost;
  const giga = (flops: number): string => `${(flops / 1e9).toFixed(3)} GFLOP`;
  return [
    `${model}: window ${window.width}×${window.height}, ${classes} classes, stride ${stride.x}×${stride.y}, ${equality.class} (${equality.reason})`,
    line(head),
    ...rows.map(line),
    `  on ${size.width}×${size.height}: ${cells.columns}×${cells.rows} cells; pass ${giga(cost.passFlops)}, windows ${giga(cost.windowFlops)}: ${(cost.windowFlops / cost.passFlops).toFixed(1)}×`,
    `  above a stride of ${cost.breakEvenStride.toFixed(1)} pixels separate windows cost less than the pass`,
  ].join("\n");
}
