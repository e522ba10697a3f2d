/** @file Case number `index` of a seed: always the same one, so that a failure can be looked at alone. */
import { importMtcnn } from "../../../src-core/import/mtcnn/mtcnn.ts";
import { importLayersModel } from "../../../src-core/import/tensorflow/layers-model.ts";
import type { SurgeryOptions } from "../../../src-core/network/surgery/convolutionalize.ts";
import type { Size } from "../../../src-core/size.ts";
import { writeModel } from "../../../src-core/network/onnx/model.ts";
import { damaged } from "./bytes.ts";
import { Draw } from "./draw.ts";
import { mtcnnFile, layersModel } from "./importers.ts";
import { insert } from "./inserted.ts";
import { keptFiles } from "./kept.ts";
import { malform } from "./malformed.ts";
import type { Folder } from "./outside.ts";
import { refit } from "./refit.ts";
import { anySeed, convertibleSeed } from "./seeds.ts";
import { unusual } from "./unusual.ts";

export type Kind = "bytes" | "malformed" | "unusual" | "imported" | "external" | "kept";

export interface Case {
  readonly kind: Kind;
  /** The network that it was made of. */
  readonly from: string;
  readonly options: SurgeryOptions;
  /** Whether the converted network is compared with the original. */
  readonly compared: boolean;
  /** The mutated file; what an importer or a reader of files makes of it, which may throw. */
  readonly bytes: () => Uint8Array | Promise<Uint8Array>;
}

/** Kind by kind how often. */
const shares: readonly Kind[] = (
  [
    ["bytes", 6],
    ["malformed", 8],
    ["unusual", 8],
    ["imported", 2],
    ["external", 1],
  ] as const
).flatMap(([kind, share]) => Array<Kind>(share).fill(kind));

function windowOf(draw: Draw): Size | undefined {
  if (draw.chance(0.85)) return undefined;
  const side = (): number => (draw.chance(0.9) ? draw.from(1, 64) : draw.oneOf(0, -1, 20_000, 1.5));
  return { width: side(), height: side() };
}

/** @param index below 0 of a file that is kept */
export function caseOf(seed: number, index: number, folder: Folder): Case {
  const kept = keptFiles("models")[-index - 1];
  if (kept) {
    const bytes = (): Uint8Array => kept.bytes;
    return { kind: "kept", from: kept.name, options: {}, compared: false, bytes };
  }
  const draw = new Draw(seed * 1_000_003 + index * 7919);
  const kind = draw.pick(shares) ?? "bytes";
  const options: SurgeryOptions = {
    stride: draw.chance(0.2) ? 1 : "native",
    window: windowOf(draw),
  };
  const compared = draw.chance(kind === "unusual" ? 0.6 : 0.05);
  const common = { kind, options, compared };
  switch (kind) {
    case "kept":
    case "bytes": {
      const [own, other] = [anySeed(draw), anySeed(draw)];
      return {
        ...common,
        from: own.name,
        bytes: () => damaged(own.bytes, draw, () => other.bytes),
      };
    }
    case "malformed": {
      const own = anySeed(draw);
      const bytes = (): Uint8Array => {
        const { model } = own;
        malform(model, draw);
        return writeModel(model);
      };
      return { ...common, from: own.name, bytes };
    }
    case "unusual": {
      const own = convertibleSeed(draw);
      const bytes = (): Uint8Array => {
        const { model } = own;
        for (let count = draw.oneOf(1, 1, 2, 3); count > 0; count--)
          if (draw.chance(0.5)) unusual(model, draw);
          else insert(model, draw, own);
        refit(model, draw);
        return writeModel(model);
      };
      return { ...common, from: own.name, bytes };
    }
    case "imported":
      return draw.chance(0.5)
        ? { ...common, from: "mtcnn", bytes: () => writeModel(importMtcnn(mtcnnFile(draw)).model) }
        : { ...common, from: "tensorflow", bytes: () => writeLayers(draw) };
    case "external": {
      const own = anySeed(draw);
      return { ...common, from: own.name, bytes: () => folder.read(own, draw) };
    }
  }
}

function writeLayers(draw: Draw): Uint8Array {
  const { json, shards } = layersModel(draw);
  return writeModel(importLayersModel(json, shards).model);
}
