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
  yield* eventsOf(path, { ...init, signal });
}

/** The same of a job that goes on while the window is loaded anew, and can be found again by its id. */
export async function* keptJobEvents(
  path: string,
  body: unknown,
  signal: AbortSignal,
): AsyncGenerator<JobEvent> {
  for await (const event of jobEvents(path, body, signal)) {
    if (event.type === "started") keepJob(event.job);
    yield event;
  }
}

/** What a kept job has told so far, and how it goes on. @throws UserError where the host no longer knows it */
export const followJob = (job: string, signal: AbortSignal): AsyncGenerator<JobEvent> =>
  eventsOf(`${jobPath(job)}/events`, { signal });

async function* eventsOf(path: string, init: RequestInit): AsyncGenerator<JobEvent> {
  const { body: stream } = await request(path, init);
  if (!stream) throw new UserError("internal", `an empty answer to ${path}`);
  for await (const line of readLines(stream))
    yield parse(jobEvent, line, `line of ${path}`, "internal");
}

function keepJob(job: string): void {
  void fetchAdmitted(`${jobPath(job)}/keep`, { method: "POST" }).catch(() => undefined);
}

const jobPath = (job: string): string => `/api/jobs/${encodeURIComponent(job)}`;

/** Tells the host to stop a job; its stream then ends with a failure `cancelled`. */
export function cancelJob(job: string): void {
  void fetchAdmitted(jobPath(job), { method: "DELETE" }).catch(() => undefined);
}

/** What every device is and how its test went; answers with a stream of events. */
export const startDeviceTests = (
  wanted: DevicesRequest,
  signal: AbortSignal,
): AsyncGenerator<JobEvent> => jobEvents("/api/devices", wanted, signal);
