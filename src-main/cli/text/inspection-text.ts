/** @file What was found out about a network, for people. */
import type { Head } from "../../../src-core/contract/heads.ts";
import { headOf } from "../../../src-core/detection/heads/head-of.ts";
import type { Layer } from "../../../src-core/network/graph/layer.ts";
import { pads } from "../../../src-core/network/graph/layer.ts";
import type { Size } from "../../../src-core/size.ts";
import { layerCells } from "../../../src-core/network/properties/cost.ts";
import { table } from "./table.ts";

/** FLOPs are those of one window. */
export const toldLayer = (layer: Layer, window: Size) => {
  const { name, operator, was, kernel, stride, dilation, ceil, parameters, output } = layer;
  const { horizontal, vertical } = output;
  return {
    name,
    operator,
    was: was ?? null,
    kernel,
    stride,
    dilation,
    pads: layer.pads,
    padded: pads(layer),
    ceil,
    parameters,
    channels: output.channels,
    receptiveField: [vertical.size, horizontal.size],
    jump: [vertical.jump, horizontal.jump],
    offset: [vertical.offset, horizontal.offset],
    flops: layer.flopsPerCell * layerCells(layer, window),
  };
};

type ToldLayer = ReturnType<typeof toldLayer>;

export interface Inspection {
  readonly model: string;
  readonly head: Head | null;
  readonly window: Size;
  readonly classes: number;
  /** Null where nobody has looked into the network, as all that its layers would tell. */
  readonly lastOperator: string | null;
  readonly activation: string | null;
  readonly activationReason: string | null;
  readonly stride: { readonly x: number; readonly y: number } | null;
  readonly receptiveField: (Size & { readonly offsetX: number; readonly offsetY: number }) | null;
  readonly equality: { readonly class: string; readonly reason: string } | null;
  readonly exactWindow: Size | null;
  readonly parameters: number | null;
  readonly layers: readonly ToldLayer[] | null;
  readonly cost: {
    readonly size: Size;
    readonly cells: { readonly columns: number; readonly rows: number };
    readonly passFlops: number | null;
    /** As many as there are cells; null where a cell is no window, like what they cost. */
    readonly windows: number | null;
    readonly windowFlops: number | null;
    readonly breakEvenStride: number | null;
  };
  /** Further networks of a cascade. */
  readonly stages: readonly {
    readonly name: string;
    readonly window: Size;
    readonly parameters: number;
    readonly windowFlops: number;
  }[];
}

const columns = ["layer", "operator", "was", "kernel", "stride", "dilation", "pads", "channels"];
const more = ["field", "jump", "offset", "parameters", "MFLOP"];

/** For people. */
export function inspectionText(told: Inspection): string {
  const { model, window, stride, receptiveField, equality, layers, cost, stages } = told;
  if (!layers || !stride || !receptiveField || cost.passFlops === null) return listText(told);
  const rows = layers.map((layer) => [
    ...[layer.name, layer.operator, layer.was ?? "", layer.kernel.join("×")],
    ...[layer.stride.join("×"), layer.dilation.join("×")],
    ...[layer.padded ? layer.pads.join(",") : "", String(layer.channels)],
    ...[layer.receptiveField.join("×"), layer.jump.join("×"), layer.offset.join(",")],
    ...[String(layer.parameters), (layer.flops / 1e6).toFixed(3)],
  ]);
  const { size, cells } = cost;
  const giga = (flops: number): string => `${(flops / 1e9).toFixed(3)} GFLOP`;
  const side = ({ width, height }: Size): string => `${width}×${height}`;
  const { exactWindow: exact } = told;
  const pass = `on ${side(size)}: ${cells.columns}×${cells.rows} cells; pass ${giga(cost.passFlops)}`;
  return [
    `${model}: ${made(told)}, stride ${stride.x}×${stride.y}, a cell depends on ${side(receptiveField)} pixels, ${told.parameters} parameters`,
    equality ? `  ${equality.class}: ${equality.reason}` : `  input ${side(window)}, or any other`,
    ...(told.activation === null
      ? []
      : [`  activation ${told.activation}: ${told.activationReason ?? ""}`]),
    ...(exact ? [`  with --window ${exact.width}x${exact.height} it is exact`] : []),
    ...table([...columns, ...more], rows),
    ...(cost.windows === null
      ? [`  ${pass}`]
      : [
          `  ${pass}, ${cost.windows} windows ${giga(cost.windowFlops ?? NaN)}: ${((cost.windowFlops ?? NaN) / cost.passFlops).toFixed(1)}×`,
          `  above a stride of ${(cost.breakEvenStride ?? NaN).toFixed(1)} pixels separate windows cost less than the pass`,
        ]),
    ...stages.map(
      (stage) =>
        `  then ${stage.name} on ${side(stage.window)} of what is left: ${stage.parameters} parameters, ${(stage.windowFlops / 1e6).toFixed(1)} MFLOP each`,
    ),
  ].join("\n");
}

/** Of a network that gives its boxes as a list. */
function listText(told: Inspection): string {
  const { model, window, cost } = told;
  const { columns, rows } = cost.cells;
  return [
    `${model}: ${made(told)}`,
    `  input ${window.width}×${window.height} alone: other images are scaled into it; the finest level has ${columns}×${rows} cells`,
    "  layers, parameters, cost and what a box depends on: not looked into, its list of boxes is taken as the network gives it",
  ].join("\n");
}

/** What the network's numbers are. */
function made({ window, classes, lastOperator, head }: Inspection): string {
  const size = `window ${window.width}×${window.height}`;
  const made = head && headOf(head);
  if (!made?.title) return `${size}, ${classes} classes from ${lastOperator ?? "?"}`;
  const { title, anchored, planes } = made;
  if (!anchored) return `${title}, ${size}, ${classes} numbers each: ${planes.join(", ")}`;
  const levels = anchored.levels.map(
    ({ stride, anchors }) => `${anchors.length} at stride ${stride}`,
  );
  return `${title}, ${classes} classes, anchors of a cell ${levels.join(", ")}`;
}
