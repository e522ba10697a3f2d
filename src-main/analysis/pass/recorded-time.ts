/** @file How long the network took for the tiles of a map on the disk, over all the runs that it took to finish them. */
import { readFile, writeFile } from "node:fs/promises";
import { z } from "zod";
import { keyFile } from "../../files/cache-folder.ts";

const spent = z.object({ time: z.number().nonnegative(), cells: z.int().nonnegative() });

/** Milliseconds of the network, and the cells that it computed in them. */
export type NetworkTime = z.infer<typeof spent>;

/**
 * Adds a run to what is on record.
 * @param key of the subject, and the device
 * @param sample of a few tiles, for a map that is whole although nothing is on record
 * @returns with `cells` above 0
 */
export async function recordTime(
  key: readonly string[],
  run: NetworkTime,
  sample: NetworkTime,
): Promise<NetworkTime> {
  const path = keyFile(["time", ...key], ".json");
  const before = await readFile(path, "utf8")
    .then((text) => spent.parse(JSON.parse(text)))
    .catch(() => undefined);
  const [time, cells] = [(before?.time ?? 0) + run.time, (before?.cells ?? 0) + run.cells];
  if (cells === 0) return sample;
  // A record that cannot be kept costs a measurement next time, nothing else.
  await writeFile(path, JSON.stringify({ time, cells })).catch(() => undefined);
  return { time, cells };
}
