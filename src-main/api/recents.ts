/** @file The images that were looked at lately: noted when a pass is done, opened again by an id. */
import { existsSync } from "node:fs";
import { randomUUID } from "node:crypto";
import { Hono } from "hono";
import type { OpenedImage } from "../../src-core/contract/api.ts";
import { UserError } from "../../src-core/contract/failure.ts";
import type { RecentImage, RecentRequest } from "../../src-core/contract/home/recents.ts";
import { recentRequest } from "../../src-core/contract/home/recents.ts";
import type { Analyst } from "../analysis/analyst.ts";
import type { KeptRecent, KeptRecents } from "../files/recents.ts";
import { knowPrivate } from "../log/log.ts";
import type { Analyses } from "./analyses.ts";
import type { Images } from "./images.ts";
import { readJsonBody } from "./request-body.ts";

/** What is the same for all of them. */
interface Host {
  readonly analyst: Pick<Analyst, "sample">;
  readonly images: Images;
  readonly analyses: Pick<Analyses, "subjectOf">;
  readonly kept: KeptRecents;
}

export class Recents {
  private readonly host: Host;
  /** Images that came from a browser, as long as they are held, by the ids of their entries. */
  private readonly held = new Map<string, string>();
  /** Analyses that were noted: one that a window shows again is not looked at anew. */
  private readonly noted = new Set<string>();

  constructor(host: Host) {
    this.host = host;
  }

  get list(): RecentImage[] {
    return this.host.kept.images.map(({ from, ...told }) => ({
      ...told,
      openable: this.canOpen(told.id, from),
    }));
  }

  /** @throws UserError when the analysis is no longer kept */
  note({ analysis, thumbnail }: RecentRequest): void {
    if (this.noted.has(analysis)) return;
    const { image, result, model } = this.host.analyses.subjectOf(analysis);
    this.noted.add(analysis);
    const { name, width, height, path, uploaded, sample } = image;
    const from: KeptRecent["from"] =
      uploaded !== null
        ? { kind: "browser", bytes: uploaded }
        : sample === null
          ? { kind: "file", path }
          : { kind: "sample", model: sample };
    const id = randomUUID();
    if (uploaded !== null) this.held.set(id, image.id);
    const [when, found] = [Date.now(), result.detections.length];
    this.host.kept.add({ id, name, width, height, model, when, found, thumbnail, from });
    if (uploaded !== null) this.host.images.keepReleased(image.id);
  }

  /** @throws UserError where its file is no longer there */
  async open(id: string): Promise<OpenedImage> {
    const { kept, images, analyst } = this.host;
    const recent = kept.images.find((image) => image.id === id);
    if (!recent) throw new UserError("not-found", "this image is no longer among the recent ones");
    const { from, name } = recent;
    knowPrivate(name);
    if (from.kind === "file") return images.add(from.path);
    if (from.kind === "sample")
      return images.add(await analyst.sample(from.model), undefined, null, from.model);
    const held = this.held.get(id);
    if (held !== undefined && images.has(held)) return images.opened(held);
    throw new UserError("not-found", `${name} came from the browser: drop it again to open it`);
  }

  async remove(id: string): Promise<void> {
    this.host.kept.remove(id);
    await this.letGo([id]);
  }

  async forgetAll(): Promise<void> {
    this.host.kept.forgetAll();
    await this.letGo([...this.held.keys()]);
  }

  /** Files that were only held for the list go with it. */
  private async letGo(ids: readonly string[]): Promise<void> {
    for (const id of ids) {
      const image = this.held.get(id);
      this.held.delete(id);
      if (image !== undefined) await this.host.images.forgetReleased(image);
    }
  }

  private canOpen(id: string, from: KeptRecent["from"]): boolean {
    if (from.kind === "file") return existsSync(from.path);
    if (from.kind === "sample") return true;
    const held = this.held.get(id);
    return held !== undefined && this.host.images.has(held);
  }
}

export function recentRoutes(recents: Recents): Hono {
  const app = new Hono();
  app.get("/", (context) => context.json(recents.list));
  app.post("/", async (context) => {
    recents.note(await readJsonBody(context.req.raw, recentRequest, 2 ** 17));
    return context.body(null, 204);
  });
  app.delete("/", async (context) => {
    await recents.forgetAll();
    return context.body(null, 204);
  });
  app.post("/:id/open", async (context) =>
    context.json(await recents.open(context.req.param("id"))),
  );
  app.delete("/:id", async (context) => {
    await recents.remove(context.req.param("id"));
    return context.body(null, 204);
  });
  return app;
}
