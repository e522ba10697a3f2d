/** @file `fullconv diagnostics` */
import { documentText } from "./text/document.ts";
import { diagnostics } from "../diagnostics/diagnostics.ts";
import { logFolder } from "../log/log-folder.ts";
import { newReports } from "../log/reports.ts";

export interface DiagnosticsOptions {
  readonly paths?: true;
  readonly json?: true;
}

/** What is known of app, machine, devices and the last errors; each report that nobody has read follows. */
export function printDiagnostics({ paths, json }: DiagnosticsOptions): void {
  const wanted = { paths: paths === true, runsAs: "command line" as const };
  const text = diagnostics(wanted) ?? "";
  const reports = newReports(logFolder()).flatMap(
    (report) => diagnostics({ ...wanted, report }) ?? [],
  );
  console.log(json ? documentText({ text, reports }) : [text, ...reports].join("\n").trimEnd());
}
