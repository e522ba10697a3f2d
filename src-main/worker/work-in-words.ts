/** @file What a process was at when it ended, in words. */
import { basename } from "node:path";
import { z } from "zod";
import type { ProcessEnd } from "../../src-core/contract/process-end.ts";
import type { Call } from "./protocol.ts";

/** What requests have in common, as far as they have it. */
const request = z.object({
  path: z.string().optional(),
  model: z.string().optional(),
  device: z.string().optional(),
});

export interface Work {
  readonly text: string;
  /** The same, part by part. */
  readonly parts: NonNullable<ProcessEnd["work"]>;
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
  const parts = {
    task: method,
    model: model === undefined ? null : basename(model),
    image: path === undefined ? null : basename(path),
    size: (path === undefined ? undefined : sizes.get(path)) ?? null,
    device: device ?? null,
  };
  const told = [tasks[method] ?? method];
  if (parts.model !== null) told.push(`with ${parts.model}`);
  if (parts.image !== null) told.push(`on ${parts.image}`);
  if (parts.size !== null) told.push(`(${parts.size})`);
  if (parts.device !== null) told.push(`by device ${parts.device}`);
  const names = [model, path].flatMap((name) =>
    name === undefined ? [] : [...new Set([name, basename(name)])],
  );
  const key = model === undefined ? null : `${model} ${device ?? ""}`;
  return { text: told.join(" "), parts, names, key };
}
