/** @file The host's routes for a model that is about to be added. */
import type { ModelSummary } from "../../src-core/contract/api.ts";
import { errorResponse, modelSummary } from "../../src-core/contract/api.ts";
import type { KeepRequest } from "../../src-core/contract/drafts.ts";
import { draft, draftFile, largestModelFile } from "../../src-core/contract/drafts.ts";
import type { Answers, Examined } from "../../src-core/contract/examined.ts";
import { examined } from "../../src-core/contract/examined.ts";
import { UserError, userErrorOf } from "../../src-core/contract/failure.ts";
import { jsonBody, requestJson } from "./request.ts";
import { fetchAdmitted } from "./session.ts";

export const createDraft = (signal: AbortSignal): Promise<{ id: string }> =>
  requestJson(draft, "/api/drafts", { method: "POST", signal });

/** By its path in the desktop, so that what lies beside it is found; else as bytes. */
export async function addFileToDraft(id: string, file: File, signal: AbortSignal): Promise<void> {
  const answer = await globalThis.window.fullconv?.addFile(id, file);
  if (answer !== undefined && answer !== null) {
    const refusal = errorResponse.safeParse(answer);
    if (refusal.success) throw userErrorOf(refusal.data.error);
    return;
  }
  if (file.size > largestModelFile)
    throw new UserError(
      "invalid-model",
      `${file.name}: has ${file.size} bytes, and one file of a model may have ${largestModelFile} at most: import it with the command line`,
    );
  const path = `${draftPath(id)}/files?name=${encodeURIComponent(file.name)}`;
  await requestJson(draftFile, path, { method: "POST", body: file, signal });
}

export const examineDraft = (
  id: string,
  answers: Answers,
  signal: AbortSignal,
): Promise<Examined> =>
  requestJson(examined, `${draftPath(id)}/examine`, { ...jsonBody({ answers }), signal });

export const keepDraft = (
  id: string,
  wanted: KeepRequest,
  signal: AbortSignal,
): Promise<ModelSummary> =>
  requestJson(modelSummary, `${draftPath(id)}/keep`, { ...jsonBody(wanted), signal });

/** Tells the host that a draft is given up; that it already forgot it is no error. */
export function releaseDraft(id: string): void {
  void fetchAdmitted(draftPath(id), { method: "DELETE" }).catch(() => undefined);
}

const draftPath = (id: string): string => `/api/drafts/${encodeURIComponent(id)}`;
