/** @file What the window is at, as a command line. */
import { hasBaseline } from "../../presentation/has-baseline.ts";
import { commandLine } from "../../presentation/command-line.ts";
import type { ModelSummary, OpenedImage } from "../../../src-core/contract/api.ts";
import type { AnalysisRun } from "../analysis/analysis-run.svelte.ts";
import type { RequestedScales } from "../analysis/pass-options.ts";
import type { Limits } from "../settings/detection-limits.svelte.ts";
import type { Preferences } from "../settings/preferences.svelte.ts";

/** The parts of a workspace that count. */
interface Seen {
  readonly image: OpenedImage | null;
  readonly model: ModelSummary | null;
  readonly run: AnalysisRun | null;
  readonly preferences: Pick<Preferences, "device" | "memoryBytes">;
  readonly limits: Pick<Limits, "overridesFor">;
  readonly requestedScales: RequestedScales | null;
}

/** Null where there is no image or no model. */
export function commandLineOf(workspace: Seen): string | null {
  const { image, model, run, preferences, limits, requestedScales } = workspace;
  if (!image || !model) return null;
  const { threshold, overlap } = limits.overridesFor(model.id);
  const isMeasured = run?.result?.timings.window !== undefined;
  return commandLine(
    {
      image: image.name,
      model: model.id,
      stride: run?.stride ?? "native",
      device: preferences.device,
      threshold,
      overlap,
      memory: preferences.memoryBytes ?? undefined,
      ...requestedScales,
      passAlone: !isMeasured || !hasBaseline(model.head),
    },
    navigator.userAgent.includes("Windows") ? "windows" : "posix",
  );
}
