/** @file The host's jobs: streams of what they are at and what comes of them. */
import type { DevicesRequest } from "../../src-core/contract/requests/analysis-requests.ts";
import type { JobEvent } from "../../src-core/contract/api.ts";
import { jobEvent } from "../../src-core/contract/api.ts";
import { UserError } from "../../src-core/contract/failure.ts";
import { parse } from "../../src-core/contract/parse.ts";
import { readLines } from "./ndjson.ts";
import { jsonBody, request } from "./request.ts";
import { fetchAdmitted } from "./session.ts";

/** Begins a job, and ends with it. @param body of the request, where it has one */
export async function* jobEvents(
  path: string,
  body: unknown,
  signal: AbortSignal,
): AsyncGenerator<JobEvent> {
  const init = body === undefined ? { method: "POST" } : jsonBody(body);
  const { body: stream } = await request(path, { ...init, signal });
  if (!stream) throw new UserError("internal", `an empty answer to ${path}`);
  for await (const line of readLines(stream))
    yield parse(jobEvent, line, `line of ${path}`, "internal");
}

/** Tells the host to stop a job; its stream then ends with a failure `cancelled`. */
export function cancelJob(job: string): void {
  void fetchAdmitted(`/api/jobs/${encodeURIComponent(job)}`, { method: "DELETE" }).catch(
    () => undefined,
  );
}

/** What every device is and how its test went; answers with a stream of events. */
export const startDeviceTests = (
  wanted: DevicesRequest,
  signal: AbortSignal,
): AsyncGenerator<JobEvent> => jobEvents("/api/devices", wanted, signal);
