/** @file The routes of analyses: pass, baseline, devices, map, detections, single cells and exports. */
import { Hono } from "hono";
import {
  baselineRequest,
  comparisonRequest,
  passRequest,
  repetitionRequest,
} from "../../src-core/contract/requests/analysis-requests.ts";
import { scaleIndex, shownClass, threshold } from "../../src-core/contract/api.ts";
import { differencesRequest } from "../../src-core/contract/lesson/differences.ts";
import { edits } from "../../src-core/contract/results/edits.ts";
import { exportName } from "../../src-core/contract/exports.ts";
import { raceWay } from "../../src-core/contract/race.ts";
import { parse } from "../../src-core/contract/parse.ts";
import type { LimitsRequest } from "../../src-core/detection/candidate.ts";
import type { Job } from "../analysis/jobs/job.ts";
import type { Analyses } from "./analyses.ts";
import { readJsonBody } from "./request-body.ts";
import { floatsResponse } from "./binary-response.ts";
import { download } from "./download.ts";
import { earlyDownload } from "./early-download.ts";
import type { Jobs } from "./jobs.ts";

/** Bytes of two thousand corrections with long names. */
const largestEdits = 5 * 2 ** 20;

/** @param onFailure of the desktop, which never aborts a request: is told why an export that has begun breaks off */
export function analysisRoutes(
  analyses: Analyses,
  jobs: Jobs,
  onFailure?: (cause: unknown) => void,
): Hono {
  const app = new Hono();
  app.post("/", async (context) => {
    const request = await readJsonBody(context.req.raw, passRequest);
    return jobs.stream((job, emit) => analyses.pass(request, job, emit));
  });
  app.post("/:id/baseline", async (context) => {
    const request = await readJsonBody(context.req.raw, baselineRequest);
    const id = context.req.param("id");
    return jobs.stream((job, emit) => analyses.baseline(id, request, job, emit));
  });
  app.post("/:id/runs", async (context) => {
    const request = await readJsonBody(context.req.raw, repetitionRequest);
    const id = context.req.param("id");
    return jobs.stream((job, emit) => analyses.repeat(id, request, job, emit));
  });
  app.post("/:id/devices", async (context) => {
    const request = await readJsonBody(context.req.raw, comparisonRequest);
    const id = context.req.param("id");
    return jobs.stream((job, emit) => analyses.compare(id, request, job, emit));
  });
  app.post("/:id/differences", async (context) => {
    const request = await readJsonBody(context.req.raw, differencesRequest);
    const id = context.req.param("id");
    return jobs.stream((job, emit) => analyses.differences(id, request, job, emit));
  });
  app.get("/:id/map", async (context) => {
    const { data } = await analyses.map(
      context.req.param("id"),
      scaleOf(context.req.query("scale")),
    );
    return floatsResponse(context, data);
  });
  app.get("/:id/heat/:level{[0-9]+}/:row{[0-9]+}/:column{[0-9]+}", async (context) => {
    const { id, level, row, column } = context.req.param();
    const wanted = context.req.query("shown") ?? "objects";
    const shown = parse(
      shownClass,
      wanted === "objects" ? wanted : Number(wanted),
      "shown",
      "invalid-request",
    );
    const scale = scaleOf(context.req.query("scale"));
    const place = { level: Number(level), row: Number(row), column: Number(column), shown, scale };
    return floatsResponse(context, await analyses.heat(id, place));
  });
  app.get("/:id/detections", async (context) => {
    const requested = limitsRequestOf(context.req.query());
    return context.json(await analyses.detections(context.req.param("id"), requested ?? {}));
  });
  app.get("/:id/race", (context) => context.json(analyses.race(context.req.param("id"))));
  app.get("/:id/race/scores/:way", (context) => {
    const { id, way } = context.req.param();
    const wanted = parse(raceWay, way, "way", "invalid-request");
    return floatsResponse(context, analyses.raceScores(id, wanted));
  });
  app.get("/:id/candidates", async (context) => {
    const wanted = Number(context.req.query("floor") ?? 0);
    const floor = parse(threshold, wanted, "floor", "invalid-request");
    return context.json(await analyses.candidates(context.req.param("id"), floor));
  });
  app.get("/:id/cells/:row{[0-9]+}/:column{[0-9]+}", async (context) => {
    const { id, row, column } = context.req.param();
    const scale = scaleOf(context.req.query("scale"));
    return context.json(await analyses.cell(id, Number(row), Number(column), scale));
  });
  app.get("/:id/edits", async (context) =>
    context.json(await analyses.edits(context.req.param("id"))),
  );
  app.put("/:id/edits", async (context) => {
    const list = await readJsonBody(context.req.raw, edits, largestEdits);
    await analyses.keepEdits(context.req.param("id"), list);
    return context.body(null, 204);
  });
  app.get("/:id/exports/:name", async (context) => {
    const name = parse(exportName, context.req.param("name"), "export", "invalid-request");
    const { signal } = context.req.raw;
    const isEdited = context.req.query("edited") === "1";
    const wanted = { name, limits: limitsRequestOf(context.req.query()), isEdited };
    const id = context.req.param("id");
    const make = (folder: string, job: Job): Promise<string> =>
      jobs.during(() => analyses.export(id, wanted, folder, job));
    return onFailure
      ? earlyDownload(analyses.fileName(id, name), make, onFailure)
      : download(make, signal);
  });
  return app;
}

/** @returns null where neither is named @throws UserError for what is no share */
function limitsRequestOf(query: Readonly<Record<string, string>>): LimitsRequest | null {
  const share = (name: string): number | undefined => {
    const wanted = query[name];
    return wanted === undefined
      ? undefined
      : parse(threshold, Number(wanted), name, "invalid-request");
  };
  const requested = { threshold: share("threshold"), overlap: share("overlap") };
  return requested.threshold === undefined && requested.overlap === undefined ? null : requested;
}

/** @throws UserError for what is no index */
const scaleOf = (wanted = "0"): number =>
  parse(scaleIndex, Number(wanted), "scale", "invalid-request");
