/** @file What helps when something goes wrong: reports that wait to be read, and the dialog that shows what can be shared. */
import type { EndReport } from "../../../src-core/contract/diagnostics.ts";
import { listEndReports, markReportRead } from "../../host/diagnostics.ts";

export class Help {
  /** Of what ended unexpectedly and was not read about, oldest first. */
  reports = $state.raw<readonly EndReport[]>([]);
  /** What the dialog shows: a report, or what is known now; null while it is closed. */
  shown = $state.raw<EndReport | "now" | null>(null);

  /** Whether the tour goes over the window. */
  touring = $state(false);

  /** Whether Fullconv itself has ended, so that nothing in the window can be answered. */
  isGone = $state(false);

  /** Whether it has the keys to itself. */
  get isOpen(): boolean {
    return this.shown !== null || this.touring;
  }

  startTour(): void {
    this.close();
    this.touring = true;
  }

  async load(): Promise<void> {
    try {
      this.reports = await listEndReports();
    } catch {
      // A host that does not answer is told of by what asked it for more than this.
    }
  }

  open(what: EndReport | "now"): void {
    this.shown = what;
    if (what !== "now") this.markRead([what]);
  }

  close(): void {
    this.shown = null;
  }

  /** Nobody wants to read them. */
  dismiss(): void {
    this.markRead(this.reports);
  }

  private markRead(read: readonly EndReport[]): void {
    this.reports = this.reports.filter((report) => !read.includes(report));
    for (const { id } of read) void markReportRead(id).catch(() => undefined);
  }
}
