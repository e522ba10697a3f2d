/** @file The routes for models that are about to be added. */
import type { Context } from "hono";
import { Hono } from "hono";
import { pathRequest } from "../../src-core/contract/api.ts";
import { examineRequest, keepRequest } from "../../src-core/contract/drafts.ts";
import { readJsonBody } from "./request-body.ts";
import type { Drafts } from "./drafts.ts";
import { uploadOf } from "./save-body.ts";

/** @param checkKey throws for whoever may not name paths */
export function draftRoutes(drafts: Drafts, checkKey: (context: Context) => void): Hono {
  const app = new Hono();
  app.post("/", async (context) => context.json(await drafts.create()));
  app.post("/:id/files", async (context) => {
    const { id } = context.req.param();
    const name = context.req.query("name") ?? "";
    return context.json(await drafts.upload(id, name, uploadOf(context.req.raw)));
  });
  app.post("/:id/path", async (context) => {
    checkKey(context);
    const { path } = await readJsonBody(context.req.raw, pathRequest);
    return context.json(drafts.addPath(context.req.param("id"), path));
  });
  app.post("/:id/examine", async (context) => {
    const { answers } = await readJsonBody(context.req.raw, examineRequest);
    return context.json(await drafts.examine(context.req.param("id"), answers));
  });
  app.post("/:id/keep", async (context) => {
    const request = await readJsonBody(context.req.raw, keepRequest);
    return context.json(await drafts.keep(context.req.param("id"), request));
  });
  app.delete("/:id", async (context) => {
    await drafts.remove(context.req.param("id"));
    return context.body(null, 204);
  });
  return app;
}
