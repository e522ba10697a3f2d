/** @file The windows at the cells of a pass, on the same device as the pass. */
import type { Analysis, Device } from "../../../src-core/contract/analysis.ts";
import type { Job } from "../jobs/job.ts";
import type { Passes } from "../results/passes.ts";
import type { DeviceSessions } from "../sessions/device-sessions.ts";
import type { BaselineRunRequest } from "../subject/requests.ts";
import type { Subjects } from "../subject/subject.ts";
import { checkTwin } from "../models/check-twin.ts";
import { comparePass } from "./compare-pass.ts";

/** What runs networks, and keeps what they made. */
export interface Workplace {
  readonly passes: Passes;
  readonly deviceSessions: DeviceSessions;
}

/**
 * Both on the same device: where one of them has failed there, both are done on the CPU.
 * @param open the image on its scales, anew for each attempt
 * @param pass its result, which is run again where it was made on another device
 * @throws UserError for a model without windows, the signal's reason when the job is cancelled
 */
export async function compareOnDevice(
  { passes, deviceSessions }: Workplace,
  open: () => Promise<Subjects>,
  request: BaselineRunRequest,
  pass: Analysis,
  job: Job,
): Promise<Analysis> {
  let known = pass;
  for (;;) {
    const subjects = await open();
    checkTwin(request.path, subjects[0].model.card);
    const chosen = await deviceSessions.choose(request.device, subjects, job);
    if (!isSame(chosen.device, known.device)) {
      const options = { runs: request.runs, warmUp: request.warmUp ?? true };
      known = (await passes.over(subjects, chosen, request, options, job, () => undefined)).result;
      continue;
    }
    const compared = await comparePass(subjects, chosen, passes, request, known, job);
    if (isSame(chosen.device, known.device)) return compared;
    job.tell?.({ type: "device-failed", reason: chosen.device.reason });
  }
}

export const isSame = (one: Device, other: Device): boolean =>
  one.provider === other.provider && one.name === other.name;
