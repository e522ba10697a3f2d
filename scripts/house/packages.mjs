/**
 * @file Which rooms of the product import which foreign packages, types included. A package that has no line is in no room:
 * what it saves us stands in docs/dependencies.md first. What lies around the product imports what it needs.
 */
import { isBuiltin } from "node:module";
import { isWithin, parts } from "./imports.mjs";

/** Node's own modules are one. */
const node = "node:";

const rooms = {
  [node]: ["src-main"],
  "@bufbuild/protobuf": ["src-core/network"],
  "@hono/node-server": ["src-main/server"],
  "@observablehq/plot": ["src-renderer/components"],
  "@petamoriken/float16": ["src-core/import", "src-core/network"],
  "@tensorflow/tfjs-backend-wasm": ["src-main/engine"],
  "@tensorflow/tfjs-core": ["src-main/engine"],
  commander: ["src-main/cli"],
  "d3-scale-chromatic": ["src-core/overlay"],
  "driver.js": ["src-renderer/components"],
  electron: ["src-main/desktop"],
  fuzzysort: ["src-renderer/presentation"],
  hono: ["src-main/api", "src-main/server"],
  "lru-cache": ["src-main/analysis"],
  mediabunny: ["src-renderer/viewer"],
  "onnxruntime-node": ["src-main/engine"],
  openseadragon: ["src-renderer/viewer"],
  sax: ["src-main/annotations"],
  sharp: ["src-main/image"],
  svelte: ["src-renderer"],
  systeminformation: ["src-main/engine"],
  webgpu: ["src-main/engine"],
  yazl: ["src-main/api"],
  zod: ["src-core/contract", "src-core/import", "src-main", "src-renderer"],
};

/** `@scope/name/inside` is of `@scope/name`. */
const packageOf = (specifier) =>
  isBuiltin(specifier)
    ? node
    : specifier
        .split("/")
        .slice(0, specifier.startsWith("@") ? 2 : 1)
        .join("/");

/** Why a file may not import a package; null where it may. @param from path from the root on */
export function foreign(from, specifier) {
  if (!parts.product.some((part) => isWithin(part, from))) return null;
  const name = packageOf(specifier);
  const known = Object.hasOwn(rooms, name) ? rooms[name] : undefined;
  if (known === undefined) return `${name} has no line in scripts/house/packages.mjs`;
  return known.some((room) => isWithin(room, from))
    ? null
    : `only ${known.join(", ")} may import ${name}`;
}
