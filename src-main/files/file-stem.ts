/** @file The name of a file that is ours, made of what something else is called by whoever sends it. */
import { shortName } from "./short-name.ts";

/** Bytes, less the longest ending and what a half-written file adds. */
const longest = 255 - 75;

/** Names of devices on Windows, whatever ending follows. */
const device = /^(?:con|prn|aux|nul|com\d|lpt\d)$/i;

/**
 * Without folders and ending: what every system takes as the name of a file in the folder that it is put in.
 * @param name as it was told: it may be "..", hold a NUL, or be kilobytes long
 */
export function fileStem(name: string): string {
  const last = name.split(/[\\/]/).at(-1) ?? "";
  const dot = last.lastIndexOf(".");
  const stem = (dot > 0 ? last.slice(0, dot) : last)
    .replace(/[\p{Cc}\p{Cs}<>:"|?*]/gu, "_")
    .replace(/^[. ]+|[. ]+$/g, "");
  if (stem === "") return "image";
  if (device.test(stem)) return `${stem}_`;
  return shortName(stem, longest);
}
