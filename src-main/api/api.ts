/** @file The app's api: `Request → Response`, for Electron's protocol, the loopback server and tests alike. */
import { timingSafeEqual } from "node:crypto";
import type { Context } from "hono";
import { Hono } from "hono";
import { devicesRequest } from "../../src-core/contract/api.ts";
import { card } from "../../src-core/contract/card.ts";
import type { FailureCode } from "../../src-core/contract/failure.ts";
import { UserError } from "../../src-core/contract/failure.ts";
import { parse } from "../../src-core/contract/parse.ts";
import type { Analyst } from "../analysis/analyst.ts";
import type { Pictures } from "../analysis/pictures.ts";
import { toFailure } from "../engine/failure.ts";
import { Analyses } from "./analyses.ts";
import { analysisRoutes } from "./analysis-routes.ts";
import { batchRoutes } from "./batch-routes.ts";
import { Batches } from "./batches.ts";
import { readJsonBody } from "./json-body.ts";
import { draftRoutes } from "./draft-routes.ts";
import { Drafts } from "./drafts.ts";
import { HostEvents } from "./host-events.ts";
import { imageRoutes } from "./image-routes.ts";
import { Images } from "./images.ts";
import { Jobs } from "./jobs.ts";
import { UploadTooLarge } from "./save-image.ts";

export interface ApiOptions {
  readonly analyst: Analyst;
  readonly pictures: Pictures;
  /** Of the desktop: what its menu tells the window, and the key with which its preload may name paths. */
  readonly desktop?: { readonly events: HostEvents; readonly key: string };
}

export interface Api {
  readonly fetch: (request: Request) => Promise<Response>;
  readonly images: Images;
  readonly drafts: Drafts;
  /** Stops batches, which can go on next time, and removes what else was uploaded. */
  close(): Promise<void>;
}

/** Header in which the desktop's preload shows its key. */
export const keyHeader = "x-fullconv-key";

const statuses: Partial<Record<FailureCode, 400 | 404 | 409 | 422 | 503 | 507>> = {
  "invalid-request": 400,
  "unknown-model": 404,
  "not-found": 404,
  "output-exists": 409,
  "invalid-model": 422,
  "image-unreadable": 422,
  "image-too-small": 422,
  "image-too-large": 422,
  "worker-died": 503,
  "disk-full": 507,
  "invalid-scales": 400,
  "cache-full": 507,
};

export function createApi({ analyst, pictures, desktop }: ApiOptions): Api {
  const images = new Images(analyst, pictures);
  const drafts = new Drafts(analyst);
  const batches = new Batches(analyst);
  const analyses = new Analyses(analyst, pictures, images);
  const jobs = new Jobs();
  const app = new Hono().basePath("/api");

  const checkKey = (context: Context): void => {
    const key = context.req.header(keyHeader) ?? "";
    if (!desktop || !same(key, desktop.key))
      throw new UserError("not-found", "only the desktop's own code may name paths");
  };

  app.get("/models", async (context) => context.json(await analyst.models()));
  app.delete("/models/:id", async (context) => {
    const id = parse(card.shape.id, context.req.param("id"), "model", "invalid-request");
    await analyst.remove(id);
    return context.body(null, 204);
  });
  app.post("/devices", async (context) => {
    const request = await readJsonBody(context.req.raw, devicesRequest);
    return jobs.stream(async (job, emit) => {
      emit({ type: "devices", devices: await analyst.devices(request, job) });
    });
  });
  app.route("/drafts", draftRoutes(drafts, checkKey));
  app.route("/batches", batchRoutes(batches, images, checkKey));

  app.route("/images", imageRoutes(analyst, images, jobs, checkKey));
  app.route("/analyses", analysisRoutes(analyses, jobs));

  app.delete("/jobs/:id", (context) => {
    jobs.stop(context.req.param("id"));
    return context.body(null, 204);
  });
  // In a browser there is no menu, and nothing but a sign of life is told.
  const events = desktop?.events ?? new HostEvents();
  app.get("/events", () => events.stream());

  app.notFound((context) =>
    context.json(
      { error: { code: "not-found", message: `${context.req.path} is not there` } },
      404,
    ),
  );
  app.onError((cause, context) => {
    const error = toFailure(cause);
    const status = cause instanceof UploadTooLarge ? 413 : statuses[error.code];
    return context.json({ error }, status ?? 500);
  });
  return {
    fetch: async (request) => {
      const response = await app.fetch(request);
      response.headers.set("cache-control", "no-store");
      return response;
    },
    images,
    drafts,
    close: async () => {
      await Promise.all([batches.close(), images.close(), drafts.close()]);
    },
  };
}

function same(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
