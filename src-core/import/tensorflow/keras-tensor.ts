/** @file A tensor of the TensorFlow model, and how the ONNX graph holds it. */

/** Lengths without the batch, as TensorFlow orders them; null where the model leaves one open. */
export type TensorShape = readonly (number | null)[];

/**
 * `plain`: axes in the model's own order. `channelsFirst`: a tensor N × height × width × channels, held as
 * N × channels × height × width.
 */
export type TensorLayout = "plain" | "channelsFirst";

export class KerasTensor {
  readonly shape: TensorShape;
  /** Names in the graph; the same tensor may be held in both layouts. */
  readonly names: Map<TensorLayout, string>;

  constructor(shape: TensorShape, layout: TensorLayout, name: string) {
    this.shape = shape;
    this.names = new Map([[layout, name]]);
  }

  /** Channels first wherever there is a choice, so that few transpositions are needed. */
  get layout(): TensorLayout {
    return this.names.has("channelsFirst") ? "channelsFirst" : "plain";
  }
}

/** Axes of N×H×W×C in the order N×C×H×W, and back. */
export const transpositions: Readonly<Record<TensorLayout, readonly number[]>> = {
  channelsFirst: [0, 3, 1, 2],
  plain: [0, 2, 3, 1],
};

/** A shape without the batch, as `layout` holds it. */
export function shapeIn<T>(shape: readonly T[], layout: TensorLayout): T[] {
  if (layout === "plain") return [...shape];
  const [height, width, channels] = shape as readonly [T, T, T];
  return [channels, height, width];
}

/** Where an axis (counted with the batch, from the end where negative) lies in `layout`. */
export function axisIn(axis: number, rank: number, layout: TensorLayout): number {
  const counted = axis < 0 ? axis + rank + 1 : axis;
  return layout === "plain" ? counted : ([0, 2, 3, 1][counted] ?? counted);
}

export const shapeText = (shape: TensorShape): string =>
  shape.map((length) => length ?? "?").join("×");
