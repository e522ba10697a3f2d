/** @file The routes of what helps to find a fault: texts for the user, which go nowhere else. */
import { said } from "../../src-core/messages/said.ts";
import { Hono } from "hono";
import { z } from "zod";
import type { EndReport } from "../../src-core/contract/diagnostics.ts";
import { UserError } from "../../src-core/contract/failure.ts";
import { parse } from "../../src-core/contract/parse.ts";
import { diagnostics } from "../diagnostics/diagnostics.ts";
import type { RunsAs } from "../diagnostics/sections.ts";
import { sawWindow } from "../diagnostics/told.ts";
import { logFolder } from "../log/log-folder.ts";
import { markRead, newReports, readReport } from "../log/reports.ts";

const query = z.strictObject({
  paths: z.enum(["0", "1"]).default("0"),
  report: z.string().optional(),
});

const reportId = z.string().regex(/^[\w-]{1,60}$/);

export function diagnosticsRoutes(runsAs: RunsAs): Hono {
  const app = new Hono();
  app.use(async (context, next) => {
    sawWindow(context.req.raw.headers);
    await next();
  });
  app.get("/diagnostics", (context) => {
    const { paths, report } = parse(query, context.req.query(), "query", "invalid-request");
    const id = report === undefined ? undefined : reportOf(report);
    const text = diagnostics({ paths: paths === "1", runsAs, report: id });
    if (text === null) throw new UserError("not-found", said("api.report-no-longer-there"));
    return context.json({ text });
  });
  app.get("/reports", (context) =>
    context.json(
      newReports(logFolder()).flatMap((id): EndReport[] => {
        const report = readReport(logFolder(), id);
        return report ? [{ id, what: report.what, at: report.at }] : [];
      }),
    ),
  );
  app.delete("/reports/:id", (context) => {
    markRead(logFolder(), reportOf(context.req.param("id")));
    return context.body(null, 204);
  });
  return app;
}

const reportOf = (id: string): string => parse(reportId, id, "report", "invalid-request");
