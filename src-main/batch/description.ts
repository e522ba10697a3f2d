/** @file What a kept batch is: the file that its folder begins with. */
import { said } from "../../src-core/messages/said.ts";
import { join } from "node:path";
import { z } from "zod";
import type { BatchRequest, BatchState } from "../../src-core/contract/batch.ts";
import { batchRequest } from "../../src-core/contract/batch.ts";
import { UserError } from "../../src-core/contract/failure.ts";
import { parse } from "../../src-core/contract/parse.ts";
import { largestKept, readRegularUpTo } from "../files/regular-file.ts";
import { why } from "../reason.ts";
import { batchSettings } from "./settings.ts";

const description = z.strictObject({
  version: z.literal(1),
  created: z.iso.datetime(),
  request: batchRequest,
  settings: batchSettings,
});

export type Description = z.infer<typeof description>;

/** What a batch's state repeats of what was asked for. */
export function requestInState(
  request: BatchRequest,
): Pick<BatchState, Exclude<keyof BatchRequest, "memory" | "device">> {
  const { name, model, stride, threshold, overlap, scales, objects, exports } = request;
  return { name, model, stride, threshold, overlap, scales, objects, exports };
}

export const descriptionOf = (folder: string): string => join(folder, "batch.json");

export const resultsOf = (folder: string): string => join(folder, "results");

/** What lies in the folder beside the results. */
export const ownFiles = ["batch.json", "sources.ndjson", "uploads", "thumbnails"] as const;

/** @throws the system's error where there is none; UserError where it cannot be understood */
export async function readDescription(folder: string): Promise<Description> {
  const path = descriptionOf(folder);
  const bytes = await readRegularUpTo(path, largestKept);
  const value = json(new TextDecoder().decode(bytes), path);
  const { success, data } = z.looseObject({ version: z.int().min(2) }).safeParse(value);
  if (success)
    throw new UserError(
      "invalid-request",
      said("batch.version-fullconv-knows-open", { path, version: data.version }),
    );
  return parse(description, value, path, "invalid-request");
}

function json(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new UserError("invalid-request", said("batch.no-json", { path, why: why(cause) }), {
      cause,
    });
  }
}
