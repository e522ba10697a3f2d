/** @file A job that was begun before the window was loaded anew. */
import type { JobEvent } from "../../../src-core/contract/api.ts";
import { UserError } from "../../../src-core/contract/failure.ts";
import { followJob } from "../../host/jobs.ts";

/** Goes on with a job; one that the host no longer has begins anew. @param job null where there was none */
export async function* resumedOr(
  job: string | null,
  start: () => AsyncGenerator<JobEvent>,
  signal: AbortSignal,
): AsyncGenerator<JobEvent> {
  if (job === null) {
    yield* start();
    return;
  }
  try {
    yield* followJob(job, signal);
    return;
  } catch (cause) {
    if (!(cause instanceof UserError && cause.code === "not-found")) throw cause;
  }
  yield* start();
}
