/** @file The routes for batches. */
import type { Context } from "hono";
import { Hono } from "hono";
import { pathRequest } from "../../src-core/contract/api.ts";
import { batchRequest } from "../../src-core/contract/batch.ts";
import { offerRequest } from "../../src-core/contract/desktop.ts";
import type { KeptBatch } from "../batch/kept-batch.ts";
import { batchEvents } from "./batch-events.ts";
import type { Batches } from "./batches.ts";
import { readJsonBody } from "./request-body.ts";
import type { Images } from "./images.ts";
import type { Offers } from "./offers.ts";
import { receiveImage } from "./save-image.ts";
import { uploadOf } from "./save-body.ts";

/** Each answers with the state that follows. */
const commands: Record<string, (batch: KeptBatch) => Promise<void> | void> = {
  start: (batch) => batch.start(),
  resume: (batch) => batch.start(),
  pause: (batch) => {
    batch.pause();
  },
  stop: (batch) => batch.stop(),
  retry: (batch) => batch.retry(),
};

/** @param checkKey throws for whoever may not name paths */
export function batchRoutes(
  { batches, images, offers }: { batches: Batches; images: Images; offers: Offers },
  checkKey: (context: Context) => void,
): Hono {
  const app = new Hono();
  app.get("/", async (context) => context.json(await batches.list()));
  app.post("/", async (context) => {
    const batch = await batches.create(await readJsonBody(context.req.raw, batchRequest));
    return context.json(batch.state);
  });
  app.post("/:id/files", async (context) => {
    const batch = await batches.get(context.req.param("id"));
    const name = context.req.query("name") ?? "";
    const upload = uploadOf(context.req.raw);
    const save = async (path: string): Promise<void> => {
      await receiveImage(name, upload, path);
    };
    return context.json(await batch.addFile(name, save));
  });
  app.post("/:id/path", async (context) => {
    checkKey(context);
    const batch = await batches.get(context.req.param("id"));
    const { path } = await readJsonBody(context.req.raw, pathRequest);
    return context.json(await batch.addPath(path));
  });
  app.post("/:id/offer", async (context) => {
    const batch = await batches.get(context.req.param("id"));
    const { offer } = await readJsonBody(context.req.raw, offerRequest);
    return context.json(await batch.addPath(offers.path(offer)));
  });
  for (const [name, command] of Object.entries(commands))
    app.post(`/:id/${name}`, async (context) => {
      const batch = await batches.get(context.req.param("id"));
      await command(batch);
      return context.json(batch.state);
    });
  app.get("/:id/events", async (context) =>
    batchEvents(await batches.get(context.req.param("id"))),
  );
  app.get("/:id/table", async (context) => {
    const batch = await batches.get(context.req.param("id"));
    return context.body([...batch.table()].join(""), 200, { "content-type": "text/csv" });
  });
  app.get("/:id/items/:index{[0-9]+}/thumbnail", async (context) => {
    const { id, index } = context.req.param();
    const webp = await (await batches.get(id)).thumbnail(Number(index));
    return context.body(new Uint8Array(webp), 200, { "content-type": "image/webp" });
  });
  app.post("/:id/items/:index{[0-9]+}/open", async (context) => {
    const { id, index } = context.req.param();
    const { path, name } = (await batches.get(id)).image(Number(index));
    return context.json(await images.add(path, name));
  });
  app.delete("/:id", async (context) => {
    await batches.remove(context.req.param("id"), context.req.query("results") === "1");
    return context.body(null, 204);
  });
  return app;
}
