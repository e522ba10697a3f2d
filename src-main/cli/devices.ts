/** @file `fullconv devices` */
import { documentText } from "./text/document.ts";
import type { DeviceReport, Trial } from "../../src-core/contract/devices.ts";
import type { Analyst } from "../analysis/analyst.ts";
import { StatusLine } from "./text/terminal.ts";

export interface DevicesOptions {
  readonly json?: true;
  readonly again?: boolean;
}

/** Every device, tested: what was found out once is remembered while versions and drivers are the same. */
export async function listDevices(
  analyst: Pick<Analyst, "devices">,
  { json, again = false }: DevicesOptions,
  signal: AbortSignal,
): Promise<void> {
  const status = new StatusLine(json === true);
  const reports = await analyst.devices(
    { again },
    {
      signal,
      progress: (progress) => {
        status.show("devices", progress);
      },
    },
  );
  status.clear();
  if (json) console.log(documentText(reports));
  else for (const report of reports) console.log(describe(report));
}

/** @returns one line, and one more for each network it was tested with */
function describe({
  id,
  present,
  reason,
  name,
  software,
  selfTest,
  ...rest
}: DeviceReport): string {
  if (!present) return `${id}: not here: ${reason ?? "no reason is known"}`;
  const memory = rest.memory === null ? "" : `, ${(rest.memory / 2 ** 30).toFixed(0)} GiB`;
  const driver = rest.driver === null ? "" : `, driver ${rest.driver}`;
  const kind = software ? "; only imitates a GPU: auto never takes it" : "";
  const verdict = reason === null ? "" : `; not used: ${reason}`;
  const head = `${id}: ${name ?? "unnamed"}${driver}${memory} (${rest.engine})${kind}${verdict}`;
  const tests = Object.entries(selfTest).map(([model, trial]) => `  ${model}: ${told(trial)}`);
  return [head, ...tests].join("\n");
}

function told({ passed, failure, difference, tolerance, times, fallback }: Trial): string {
  if (!passed) return `wrong: ${failure ?? "it failed"}`;
  const agreement = `agrees with the CPU to ${(difference ?? 0).toExponential(1)} (${tolerance} allowed)`;
  const last = times.at(-1);
  const ends = last === times[0] ? [last] : [times[0], last];
  const speed = ends.flatMap((time) =>
    time ? [`${time.width}×${time.height}: ${ms(time.device)}, CPU ${ms(time.cpu)}`] : [],
  );
  const onCpu =
    fallback === null
      ? []
      : [
          fallback.length > 0
            ? `on the CPU instead: ${fallback.join(", ")}`
            : "no operator falls back to the CPU",
        ];
  return [agreement, ...speed, ...onCpu].join("; ");
}

const ms = (time: number): string => `${time.toFixed(1)} ms`;
