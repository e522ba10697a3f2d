/** @file From maps to scores, in the words of the exporters there are. */
import type { Builder, Maps } from "./builder.ts";
import { activation } from "./layers.ts";

/** Maps as a vector for each window. @returns its name and length */
function flattened(b: Builder, x: Maps): { readonly name: string; readonly length: number } {
  const length = x.channels * x.height * x.width;
  const form = b.pick("Flatten", "Reshape", "copied", "traced", "last");
  b.told.push(`flat: ${form}`);
  switch (form) {
    case "Flatten":
      return { name: b.op("Flatten", [x.name], { axis: b.pick(1, -3) }), length };
    case "Reshape":
      return { name: b.op("Reshape", [x.name, b.integers(-1, length)]), length };
    case "copied":
      return { name: b.op("Reshape", [x.name, b.integers(0, -1)]), length };
    case "traced": {
      const batch = b.op("Gather", [b.op("Shape", [x.name]), b.integers(0)], { axis: 0 });
      const shape = b.op("Concat", [batch, b.integers(-1)], { axis: 0 }, "shape");
      return { name: b.op("Reshape", [x.name, shape]), length };
    }
    case "last": {
      const last = b.op("Transpose", [x.name], { perm: [0, 2, 3, 1] });
      return { name: b.op("Reshape", [last, b.integers(-1, length)]), length };
    }
  }
}

function pooled(b: Builder, x: Maps): { readonly name: string; readonly length: number } {
  const form = b.pick("GlobalAveragePool", "GlobalMaxPool", "ReduceMean", "AveragePool", "both");
  b.told.push(form);
  const kernel = { kernel_shape: [x.height, x.width] };
  const flat = (name: string): string =>
    b.chance(0.5)
      ? b.op("Flatten", [name], { axis: 1 })
      : b.op("Squeeze", [name, b.integers(...b.pick([2, 3], [-1, -2]))]);
  const one = { name: "", length: x.channels };
  switch (form) {
    case "ReduceMean": {
      const keep = b.pick(0, 1);
      const mean = b.op("ReduceMean", [x.name], { axes: b.pick([2, 3], [-2, -1]), keepdims: keep });
      return { ...one, name: keep === 0 ? mean : flat(mean) };
    }
    case "AveragePool":
      return {
        ...one,
        name: flat(b.op("AveragePool", [x.name], { ...kernel, strides: kernel.kernel_shape })),
      };
    case "both": {
      const parts = ["GlobalAveragePool", "GlobalMaxPool"].map((operator) =>
        b.op(operator, [x.name]),
      );
      return { name: flat(b.op("Concat", parts, { axis: 1 })), length: 2 * x.channels };
    }
    default:
      return { ...one, name: flat(b.op(form, [x.name])) };
  }
}

/** A dense layer on vectors. */
export function dense(b: Builder, name: string, length: number, units: number): string {
  const spread = Math.sqrt(3 / length);
  const form = b.pick("Gemm", "transB", "MatMul", "alpha");
  b.told.push(form);
  if (form === "MatMul") {
    const product = b.op("MatMul", [name, b.random([length, units], spread)]);
    return b.chance(0.8) ? b.op("Add", [product, b.random([units], 0.2)]) : product;
  }
  const transB = form !== "Gemm";
  const weights = b.random(transB ? [units, length] : [length, units], spread);
  const bias = b.chance(0.8) ? [b.random(b.pick([units], [1, units]), 0.2)] : [];
  return b.op("Gemm", [name, weights, ...bias], {
    ...(transB && { transB: 1 }),
    ...(form === "alpha" && { alpha: { float: 0.7 }, beta: { float: 1.3 } }),
  });
}

/** Maps → scores N×classes. */
export function head(b: Builder, x: Maps, classes: number): string {
  let { name, length } = b.chance(0.35) ? pooled(b, x) : flattened(b, x);
  for (let hidden = b.below(3); hidden > 0; hidden--) {
    const units = 4 + b.below(12);
    name = activation(b, dense(b, name, length, units), units, 2);
    if (b.chance(0.3)) name = b.op("Dropout", [name]);
    length = units;
  }
  return dense(b, name, length, classes);
}
