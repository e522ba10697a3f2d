/** @file What is put in: every operator that the surgery knows, in the ways that networks write it. */
import type { Steps } from "./steps.ts";

export interface Recipe {
  /** Ranks that it works on; all of them if undefined. */
  readonly ranks?: readonly number[];
  readonly write: (steps: Steps) => unknown;
}

const maps = [4];

/** A constant that broadcasts: one number, one for each element of some axes, or for each of all. */
function broadcasting({ known: { shape }, draw }: Steps): number[] {
  const own = shape.map((length, axis) => (axis > 0 && draw.chance(0.4) ? length : 1));
  const channels = shape.map((length, axis) => (axis === 1 ? length : 1));
  const shapes = [[], [1], channels, channels.slice(1), own, own.slice(1), shape.slice(1)];
  return draw.pick(shapes) ?? [];
}

const axisOf = ({ known: { shape }, draw }: Steps): number =>
  draw.from(-shape.length + 1, shape.length - 1);

/** A permutation that leaves the batch where it is. */
function order({ known: { shape }, draw }: Steps): number[] {
  const rest = shape.slice(1).map((_, axis) => axis + 1);
  return [0, ...rest.sort(() => draw.number() - 0.5)];
}

function arithmetic(steps: Steps): void {
  const { draw, here } = steps;
  const operator = draw.oneOf("Add", "Sub", "Mul", "Div", "Min", "Max", "Sum", "Mean", "Pow");
  const constant = steps.floats(broadcasting(steps), draw.oneOf(0, 1, 2));
  steps.here = steps.add(operator, draw.chance(0.7) ? [here, constant] : [constant, here]);
}

function gated(steps: Steps): void {
  const { here } = steps;
  const gate = steps.add("Sigmoid", [here]);
  steps.here = steps.add(steps.draw.oneOf("Mul", "Add", "Max", "Sub"), [here, gate]);
}

/** Statistics over some axes, taken from the tensor or multiplied with it. */
function reduced(steps: Steps): void {
  const { draw, here, opset } = steps;
  const operator = draw.oneOf("ReduceMean", "ReduceMax", "ReduceSum", "ReduceL2", "ReduceMin");
  const since = operator === "ReduceSum" ? 13 : 18;
  const axes = [axisOf(steps)];
  const reduction =
    opset >= since
      ? steps.add(operator, [here, steps.integers(...axes)], { keepdims: 1 })
      : steps.add(operator, [here], { axes, keepdims: 1 });
  steps.here = steps.add(draw.oneOf("Sub", "Mul", "Add"), [here, reduction]);
}

function where(steps: Steps): void {
  const { draw, here } = steps;
  const operator = draw.oneOf("Greater", "Less", "GreaterOrEqual", "LessOrEqual");
  const condition = steps.add(operator, [here, steps.floats(broadcasting(steps))]);
  const other = steps.floats(broadcasting(steps));
  const chosen = draw.chance(0.5) ? [here, other] : [other, here];
  steps.here = steps.add("Where", [condition, ...chosen]);
}

/** There and back again: the original's axes in another order in between. */
function turned(steps: Steps): void {
  const perm = order(steps);
  const back = perm.map((_, axis) => perm.indexOf(axis));
  steps.on("Transpose", [], { perm });
  if (steps.draw.chance(0.5)) steps.on("Mul", [steps.floats([], 1)]);
  if (steps.draw.chance(0.2)) steps.withAxes("ReduceMean", [axisOf(steps)], 18, { keepdims: 1 });
  if (steps.draw.chance(0.8)) steps.on("Transpose", [], { perm: back });
}

function sliced(steps: Steps): void {
  const { draw, known, opset } = steps;
  const axis = axisOf(steps);
  const length = known.shape.at(axis) ?? 1;
  const [start, end] = [draw.from(-length, length - 1), draw.oneOf(length, 2 ** 31, -1, 1)];
  if (opset < 10) steps.on("Slice", [], { starts: [start], ends: [end], axes: [axis] });
  else
    steps.on(
      "Slice",
      [[start], [end], [axis], [draw.oneOf(1, 1, 2, 3, -1)]].map((list) => steps.integers(...list)),
    );
}

function padded(steps: Steps): void {
  const { draw, known, opset } = steps;
  const { length } = known.shape;
  const pads = Array.from({ length: 2 * length }, (_, place) =>
    place % length > (draw.chance(0.8) ? 1 : 0) ? draw.from(-1, 2) : 0,
  );
  const mode = draw.oneOf("constant", "constant", "reflect", "edge");
  const value = draw.oneOf(0, 0, -0.5, 3);
  if (opset < 11) steps.on("Pad", [], { pads, mode, value: { float: value } });
  else steps.on("Pad", [steps.integers(...pads), steps.floats([], value)], { mode });
}

function regrouped(steps: Steps): void {
  const [batch = 1, channels = 1, ...rest] = steps.known.shape;
  const groups = [2, 3, 4].find((count) => channels % count === 0) ?? 1;
  const split = [batch, groups, channels / groups, ...rest];
  steps.on("Reshape", [steps.integers(...split)]);
  const perm = split.map((_, axis) => axis);
  if (steps.draw.chance(0.7)) steps.on("Transpose", [], { perm: [0, 2, 1, ...perm.slice(3)] });
  if (steps.draw.chance(0.3)) steps.on("Mul", [steps.floats([groups, ...rest.map(() => 1)], 1)]);
  steps.on("Reshape", [steps.integers(-1, channels, ...rest)]);
}

function joined(steps: Steps): void {
  const { draw, here } = steps;
  const other = draw.chance(0.5) ? here : steps.add("Relu", [here]);
  steps.here = steps.add("Concat", [here, other], { axis: draw.oneOf(1, 1, axisOf(steps)) });
}

function picked(steps: Steps): void {
  const axis = axisOf(steps);
  const length = steps.known.shape.at(axis) ?? 1;
  const indices = Array.from({ length }, () => steps.draw.from(-length, length - 1));
  steps.on("Gather", [steps.integers(...indices)], { axis });
}

function quantized(steps: Steps): void {
  const scale = steps.floats([], 0.6);
  steps.on("QuantizeLinear", [scale]).on("DequantizeLinear", [scale]);
}

function halved(steps: Steps): void {
  const { draw, known } = steps;
  steps.on("Cast", [], { to: draw.oneOf(10, 11, 6, 7, 1) }).on("Cast", [], { to: known.type });
}

/** Parts of one axis, some of them changed, put together again in another order or one on the other. */
function parted(steps: Steps): void {
  const { draw, known, opset, here } = steps;
  const axis = draw.from(1, known.shape.length - 1);
  const length = known.shape[axis] ?? 1;
  const cut = draw.from(1, Math.max(1, length - 1));
  const range = (from: number, to: number): string =>
    opset < 10
      ? steps.add("Slice", [here], { starts: [from], ends: [to], axes: [axis] })
      : steps.add("Slice", [
          here,
          ...[[from], [to], [axis]].map((list) => steps.integers(...list)),
        ]);
  const parts = [range(0, cut), steps.add("Tanh", [range(cut, length)])];
  const halves = [range(0, length >> 1), range(length - (length >> 1), length)];
  steps.here = draw.chance(0.6)
    ? steps.add("Concat", draw.chance(0.5) ? parts : parts.toReversed(), { axis })
    : steps.add(draw.oneOf("Add", "Sub", "Max"), halves);
}

/** Two branches that see different surroundings of the same place. */
function branched(steps: Steps): void {
  const { draw, here, known } = steps;
  const [, channels = 1] = known.shape;
  const branch = (): string => {
    const [kernel, dilation] = [draw.oneOf(1, 2, 3), draw.oneOf(1, 1, 2)];
    const padded = draw.chance(0.6);
    const reach = dilation * (kernel - 1);
    const attributes = {
      kernel_shape: [kernel, kernel],
      ...(padded
        ? { pads: [reach >> 1, reach >> 1, reach - (reach >> 1), reach - (reach >> 1)] }
        : {}),
    };
    const group = draw.chance(0.5) ? channels : 1;
    const kernels = steps.floats([channels, channels / group, kernel, kernel]);
    return draw.chance(0.5)
      ? steps.add("Conv", [here, kernels], {
          ...attributes,
          group,
          dilations: [dilation, dilation],
        })
      : steps.add("AveragePool", [here], dilation === 1 ? attributes : { kernel_shape: [1, 1] });
  };
  const operator = draw.oneOf("Add", "Mul", "Concat");
  steps.here = steps.add(operator, [branch(), branch()], operator === "Concat" ? { axis: 1 } : {});
}

/** Every place's channels through one dense layer, as channels-last networks do. */
function dense(steps: Steps): void {
  const last = steps.known.shape.at(-1) ?? 1;
  steps.on("MatMul", [steps.floats([last, last])]);
}

/** Statistics of each window or of each place, without the axes that they were taken over. */
function squeezed(steps: Steps): void {
  const { draw, known } = steps;
  const axes = known.shape.map((_, axis) => axis).filter((axis) => axis > 0 && draw.chance(0.5));
  if (axes.length === 0) return;
  const operator = draw.oneOf(
    "ReduceMean",
    "ReduceMax",
    "ReduceL1",
    "ReduceSumSquare",
    "ReduceMin",
  );
  steps.withAxes(operator, axes, 18, { keepdims: draw.below(2) });
}

/** The same elements on other axes: a zero copies a length, −1 is worked out. */
function reshaped(steps: Steps): void {
  const { draw, known } = steps;
  const [, ...rest] = known.shape;
  const whole = rest.reduce((product, length) => product * length, 1);
  const shapes = [
    [0, -1],
    [-1, whole],
    [0, 0, -1],
    [-1, ...rest],
    [0, whole, 1],
    [1, -1],
  ];
  steps.on("Reshape", [steps.integers(...(draw.pick(shapes) ?? []))]);
}

const pool = (operator: string) => (steps: Steps) =>
  steps.on(operator, [], {
    kernel_shape: [steps.draw.from(1, 3), steps.draw.from(1, 3)],
    strides: [steps.draw.from(1, 2), steps.draw.from(1, 2)],
    ...(steps.draw.chance(0.4) ? { pads: [0, 1, 1, 0] } : {}),
    ...(steps.opset > 9 && steps.draw.chance(0.4) ? { ceil_mode: 1 } : {}),
  });

export const recipes: readonly Recipe[] = [
  ...[arithmetic, arithmetic, gated, reduced, where, turned, sliced, padded].map((write) => ({
    write,
  })),
  ...[parted, dense, squeezed, reshaped].map((write) => ({ write })),
  { ranks: maps, write: branched },
  { ranks: maps, write: branched },
  ...[regrouped, joined, picked, quantized, halved].map((write) => ({ write })),
  { ranks: maps, write: pool("MaxPool") },
  { ranks: maps, write: pool("AveragePool") },
  { write: (steps) => steps.on("Softmax", [], { axis: axisOf(steps) }) },
  { write: (steps) => steps.on("LogSoftmax", [], { axis: axisOf(steps) }) },
  { write: (steps) => steps.on("LpNormalization", [], { axis: axisOf(steps), p: 2 }) },
  { write: (steps) => steps.on("PRelu", [steps.floats(broadcasting(steps))]) },
  { write: (steps) => steps.on("Dropout") },
  { ranks: maps, write: (steps) => steps.on("LRN", [], { size: 3, bias: { float: 1 } }) },
  {
    write: (steps) => {
      const { shape } = steps.known;
      const times = shape.map((_, axis) => (axis === 1 ? 2 : 1));
      steps.on("Tile", [steps.integers(...times)]);
    },
  },
  { write: (steps) => steps.on("Expand", [steps.integers(...steps.known.shape)]) },
  {
    write: (steps) => {
      const axis = steps.draw.from(1, steps.known.shape.length);
      steps.withAxes("Unsqueeze", [axis], 13);
      if (steps.draw.chance(0.3)) steps.on("Relu");
      steps.withAxes("Squeeze", [axis], 13);
    },
  },
  {
    write: (steps) => {
      const length = steps.known.shape.at(-1) ?? 1;
      const affine = [steps.floats([length], 1), steps.floats([length])];
      steps.on("LayerNormalization", affine, { axis: -1 });
    },
  },
  {
    write: (steps) => {
      const channels = steps.known.shape[1] ?? 1;
      const statistics = [1, 0, 0, 1].map((centre) => steps.floats([channels], centre));
      steps.on("BatchNormalization", statistics);
    },
  },
];
