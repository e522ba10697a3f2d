/** @file What the host knows of its devices: asked for once, and again when the user wants them tested anew. */
import type { DeviceReport } from "../../../src-core/contract/devices.ts";
import { startDeviceTests } from "../../host/jobs.ts";
import { Job } from "./job.svelte.ts";

export class Devices {
  readonly job = new Job();
  reports = $state.raw<readonly DeviceReport[] | null>(null);

  /** Asks the host, unless it is being asked or has answered. */
  async load(): Promise<void> {
    if (this.reports === null && !this.job.running) await this.fetchReports(false);
  }

  /** Has every device tested anew; what was known stays until then. */
  testAgain(): Promise<void> {
    return this.fetchReports(true);
  }

  private async fetchReports(again: boolean): Promise<void> {
    await this.job.follow(
      (signal) => startDeviceTests({ again }, signal),
      (outcome) => {
        if (outcome.type === "devices") this.reports = outcome.devices;
      },
    );
  }
}
