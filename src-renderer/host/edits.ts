/** @file The host's routes for what a person corrected of a result. */
import type { Edit } from "../../src-core/contract/results/edits.ts";
import { edits } from "../../src-core/contract/results/edits.ts";
import { jsonBody, request, requestJson } from "./request.ts";

const pathOf = (analysis: string): string => `/api/analyses/${encodeURIComponent(analysis)}/edits`;

/** Those of the same image under the same model, whenever they were made. */
export const fetchEdits = (analysis: string): Promise<Edit[]> =>
  requestJson(edits, pathOf(analysis));

/** Also where the window closes meanwhile. @throws UserError where the host cannot keep them */
export async function saveEdits(analysis: string, list: readonly Edit[]): Promise<void> {
  const init = { ...jsonBody(list), method: "PUT" };
  // What outlives its page may have 64 kB.
  await request(pathOf(analysis), { ...init, keepalive: list.length < 200 });
}
