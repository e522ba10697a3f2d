/** @file What other parts of this process know of it, for diagnostics and for reports: the browser, the device in use, counts. */
import { z } from "zod";
import { oneLine } from "../../src-core/printable.ts";
import type { Facts } from "../log/facts.ts";
import { log } from "../log/log.ts";

const told: { browser: string | null; languages: string | null; device: string | null } = {
  browser: null,
  languages: null,
  device: null,
};
let counts: () => Facts = () => [];

/** Characters of what a browser says of itself: anybody may send anything. */
const longest = 200;

const browsers: readonly (readonly [name: string, pattern: RegExp])[] = [
  ["Edge", /\bEdg\w*\/([\d.]+)/],
  ["Opera", /\bOPR\/([\d.]+)/],
  ["Firefox", /\bFirefox\/([\d.]+)/],
  ["Electron", /\bElectron\/([\d.]+)/],
  ["Chrome", /\b(?:Headless)?Chrome\/([\d.]+)/],
  ["Safari", /\bVersion\/([\d.]+).* Safari\//],
];

/** `Firefox 128.0`, and what it says of itself in full. */
export function browserInWords(agent: string): string {
  const full = oneLine(agent).slice(0, longest);
  for (const [name, pattern] of browsers) {
    const version = pattern.exec(full)?.[1];
    if (version !== undefined) return `${name} ${version} (${full})`;
  }
  return full;
}

/** A window asked for something. */
export function sawWindow(headers: Headers): void {
  const agent = headers.get("user-agent");
  const languages = headers.get("accept-language");
  if (agent !== null) told.browser = browserInWords(agent);
  if (languages !== null) told.languages = oneLine(languages).slice(0, longest);
}

/** @param take counts of what this process holds of the user's */
export function countFrom(take: () => Facts): void {
  counts = take;
}

const device = z.object({
  engine: z.string(),
  provider: z.string(),
  name: z.string(),
  requested: z.string(),
  reason: z.string(),
});
const result = z.union([
  z.object({ device }).transform((value) => value.device),
  z.object({ result: z.object({ device }) }).transform((value) => value.result.device),
]);

/** Begins the line of the log that says what networks run on. */
export const deviceMark = "computes on ";

/** A result says what it was computed on. */
export function sawResult(value: unknown): void {
  const read = result.safeParse(value);
  if (!read.success) return;
  const { provider, name, engine, requested, reason } = read.data;
  const words = `${provider} (${name}) by ${engine}; asked for: ${requested}; ${reason}`;
  if (words === told.device) return;
  told.device = words;
  log("info", "engine", deviceMark + words);
}

export const toldBrowser = (): string | null => told.browser;
export const toldLanguages = (): string | null => told.languages;
export const toldDevice = (): string | null => told.device;
export const toldCounts = (): Facts => counts();
