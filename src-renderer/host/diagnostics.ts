/** @file The host's routes for diagnostics, and for reports of what ended unexpectedly. */
import type { EndReport } from "../../src-core/contract/diagnostics.ts";
import { diagnosticsText, endReports } from "../../src-core/contract/diagnostics.ts";
import { request, requestJson } from "./request.ts";

/** @param report id of one that is read; null for what is known now @throws UserError */
export async function readDiagnostics(
  paths: boolean,
  report: string | null,
  signal: AbortSignal,
): Promise<string> {
  const query = new URLSearchParams({
    paths: paths ? "1" : "0",
    ...(report !== null && { report }),
  });
  const path = `/api/diagnostics?${query.toString()}`;
  return (await requestJson(diagnosticsText, path, { signal })).text;
}

export const listEndReports = (): Promise<EndReport[]> => requestJson(endReports, "/api/reports");

/** It is offered no more. */
export async function markReportRead(id: string): Promise<void> {
  await request(`/api/reports/${encodeURIComponent(id)}`, { method: "DELETE" });
}
