/** @file What a pass must give each time: its boxes, its map and its exports, bit for bit. */
import { createHash } from "node:crypto";
import type { Analysis } from "../../src-core/contract/analysis.ts";
import type { Client } from "./client.ts";

export interface Wish {
  readonly picture: string;
  readonly model: string;
  readonly stride?: 1;
  readonly scales?: readonly number[];
}

/** The same device and the same tiles each time, or results would differ in their last bits. */
export const fixed = { device: "cpu", runs: 1, memory: 2 ** 28 };

export const wishes: readonly Wish[] = [
  { picture: "small", model: "lenet-digits" },
  { picture: "digits", model: "lenet-digits" },
  { picture: "digits", model: "lenet-digits", scales: [1, 0.5] },
  { picture: "smear", model: "ssd-cells" },
  { picture: "smear", model: "rpn-cells" },
  { picture: "smear", model: "pnet-cells" },
  { picture: "smear", model: "alexnet-cells" },
  { picture: "middle", model: "lenet-digits" },
  { picture: "large", model: "lenet-digits" },
];

export const exportsCompared = ["csv", "geojson"] as const;

export const nameOf = (wish: Wish): string =>
  [wish.model, wish.picture, ...(wish.scales ?? [])].join(" ");

const sum = (bytes: Uint8Array | string): string =>
  createHash("sha256").update(bytes).digest("hex");

/** The result without what is another one each time. */
export function answerOf(result: Analysis): string {
  const { detections, map, cell, scales, limits, stages, notices, tiles } = result;
  return sum(JSON.stringify({ detections, map, cell, scales, limits, stages, notices, tiles }));
}

/**
 * @param analysis of a finished pass
 * @param isHeld whether its map is fetched whole
 * @returns sums by what they are of
 */
export async function followUp(
  client: Client,
  analysis: string,
  isHeld: boolean,
): Promise<Record<string, string>> {
  const at = `/api/analyses/${analysis}`;
  const sums: Record<string, string> = {
    map: sum(await client.bytes(isHeld ? `${at}/map` : `${at}/heat/0/0/0`)),
    detections: sum(await client.bytes(`${at}/detections?threshold=0.6`)),
  };
  for (const name of exportsCompared) sums[name] = sum(await client.bytes(`${at}/exports/${name}`));
  return sums;
}
