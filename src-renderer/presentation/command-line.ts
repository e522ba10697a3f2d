/** @file An analysis of the window as the command that does the same. */
import type { Stride } from "../../src-core/contract/api.ts";
import type { RequestedDevice } from "../../src-core/contract/devices.ts";

/** What it ran with; what is left out is the model's own, or chosen by the host. */
export interface CommandSettings {
  /** Name of the image; a window in a browser learns no more of where it lies. */
  readonly image: string;
  readonly model: string;
  readonly stride: Stride;
  readonly device: RequestedDevice;
  readonly threshold?: number | undefined;
  readonly overlap?: number | undefined;
  readonly scales?: readonly number[] | undefined;
  /** Sides of the smallest and the largest object, in pixels. */
  readonly objects?:
    { readonly smallest: number; readonly largest?: number | undefined } | undefined;
  /** Bytes. */
  readonly memory?: number | undefined;
  /** Whether the windows are not asked for. */
  readonly passAlone: boolean;
}

/** Which shell reads it: their quotes differ. */
export type Shell = "posix" | "windows";

/** Words that every shell takes as they are. */
const plain = /^[\w@%+=:,./-]+$/;

/** As one word, whatever is in it. */
function quoted(word: string, shell: Shell): string {
  if (plain.test(word) && !(shell === "windows" && word.includes("%"))) return word;
  // In PowerShell and in sh nothing has a meaning between single quotes, but the quote itself.
  return shell === "windows"
    ? `'${word.replaceAll("'", "''")}'`
    : `'${word.replaceAll("'", `'\\''`)}'`;
}

export function commandLine(settings: CommandSettings, shell: Shell): string {
  const { image, model, stride, device, threshold, overlap, scales, objects, memory } = settings;
  const options: readonly (readonly [name: string, value: string | number | undefined])[] = [
    ["--model", model],
    ["--method", settings.passAlone ? "fcn" : undefined],
    ["--device", device === "auto" ? undefined : device],
    ["--stride", stride === "native" ? undefined : stride],
    ["--scales", scales?.join(",")],
    ["--objects", objects && [objects.smallest, objects.largest].filter(Boolean).join("-")],
    ["--threshold", threshold],
    ["--nms", overlap],
    ["--memory", memory === undefined ? undefined : `${Math.round(memory / 2 ** 20)}MB`],
  ];
  const said = options.filter(([, value]) => value !== undefined);
  // A name that begins with a hyphen is no option.
  const file = image.startsWith("-") ? `./${image}` : image;
  return ["fullconv", "analyze", file, ...said.flatMap(([name, value]) => [name, String(value)])]
    .map((word) => quoted(word, shell))
    .join(" ");
}
