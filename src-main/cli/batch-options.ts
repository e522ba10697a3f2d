/** @file Values of the options that go with many images, checked. */
import { InvalidArgumentError } from "commander";
import { memory } from "../../src-core/contract/api.ts";
import type { ExportName } from "../../src-core/contract/exports.ts";
import { exportName } from "../../src-core/contract/exports.ts";

/** `overlay,csv` → names, each once */
export function exportList(text: string): ExportName[] {
  const names = text.split(",").map((name) => name.trim());
  const parsed = names.map((name) => exportName.safeParse(name));
  const wrong = names.find((_, index) => !parsed[index]?.success);
  if (wrong !== undefined)
    throw new InvalidArgumentError(
      `${wrong || "nothing"} is no export: name some of ${exportName.options.join(",")}.`,
    );
  return inContractOrder(parsed.flatMap(({ data }) => data ?? []));
}

/** Each once, in the contract's order. */
export const inContractOrder = (names: readonly ExportName[]): ExportName[] =>
  exportName.options.filter((name) => names.includes(name));

const units: Partial<Record<string, number>> = { kb: 2 ** 10, mb: 2 ** 20, gb: 2 ** 30 };

/** `512MB`, `1GB` → bytes; a KB is 1024 of them, as memory is counted */
export function memorySize(text: string): number {
  const [, value, unit = ""] = /^(\d+(?:\.\d+)?)\s*([KMG])i?B$/i.exec(text) ?? [];
  const bytes = Math.floor(Number(value) * (units[`${unit.toLowerCase()}b`] ?? NaN));
  if (!Number.isSafeInteger(bytes))
    throw new InvalidArgumentError(`${text} is not like 512MB or 1GB.`);
  if (!memory.safeParse(bytes).success)
    throw new InvalidArgumentError(`${text} is too little: a tile needs 16MB at least.`);
  return bytes;
}
