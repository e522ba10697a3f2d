/**
 * @file What cannot be the same twice, and what stands in its place. Each rule is as narrow as it can be: a number of another
 * kind, a word or a field that changes is seen.
 */
import { cpus } from "node:os";

type Value = unknown;

const figure = (value: Value): Value =>
  typeof value === "number" && value >= 0 ? "‹figure›" : value;
const count = (value: Value): Value =>
  Number.isInteger(value) && (value as number) > 0 ? "‹count›" : value;
const text = (value: Value): Value => (typeof value === "string" ? "‹text›" : value);
/** How far both ways are apart depends on the size of the batch, which depends on the time. */
const small = (value: Value): Value =>
  typeof value === "number" && value >= 0 && value < 1e-4 ? "‹below 1e-4›" : value;
/** Trials end with the first image that takes long; how far they differ is the most of all of them. */
const trials = (value: Value): Value =>
  Array.isArray(value) && value.length > 0 ? "‹trials›" : value;
const measured = (value: Value): Value => (typeof value === "boolean" ? "‹by time›" : value);

/** By the end of the path of a value in a JSON document, `*` for the index of a list. */
export const fields: readonly (readonly [RegExp, (value: Value) => Value])[] = [
  [/\btimings\.convert$/, figure],
  [/\btimings\.fcn\.(decode|prepare|session|collect|total)$/, figure],
  [/\b(run|batched|single|pass|bare|matrixProduct)\.(median|min|max)$/, figure],
  [/\b(batched|single)\.(batch|measured)$/, count],
  [/\b(rows|devices)\.\*\.batched\.extrapolated$/, measured],
  [/\b(rows|devices)\.\*\.equality\.checked$/, count],
  [/\bspeedup\.(batched|single)$/, figure],
  [/\bratios\.tensorflow$/, figure],
  [/\b(peakShare|load|peakMemory|memory)$/, figure],
  [/\bmatrixProduct\.side$/, count],
  [/\bmachine\.cores$/, count],
  [/\bequality\.maxAbsDiff$/, small],
  [/\b(selfTest|trials)\.[^.]+\.times$/, trials],
  [/\b(selfTest|trials)\.[^.]+\.difference$/, small],
  [/^fingerprint$/, text],
  // Null while too little is done to tell.
  [/\b(rate|timeLeft)$/, (value) => (value === null ? "‹figure›" : figure(value))],
  [/\b(items\.\*|row)\.time$/, figure],
  [/\bmodified$/, figure],
];

interface Pattern {
  readonly pattern: RegExp;
  readonly by: string | ((found: string) => string);
  /** Only where the text begins like this. */
  readonly within?: RegExp;
}

const escaped = (plain: string): RegExp =>
  new RegExp(plain.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"), "g");

/** `‹n›` in a pattern is a number, `‹cell›` a field of a line of CSV. */
const matching = ({ raw }: TemplateStringsArray): RegExp =>
  new RegExp(
    (raw[0] ?? "")
      .replaceAll("‹n›", String.raw`\d+(?:\.\d+)?`)
      .replaceAll("‹cell›", String.raw`(?:"(?:[^"]|"")*"|[^,\r\n]*)`),
    "gm",
  );
const below = (value: string): string => (Number(value) < 1e-4 ? "‹below 1e-4›" : value);

const report = /^<!doctype html>/;
// In one line or the second; a line of a report is half a megabyte long, and is looked through once.
const benchTable = /^(?:.*\n)?.*Matrix product of /;

/** In texts, and in the strings of JSON documents. */
export const patterns: readonly Pattern[] = [
  { pattern: escaped(cpus()[0]?.model.trim() ?? "‹none›"), by: "‹processor›" },
  { pattern: /\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g, by: "‹id›" },
  { pattern: /\bsession-\d+-[0-9a-f]{12}\b/g, by: "‹session›" },
  { pattern: /\b(fullconv-(?:[a-z]+-)?|download-)[A-Za-z0-9]{6}(?=\/)/g, by: "$1‹random›" },
  { pattern: /^[\w-]{32}$/gm, by: "‹word›" },
  { pattern: /(?<=127\.0\.0\.1:\d+\/#)[\w-]{32}/g, by: "‹word›" },
  { pattern: /(?<=\/assets\/[a-z]+-)[\w-]{8}(?=\.)/g, by: "‹sum›" },
  { pattern: /(?<=127\.0\.0\.1:)\d+/g, by: "‹port›" },
  { pattern: /\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/g, by: "‹moment›" },
  { pattern: /\b\d{4}-\d\d-\d\d \d\d:\d\d UTC/g, by: "‹day›" },
  { pattern: /\b(Node) \d+(?:\.\d+)+/g, by: "$1 ‹version›" },
  { pattern: /\bLinux \d[\w.-]* \(/g, by: "Linux ‹version› (" },
  { pattern: matching`\b‹n› (?:ms|s|min)\b`, by: "‹time›" },
  { pattern: /(?<=: agrees with the CPU to )\d[\d.]*e-\d+/g, by: below },
  { pattern: /(?<=allowed\))(?:; \d+×\d+: ‹time›, CPU ‹time›){1,2}/g, by: "; ‹trials›" },
  { pattern: matching`\b‹n› (?=images/s\b)`, by: "‹figure› " },
  { pattern: /\b\d+\.\d GiB\b/g, by: "‹memory›" },
  { pattern: matching`\b‹n›× \(‹n› to ‹n›(?= in \d+ rounds\))`, by: "‹factor›× (‹range›" },
  { pattern: /\bin batches of \d+/g, by: "in batches of ‹count›" },
  { pattern: /(?<=cells checked, largest difference )\d[\d.]*e-\d+/g, by: below },
  {
    pattern: matching`^(‹cell›(?:,‹cell›){6},)\d[\d.e-]*(?=,)`,
    by: "$1‹time›",
    within: /^\ufeff?image,status,width,height,detections,top,score,time,/,
  },
  {
    pattern: matching`\b‹n›× (?:faster|slower) than`,
    by: "‹factor›× ‹compared to›",
    within: report,
  },
  { pattern: matching`\b‹n›× \(‹n›× to ‹n›×\)`, by: "‹factor›× (‹range›)", within: report },
  { pattern: /(?<=<b class="(?:pass)?" style="width:)[\d.]+(?=%)/g, by: "‹n›", within: report },
  { pattern: /(?<=<dt>In batches of )\d+/g, by: "‹count›", within: report },
  { pattern: /(?<=<dt>Peak memory<\/dt>\s+<dd>)[\d.]+ [MG]B/g, by: "‹memory›", within: report },
  { pattern: /(?<=<dt>Largest difference<\/dt>\s+<dd>)[\d.]+e-\d+/g, by: below, within: report },
  { pattern: matching`(?<=; load )‹n›`, by: "‹figure›", within: benchTable },
  { pattern: /(?<=Matrix product of )\d+×\d+/g, by: "‹side›", within: benchTable },
  { pattern: matching`(?:≈ )?\b‹n› \(‹n› to ‹n›\)`, by: "‹figure› (‹range›)", within: benchTable },
  { pattern: /(?<=, batch )\d+/g, by: "‹count›", within: benchTable },
  { pattern: matching`(?<=\| )‹n› %`, by: "‹share›", within: benchTable },
  { pattern: /(?<=: )[\d.]+e-\d+ over \d+/g, by: "‹below 1e-4› over ‹count›", within: benchTable },
];
