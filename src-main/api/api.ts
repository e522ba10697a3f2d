/** @file The app's only door: `Request → Response`, for Electron's protocol, the loopback server and tests alike. */
import { timingSafeEqual } from "node:crypto";
import type { Context } from "hono";
import { Hono } from "hono";
import {
  baselineRequest,
  passRequest,
  pathRequest,
  sampleRequest,
  threshold,
} from "../../src-core/contract/api.ts";
import { card } from "../../src-core/contract/card.ts";
import type { FailureCode } from "../../src-core/contract/failure.ts";
import { UserError } from "../../src-core/contract/failure.ts";
import { parse } from "../../src-core/contract/parse.ts";
import type { Analyst } from "../analysis/analyst.ts";
import { toFailure } from "../failure.ts";
import { Analyses } from "./analyses.ts";
import { body } from "./body.ts";
import { draftRoutes } from "./draft-routes.ts";
import { Drafts } from "./drafts.ts";
import { HostEvents } from "./events.ts";
import { Images } from "./images.ts";
import { Jobs } from "./jobs.ts";

export interface ApiOptions {
  readonly analyst: Analyst;
  /** Of the desktop: what its menu tells the window, and the key with which its preload may name paths. */
  readonly desktop?: { readonly events: HostEvents; readonly key: string };
}

export interface Api {
  readonly fetch: (request: Request) => Promise<Response>;
  readonly images: Images;
  readonly drafts: Drafts;
  /** Removes what was uploaded. */
  close(): Promise<void>;
}

/** Header in which the desktop's preload shows its key. */
export const keyHeader = "x-fullconv-key";

const statuses: Partial<Record<FailureCode, 400 | 404 | 409 | 422 | 503>> = {
  "invalid-request": 400,
  "unknown-model": 404,
  "not-found": 404,
  "output-exists": 409,
  "invalid-model": 422,
  "image-unreadable": 422,
  "image-too-small": 422,
  "image-too-large": 422,
  "worker-died": 503,
};

export function createApi({ analyst, desktop }: ApiOptions): Api {
  const images = new Images(analyst);
  const drafts = new Drafts(analyst);
  const analyses = new Analyses(analyst, images);
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
  app.route("/drafts", draftRoutes(drafts, checkKey));

  app.post("/images", async (context) => {
    const name = context.req.query("name") ?? "image";
    return context.json(await images.upload(name, context.req.raw.body));
  });
  app.post("/images/sample", async (context) => {
    const { model } = await body(context.req.raw, sampleRequest);
    return context.json(await images.add(await analyst.sample(model)));
  });
  app.post("/images/path", async (context) => {
    checkKey(context);
    const { path } = await body(context.req.raw, pathRequest);
    return context.json(await images.add(path));
  });
  app.get("/images/:id/pixels", async (context) => {
    const png = await analyst.picture(images.get(context.req.param("id")).path);
    return context.body(plain(png), 200, { "content-type": "image/png" });
  });
  app.delete("/images/:id", async (context) => {
    await images.remove(context.req.param("id"));
    return context.body(null, 204);
  });

  app.post("/analyses", async (context) => {
    const request = await body(context.req.raw, passRequest);
    return jobs.stream((job, emit) => analyses.pass(request, job, emit));
  });
  app.post("/analyses/:id/baseline", async (context) => {
    const request = await body(context.req.raw, baselineRequest);
    const id = context.req.param("id");
    return jobs.stream((job, emit) => analyses.baseline(id, request, job, emit));
  });
  app.get("/analyses/:id/map", async (context) => {
    const { data } = await analyses.map(context.req.param("id"));
    const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
    return context.body(plain(bytes), 200, { "content-type": "application/octet-stream" });
  });
  app.get("/analyses/:id/detections", async (context) => {
    const wanted = Number(context.req.query("threshold") ?? 0.5);
    const lowest = parse(threshold, wanted, "threshold", "invalid-request");
    return context.json(await analyses.detections(context.req.param("id"), lowest));
  });
  app.get("/analyses/:id/cells/:row{[0-9]+}/:column{[0-9]+}", async (context) => {
    const { id, row, column } = context.req.param();
    return context.json(await analyses.cell(id, Number(row), Number(column)));
  });

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
    return context.json({ error }, statuses[error.code] ?? 500);
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
      await Promise.all([images.close(), drafts.close()]);
    },
  };
}

/** Bytes of their own: a view into shared or larger memory is no body. */
const plain = (bytes: Uint8Array): Uint8Array<ArrayBuffer> => new Uint8Array(bytes);

function same(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
