/** @file The networks that are mutated: the zoo and those that are refused, as files and as shapes. */
import type { ModelProto } from "../../../src-core/network/onnx/model.ts";
import { readModel, writeModel } from "../../../src-core/network/onnx/model.ts";
import { imageInput } from "../../../src-core/network/graph/image-input.ts";
import { shapeOfLayout } from "../../../src-core/network/geometry/layout.ts";
import { walk } from "../../../src-core/network/surgery/walk.ts";
import type { Size } from "../../../src-core/size.ts";
import { refused } from "../zoo/refused/index.ts";
import { zoo } from "../zoo/index.ts";
import type { Draw } from "./draw.ts";

/** A tensor that is computed from the image: its shape, the batch as one. */
export interface Known {
  readonly shape: readonly number[];
  readonly type: number;
}

export class Seed {
  readonly name: string;
  readonly window: Size;
  private readonly build: () => ModelProto;
  private file: Uint8Array | undefined;
  private tensors: ReadonlyMap<string, Known> | undefined;

  constructor(name: string, window: Size, build: () => ModelProto) {
    this.name = name;
    this.window = window;
    this.build = build;
  }

  get bytes(): Uint8Array {
    return (this.file ??= writeModel(this.build()));
  }

  /** A copy of its own, to be mutated. */
  get model(): ModelProto {
    return readModel(this.bytes.slice());
  }

  /** Tensors by name; none where the walk refuses the network. */
  get shapes(): ReadonlyMap<string, Known> {
    return (this.tensors ??= shapesOf(this.model, this.window));
  }
}

function shapesOf(model: ModelProto, window: Size): ReadonlyMap<string, Known> {
  try {
    const { values } = walk(model, { window, aTrous: false });
    const image = imageInput(model).name;
    return new Map(
      [...values]
        .filter(([name]) => name !== image)
        .map(([name, { layout, type }]) => [name, { shape: shapeOfLayout(layout), type }]),
    );
  } catch {
    return new Map();
  }
}

export const convertible: readonly Seed[] = zoo.map(
  ({ name, window, build }) => new Seed(name, window, build),
);

const all: readonly Seed[] = [
  ...convertible,
  ...refused.map(({ name, build }) => new Seed(name, { width: 13, height: 15 }, build)),
];

export const anySeed = (draw: Draw): Seed => pick(draw, all);
export const convertibleSeed = (draw: Draw): Seed => pick(draw, convertible);

function pick(draw: Draw, seeds: readonly Seed[]): Seed {
  const seed = draw.pick(seeds);
  if (!seed) throw new Error("there are no networks");
  return seed;
}
