/** @file Layers on maps, drawn at random: convolutions, pools, activations, branches. */
import type { Builder, Maps } from "./builder.ts";

const out = (
  size: number,
  kernel: number,
  stride: number,
  dilation: number,
  pads: number,
): number => Math.floor((size + pads - dilation * (kernel - 1) - 1) / stride) + 1;

export function convolution(b: Builder, x: Maps, filters: number, keep = false): Maps {
  const side = Math.min(x.height, x.width);
  const kernel = keep ? b.pick(1, 1, 1, 3) : b.pick(1, 2, 3, 3, 5);
  const dilation = !keep && b.chance(0.15) ? 2 : 1;
  const reach = dilation * (kernel - 1) + 1;
  if (reach > side) return x;
  const stride = !keep && side > 8 && b.chance(0.3) ? 2 : 1;
  const pad = keep ? (kernel - 1) / 2 : b.chance(0.1) ? Math.floor(kernel / 2) : 0;
  const group = x.channels === filters && b.chance(0.25) ? b.pick(x.channels, 2) : 1;
  const groups = x.channels % group === 0 && filters % group === 0 ? group : 1;
  const fan = (x.channels / groups) * kernel * kernel;
  const weights = b.random([filters, x.channels / groups, kernel, kernel], Math.sqrt(3 / fan));
  const bias = b.chance(0.7) ? [b.random([filters], 0.2)] : [];
  const name = b.op("Conv", [x.name, weights, ...bias], {
    ...(b.chance(0.7) && { kernel_shape: [kernel, kernel] }),
    ...(stride > 1 && { strides: [stride, stride] }),
    ...(dilation > 1 && { dilations: [dilation, dilation] }),
    ...(pad > 0 && { pads: [pad, pad, pad, pad] }),
    ...(groups > 1 && { group: groups }),
  });
  b.told.push(`conv ${kernel}/${stride}${pad > 0 ? " padded" : ""}`);
  const size = (length: number): number => out(length, kernel, stride, dilation, 2 * pad);
  return { name, channels: filters, height: size(x.height), width: size(x.width) };
}

function pool(b: Builder, x: Maps): Maps {
  const side = Math.min(x.height, x.width);
  if (side < 4) return x;
  const [kernel, stride] = b.pick([2, 2], [3, 2], [3, 1], [3, 3]);
  const operator = b.pick("MaxPool", "AveragePool");
  const ceil = b.chance(0.15);
  const pad = b.chance(0.1) && kernel === 3 ? 1 : 0;
  const even = (length: number): boolean => (length + 2 * pad - kernel) % stride === 0;
  // In ceil mode, kernels that reach over an even end are another matter in every runtime.
  const inCeil = ceil && pad === 0 && !(even(x.height) && even(x.width));
  const name = b.op(operator, [x.name], {
    kernel_shape: [kernel, kernel],
    strides: [stride, stride],
    ...(pad > 0 && { pads: [pad, pad, pad, pad] }),
    ...(inCeil && { ceil_mode: 1 }),
    ...(operator === "AveragePool" && b.chance(0.3) && { count_include_pad: 1 }),
  });
  b.told.push(`${operator} ${kernel}/${stride}${inCeil ? " ceil" : ""}${pad > 0 ? " padded" : ""}`);
  const size = (length: number): number => {
    const steps = (length + 2 * pad - kernel) / stride;
    return (inCeil ? Math.ceil(steps) : Math.floor(steps)) + 1;
  };
  return { ...x, name, height: size(x.height), width: size(x.width) };
}

/** Of maps and of vectors alike. */
export function activation(b: Builder, name: string, channels: number, rank: 2 | 4): string {
  const kind = b.pick(
    ...([
      "Relu",
      "Relu",
      "Sigmoid",
      "Tanh",
      "LeakyRelu",
      "Elu",
      "Softplus",
      "HardSigmoid",
    ] as const),
    ...(["PRelu", "HardSwish", "SiLU", "Clip", "Gelu", "Abs"] as const),
  );
  b.told.push(kind);
  switch (kind) {
    case "PRelu":
      return b.op("PRelu", [name, b.random(rank === 4 ? [channels, 1, 1] : [channels], 0.3)]);
    case "HardSwish": {
      if (b.chance(0.5)) return b.op("HardSwish", [name]);
      const limited = b.op("Clip", [
        b.op("Add", [name, b.floats([], 3)]),
        ...[b.floats([], 0), b.floats([], 6)],
      ]);
      return b.op("Div", [b.op("Mul", [name, limited]), b.floats([], 6)]);
    }
    case "SiLU":
      return b.op("Mul", [name, b.op("Sigmoid", [name])]);
    case "Clip":
      return b.op("Clip", [name, b.floats([], 0), b.floats([], 6)]);
    case "Gelu": {
      const erf = b.op("Erf", [b.op("Div", [name, b.floats([], Math.SQRT2)])]);
      const one = b.op("Add", [erf, b.floats([], 1)]);
      return b.op("Mul", [b.op("Mul", [name, one]), b.floats([], 0.5)]);
    }
    default:
      return b.op(kind, [name]);
  }
}

function normalized(b: Builder, x: Maps): Maps {
  const c = [x.channels];
  const statistics = [b.random(c, 0.3, 1), b.random(c, 0.2), b.random(c, 0.2), b.random(c, 0.3, 1)];
  b.told.push("BatchNormalization");
  return { ...x, name: b.op("BatchNormalization", [x.name, ...statistics]) };
}

function residual(b: Builder, x: Maps): Maps {
  const inner = convolution(b, x, x.channels, true);
  const y = activation(b, inner.name, x.channels, 4);
  b.told.push("residual");
  return { ...x, name: b.op(b.pick("Add", "Add", "Mul", "Max"), [x.name, y]) };
}

function branches(b: Builder, x: Maps): Maps {
  const parts = Array.from({ length: 2 + b.below(2) }, () =>
    convolution(b, x, 2 + b.below(4), true),
  );
  b.told.push("concat");
  return {
    ...x,
    name: b.op(
      "Concat",
      parts.map(({ name }) => name),
      { axis: b.pick(1, -3) },
    ),
    channels: parts.reduce((sum, { channels }) => sum + channels, 0),
  };
}

function response(b: Builder, x: Maps): Maps {
  b.told.push("LRN");
  const numbers = { alpha: { float: 0.01 }, beta: { float: 0.75 }, bias: { float: 1 } };
  return { ...x, name: b.op("LRN", [x.name], { size: b.pick(3, 5), ...numbers }) };
}

/** A stack of two to five layers. */
export function stack(b: Builder, start: Maps): Maps {
  let x = start;
  for (let left = 2 + b.below(4); left > 0; left--) {
    const layer = b.pick("conv", "conv", "conv", "pool", "norm", "residual", "branches", "lrn");
    if (layer === "conv") {
      x = convolution(b, x, b.pick(3, 4, 6, 8));
      x = { ...x, name: activation(b, x.name, x.channels, 4) };
    } else x = { pool, norm: normalized, residual, branches, lrn: response }[layer](b, x);
  }
  return x;
}
