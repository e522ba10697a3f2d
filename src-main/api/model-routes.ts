/** @file The routes for the models that are at hand: which there are, their cards, copies, and all of their files. */
import { constants, cp } from "node:fs/promises";
import { basename, join } from "node:path";
import type { Context } from "hono";
import { Hono } from "hono";
import { card } from "../../src-core/contract/card.ts";
import { naming } from "../../src-core/contract/examined.ts";
import { layersQuery } from "../../src-core/contract/lesson/layers.ts";
import { cardChange } from "../../src-core/contract/model-changes.ts";
import { parse } from "../../src-core/contract/parse.ts";
import type { Analyst } from "../analysis/analyst.ts";
import { FolderNotices } from "../files/folder-trouble.ts";
import type { TellState } from "../files/kept-file.ts";
import { download } from "./download.ts";
import { KeptAnswer } from "./kept-answer.ts";
import { readJsonBody } from "./request-body.ts";

/** @param modelFolders where the models lie: their list is kept while nothing of it changes */
export function modelRoutes(
  analyst: Analyst,
  modelFolders: readonly string[],
  tell: TellState,
): Hono {
  const folders = new FolderNotices(tell);
  const listed = new KeptAnswer(
    { folders: modelFolders, isLasting: ({ damaged }) => damaged.length === 0 },
    async () => ({ models: await analyst.models(), damaged: await analyst.damagedModels() }),
  );
  const app = new Hono();
  app.get("/", async (context) => {
    await Promise.all(modelFolders.map((folder) => folders.check(folder)));
    return context.json((await listed.get()).models);
  });
  app.get("/damaged", async (context) => context.json((await listed.get()).damaged));
  app.patch("/:id", async (context) => {
    const change = await readJsonBody(context.req.raw, cardChange);
    return context.json(await analyst.changeModel(idOf(context), change));
  });
  app.post("/:id/copies", async (context) => {
    const named = await readJsonBody(context.req.raw, naming);
    return context.json(await analyst.copyModel(idOf(context), named));
  });
  app.get("/:id/files", async (context) => {
    const from = await analyst.modelFolder(idOf(context));
    return download(async (folder) => {
      const target = join(folder, basename(from));
      // A copy, as it is now: the model may be removed meanwhile.
      await cp(from, target, {
        recursive: true,
        mode: constants.COPYFILE_FICLONE,
        filter: (path) => basename(path) !== "facts.json",
      });
      return target;
    }, context.req.raw.signal);
  });
  app.get("/:id/layers", async (context) => {
    const query = context.req.query();
    const onWindow = query["width"] === undefined && query["height"] === undefined;
    const image = onWindow ? undefined : parse(layersQuery, query, "size", "invalid-request");
    return context.json(await analyst.layers({ model: idOf(context) }, image));
  });
  app.delete("/:id", async (context) => {
    await analyst.remove(idOf(context));
    return context.body(null, 204);
  });
  return app;
}

/** @throws UserError for what is no model's id */
const idOf = (context: Context): string =>
  parse(card.shape.id, context.req.param("id"), "model", "invalid-request");
