/** @file What reads files that others write, besides networks and images: whole files of each kind, and how one is read. */
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { UserError } from "../../../../src-core/contract/failure.ts";
import { readLabels } from "../../../../src-core/contract/labels.ts";
import { readUserCard } from "../../../../src-main/analysis/models/cards/existing-card.ts";
import { readCocoFile } from "../../../../src-main/annotations/coco-file.ts";
import { readVocFile } from "../../../../src-main/annotations/voc-file.ts";
import { readDescription } from "../../../../src-main/batch/description.ts";
import { Journal, journalName } from "../../../../src-main/batch/journal.ts";
import type { BatchSettings } from "../../../../src-main/batch/settings.ts";
import { SourceList } from "../../../../src-main/batch/source-list.ts";
import { cocoJson, vocXml } from "../../annotations/annotated-folder.ts";
import { analysisOf } from "../../fake-analyst.ts";
import { npyParser } from "./npy-parser.ts";
import type { Parser } from "./parser.ts";
import { storeParsers } from "./store-parsers.ts";

const settings: BatchSettings = {
  model: "m",
  sha256: "a",
  said: "",
  stride: "native",
  threshold: 0.5,
  runs: 1,
  device: "auto",
  exports: ["overlay"],
};
const app = "1";
const image = (name: string) => ({
  path: `/in/${name}`,
  name,
  target: name,
  size: 3,
  modified: 4.5,
});

const objects = [
  { label: "a", x: 1, y: 2, width: 3, height: 4, ignored: null },
  { label: "b c", x: 0, y: 0, width: 9, height: 9, ignored: null },
];
const size = { width: 20, height: 10 };

const inWords = (cause: unknown): never => {
  if (cause instanceof Error && cause.constructor === Error)
    throw new UserError("invalid-request", cause.message, { cause });
  throw cause;
};

/** Reads a file of a name. */
const asFile =
  (name: string, read: (path: string) => Promise<unknown>) =>
  (bytes: Uint8Array, folder: string): Promise<unknown> => {
    const path = join(folder, name);
    writeFileSync(path, bytes);
    return read(path);
  };

export async function parsers(): Promise<Readonly<Record<string, Parser>>> {
  const cards = ["models/cards", ...readdirSync("models").map((name) => `models/${name}`)].flatMap(
    (folder) =>
      readdirSync(folder)
        .filter((name) => name.endsWith(".json"))
        .map((name) => readFileSync(join(folder, name))),
  );
  const coco = cocoJson([{ name: "a.png", ...size, objects }], ["a", "b c"]);
  const { journal, sources } = await journals();
  const description = {
    version: 1,
    created: "2026-01-01T00:00:00.000Z",
    request: { name: "Scans", model: "m", stride: "native", exports: ["csv"], device: "auto" },
    settings,
  };
  return {
    ...(await storeParsers()),
    npy: npyParser,
    card: { seeds: cards, read: asFile("card.json", readUserCard) },
    labels: {
      seeds: [
        Buffer.from("a\nb c\n"),
        Buffer.from('["a", "b"]'),
        Buffer.from("\ufeffä\r\nö\r\n", "utf16le"),
      ],
      // Whoever reads them says of which file it speaks.
      read: (bytes) => Promise.resolve(bytes).then(readLabels).catch(inWords),
    },
    voc: {
      seeds: [Buffer.from(vocXml("a.png", size, objects))],
      read: asFile("a.xml", readVocFile),
    },
    coco: { seeds: [Buffer.from(coco)], read: asFile("a.json", readCocoFile) },
    journal: {
      seeds: [journal],
      read: asFile(journalName, async (path) => {
        const opened = await Journal.open(join(path, ".."), settings, app);
        await opened.close();
      }),
    },
    sources: {
      seeds: [sources],
      read: asFile("sources.ndjson", async (path) => {
        const opened = await SourceList.open(path, settings, app);
        await opened.sources.close();
      }),
    },
    description: {
      seeds: [Buffer.from(JSON.stringify(description))],
      read: asFile("batch.json", (path) => readDescription(join(path, ".."))),
    },
  };
}

/** As the app writes them. */
async function journals(): Promise<{ journal: Uint8Array; sources: Uint8Array }> {
  const folder = mkdtempSync(join(tmpdir(), "fuzz-seeds-"));
  try {
    const journal = await Journal.open(folder, settings, app);
    await journal.begin(image("a.png"));
    await journal.done(image("a.png"), analysisOf(image("a.png").path));
    await journal.begin(image("b.png"));
    await journal.failed(image("b.png"), { code: "image-unreadable", message: "no" });
    await journal.close();
    const path = join(folder, "sources.ndjson");
    const { sources } = await SourceList.open(path, settings, app);
    await sources.add([image("a.png"), image("b.png")], 2);
    await sources.close();
    return { journal: readFileSync(join(folder, journalName)), sources: readFileSync(path) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
