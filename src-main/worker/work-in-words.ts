/** @file What a process was at when it ended, in words. */
import { basename } from "node:path";
import { z } from "zod";
import type { Call } from "./protocol.ts";

/** What requests have in common, as far as they have it. */
const request = z.object({
  path: z.string().optional(),
  model: z.string().optional(),
  device: z.string().optional(),
});

export interface Work {
  readonly text: string;
  /** Of the text, what is the user's. */
  readonly names: readonly string[];
  /** Model and device: what ends a process twice is told apart by them. */
  readonly key: string | null;
}

const tasks: Readonly<Record<string, string>> = {
  pass: "a pass",
  baseline: "the windows of a comparison",
  windows: "windows",
  item: "an image of a batch",
  export: "an export",
  devices: "the test of the devices",
  open: "the loading of a model",
  examine: "the examination of a model",
  keep: "the adding of a model",
  openImage: "the opening of an image",
  picture: "the reading of an image",
  prepare: "the preparation of a large image",
};

/** @param sizes of images, by path */
export function workInWords(
  { method, args }: Pick<Call, "method" | "args">,
  sizes: ReadonlyMap<string, string> = new Map(),
): Work {
  const [first] = args;
  const read = request.safeParse(first);
  const { path, model, device } =
    typeof first === "string" ? { path: first } : read.success ? read.data : {};
  const told = [tasks[method] ?? method];
  if (model !== undefined) told.push(`with ${basename(model)}`);
  if (path !== undefined) told.push(`on ${basename(path)}`);
  const size = path === undefined ? undefined : sizes.get(path);
  if (size !== undefined) told.push(`(${size})`);
  if (device !== undefined) told.push(`by device ${device}`);
  const names = [model, path].flatMap((name) =>
    name === undefined ? [] : [...new Set([name, basename(name)])],
  );
  const key = model === undefined ? null : `${model} ${device ?? ""}`;
  return { text: told.join(" "), names, key };
}
