/** @file The routes of images. */
import type { Context } from "hono";
import { Hono } from "hono";
import { pathRequest, region, sampleRequest } from "../../src-core/contract/api.ts";
import { parse } from "../../src-core/contract/parse.ts";
import type { Analyst } from "../analysis/analyst.ts";
import { tileType } from "../image/encode.ts";
import { readJsonBody } from "./request-body.ts";
import { bytesResponse } from "./binary-response.ts";
import type { Images } from "./images.ts";
import type { Jobs } from "./jobs.ts";
import { uploadOf } from "./save-body.ts";

/** As a place in an image is written; NaN for what else `Number` would read. */
const decimal = (text: string): number => (/^-?\d+(?:\.\d+)?$/.test(text) ? Number(text) : NaN);

/** @param checkKey lets nobody but the desktop's own code name paths @param onPath is told of those that were opened */
export function imageRoutes(
  { analyst, images, jobs }: { analyst: Analyst; images: Images; jobs: Jobs },
  checkKey: (context: Context) => void,
  onPath: (path: string) => void = () => undefined,
): Hono {
  const app = new Hono();
  app.post("/", async (context) => {
    const name = context.req.query("name") ?? "image";
    const { raw } = context.req;
    const image = await images.upload(name, uploadOf(raw));
    // Who goes before the answer has left will never name it.
    const { signal } = raw;
    if (signal.aborted) await images.remove(image.id);
    else signal.addEventListener("abort", () => void images.remove(image.id), { once: true });
    return context.json(image);
  });
  app.post("/sample", async (context) => {
    const { model } = await readJsonBody(context.req.raw, sampleRequest);
    return context.json(await images.add(await analyst.sample(model), undefined, null, model));
  });
  app.post("/path", async (context) => {
    checkKey(context);
    const { path } = await readJsonBody(context.req.raw, pathRequest);
    const image = await images.add(path);
    onPath(path);
    return context.json(image);
  });
  app.get("/:id", (context) => context.json(images.opened(context.req.param("id"))));
  app.get("/:id/pixels", async (context) => {
    const image = images.get(context.req.param("id"));
    const png = await images.using(image, () => analyst.picture(image.path));
    return bytesResponse(context, png, "image/png");
  });
  app.post("/:id/prepare", (context) => {
    const id = context.req.param("id");
    return jobs.stream(async (job, emit) => {
      await images.prepare(id, job);
      emit({ type: "prepared" });
    });
  });
  app.get("/:id/tiles/:level{[0-9]+}/:column{[0-9]+}/:row{[0-9]+}", async (context) => {
    const { id, level, column, row } = context.req.param();
    const tile = await images.tile(id, Number(level), Number(column), Number(row));
    return bytesResponse(context, tile, tileType(Number(level)));
  });
  app.get("/:id/region", async (context) => {
    const wanted = Object.entries(context.req.query()).map(([name, text]) => [name, decimal(text)]);
    const area = parse(region, Object.fromEntries(wanted), "region", "invalid-request");
    return bytesResponse(context, await images.region(context.req.param("id"), area), "image/png");
  });
  app.delete("/:id", async (context) => {
    await images.release(context.req.param("id"));
    return context.body(null, 204);
  });
  return app;
}
