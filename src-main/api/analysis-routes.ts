/** @file The routes of analyses: pass, baseline, devices, map, detections, single cells and exports. */
import { Hono } from "hono";
import {
  baselineRequest,
  comparisonRequest,
  passRequest,
  shownClass,
  threshold,
} from "../../src-core/contract/api.ts";
import { exportName } from "../../src-core/contract/exports.ts";
import { parse } from "../../src-core/contract/parse.ts";
import type { Analyses } from "./analyses.ts";
import { body } from "./body.ts";
import { floats } from "./bytes.ts";
import { download } from "./download.ts";
import type { Jobs } from "./jobs.ts";

export function analysisRoutes(analyses: Analyses, jobs: Jobs): Hono {
  const app = new Hono();
  app.post("/", async (context) => {
    const request = await body(context.req.raw, passRequest);
    return jobs.stream((job, emit) => analyses.pass(request, job, emit));
  });
  app.post("/:id/baseline", async (context) => {
    const request = await body(context.req.raw, baselineRequest);
    const id = context.req.param("id");
    return jobs.stream((job, emit) => analyses.baseline(id, request, job, emit));
  });
  app.post("/:id/devices", async (context) => {
    const request = await body(context.req.raw, comparisonRequest);
    const id = context.req.param("id");
    return jobs.stream((job, emit) => analyses.compare(id, request, job, emit));
  });
  app.get("/:id/map", async (context) => {
    const { data } = await analyses.map(context.req.param("id"));
    return floats(context, data);
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
    const place = { level: Number(level), row: Number(row), column: Number(column), shown };
    return floats(context, await analyses.heat(id, place));
  });
  app.get("/:id/detections", async (context) => {
    const wanted = Number(context.req.query("threshold") ?? 0.5);
    const lowest = parse(threshold, wanted, "threshold", "invalid-request");
    return context.json(await analyses.detections(context.req.param("id"), lowest));
  });
  app.get("/:id/cells/:row{[0-9]+}/:column{[0-9]+}", async (context) => {
    const { id, row, column } = context.req.param();
    return context.json(await analyses.cell(id, Number(row), Number(column)));
  });
  app.get("/:id/exports/:name", async (context) => {
    const name = parse(exportName, context.req.param("name"), "export", "invalid-request");
    const { signal } = context.req.raw;
    return download(
      (folder, job) => analyses.export(context.req.param("id"), name, folder, job),
      signal,
    );
  });
  return app;
}
