/** @file A small fluent builder of networks with random weights, for tests: `g.conv(6, 5).relu().maxPool(2)`. */
import { Emitter } from "./emitter.ts";
import type { Value } from "./emitter.ts";
import type { Pair, SlideOptions } from "./slide.ts";
import { both, slideAttributes, slideSize } from "./slide.ts";

export type { GraphPlan, Value } from "./emitter.ts";

export interface ConvOptions extends SlideOptions {
  readonly group?: number;
  readonly bias?: boolean;
  /** Variance of the result over the mean square of the input: 2 before a ReLU (He et al. 2015), 1 elsewhere. */
  readonly gain?: number;
}

export interface GemmOptions {
  readonly alpha?: number;
  readonly beta?: number;
  readonly transA?: boolean;
  readonly transB?: boolean;
  readonly bias?: "vector" | "row" | "scalar" | "none";
  readonly gain?: number;
}

export class GraphBuilder extends Emitter {
  conv(filters: number, kernel: Pair, options: ConvOptions = {}): this {
    const name = this.fresh("conv");
    const { channels, size } = this.map();
    const { group = 1, bias = true, gain = 2 } = options;
    const [height, width] = both(kernel);
    const shape = [filters, channels / group, height, width];
    const fanIn = (channels / group) * height * width;
    // Pixels in [0, 1] are mostly brightness: without it a quarter of their mean square is left.
    const first = name === "conv1";
    const spread = Math.sqrt((3 * gain * (first ? 4 : 1)) / fanIn);
    const more = [this.random(`${name}.weight`, shape, spread, { level: first })];
    if (bias) more.push(this.random(`${name}.bias`, [filters], 0.2));
    const attributes = { ...slideAttributes(kernel, options), ...(group > 1 && { group }) };
    return this.op("Conv", attributes, more, [filters, ...slideSize(size, kernel, options)], name);
  }

  maxPool(kernel: Pair, options: SlideOptions = {}): this {
    return this.pool("MaxPool", kernel, options);
  }

  averagePool(kernel: Pair, options: SlideOptions = {}, includePad?: boolean): this {
    return this.pool("AveragePool", kernel, options, includePad);
  }

  /** A pool whose stride is its kernel unless told. */
  private pool(operator: string, kernel: Pair, options: SlideOptions, includePad?: boolean): this {
    const { channels, size } = this.map();
    const slide = { stride: kernel, ...options };
    const attributes = {
      ...slideAttributes(kernel, slide),
      ...(includePad !== undefined && { count_include_pad: includePad ? 1 : 0 }),
    };
    return this.op(operator, attributes, [], [channels, ...slideSize(size, kernel, slide)]);
  }

  global(operator: "GlobalAveragePool" | "GlobalMaxPool" = "GlobalAveragePool"): this {
    return this.op(operator, {}, [], [this.map().channels, 1, 1]);
  }

  relu(): this {
    return this.op("Relu");
  }

  /** Of a map per channel, of a vector per element. */
  batchNorm(): this {
    const name = this.fresh("batchnormalization");
    const shape = this.here.shape.slice(0, 1);
    const more = [
      this.random(`${name}.scale`, shape, 0.3, { centre: 1 }),
      this.random(`${name}.bias`, shape, 0.2),
      this.random(`${name}.mean`, shape, 0.2),
      this.random(`${name}.var`, shape, 0.3, { centre: 1 }),
    ];
    return this.op("BatchNormalization", { epsilon: { float: 1e-5 } }, more, undefined, name);
  }

  /** Element by element with another value, which may broadcast. */
  add(other: Value): this {
    return this.op("Add", {}, [other.name]);
  }

  /** Along the channels of maps, along the elements of vectors. */
  concat(...values: readonly Value[]): this {
    const [first] = values;
    const channels = values.reduce((sum, { shape }) => sum + (shape[0] ?? 0), 0);
    const inputs = values.map(({ name }) => name);
    const output = this.emit("Concat", inputs, { axis: 1 });
    return this.from({ name: output, shape: [channels, ...(first?.shape.slice(1) ?? [])] });
  }

  /** Cuts this many elements off every side of a map, counted from its ends as PyTorch writes `x[:, :, 2:-2, 2:-2]`. */
  crop(border: number): this {
    const { channels, size } = this.map();
    const more = [
      [border, border],
      [-border, -border],
      [2, 3],
    ].map((list) => this.integers(list));
    return this.op("Slice", {}, more, [channels, ...size.map((length) => length - 2 * border)]);
  }

  /** Transposes axes of the whole tensor; the batch stays where it is. */
  transpose(order: readonly [0, ...number[]]): this {
    const shape = order.slice(1).map((axis) => this.here.shape[axis - 1] ?? NaN);
    return this.op("Transpose", { perm: order }, [], shape);
  }

  flatten(): this {
    return this.op("Flatten", { axis: 1 }, [], [this.length()]);
  }

  /** Reshape to a constant; −1 leads, for the batch. */
  reshape(...shape: readonly number[]): this {
    return this.op("Reshape", {}, [this.integers([-1, ...shape])], shape);
  }

  gemm(units: number, options: GemmOptions = {}): this {
    const name = this.fresh("gemm");
    const { alpha = 1, beta = 1, transA = false, transB = true } = options;
    const { bias = "vector", gain = 2 } = options;
    const length = this.length();
    const shape = transB ? [units, length] : [length, units];
    const more = [this.weights(name, shape, length * alpha * alpha, gain)];
    const biasShape = { vector: [units], row: [1, units], scalar: [] };
    if (bias !== "none") more.push(this.random(`${name}.bias`, biasShape[bias], 0.2));
    const attributes = {
      ...(alpha !== 1 && { alpha: { float: alpha } }),
      ...(beta !== 1 && { beta: { float: beta } }),
      ...(transA && { transA: 1 }),
      ...(transB && { transB: 1 }),
    };
    return this.op("Gemm", attributes, more, [units], name);
  }

  /** MatMul, then Add, as Keras and TensorFlow write a dense layer. */
  matMul(units: number, gain = 2): this {
    const name = this.fresh("matmul");
    const length = this.length();
    const weight = this.weights(name, [length, units], length, gain);
    this.op("MatMul", {}, [weight], [units], name);
    return this.op("Add", {}, [this.random(`${name}.bias`, [units], 0.2)]);
  }

  softmax(): this {
    return this.op("Softmax", { axis: 1 });
  }

  /** A constant set aside: a ratio is an attribute before operator set 12 and an input from there on. */
  dropout(ratio = 0.5): this {
    return this.opset < 12
      ? this.op("Dropout", { ratio: { float: ratio } })
      : this.op("Dropout", {}, [this.floats(ratio)]);
  }

  weights(layer: string, shape: readonly number[], fanIn: number, gain: number): string {
    return this.random(`${layer}.weight`, shape, Math.sqrt((3 * gain) / fanIn));
  }

  /** Elements of one item. */
  length(): number {
    return this.here.shape.reduce((product, length) => product * length, 1);
  }

  map(): { readonly channels: number; readonly size: readonly [number, number] } {
    const [channels, height, width, ...more] = this.here.shape;
    if (channels === undefined || height === undefined || width === undefined || more.length > 0)
      throw new RangeError(`${this.here.name} is no map: ${this.here.shape.join("×")}`);
    return { channels, size: [height, width] };
  }
}
