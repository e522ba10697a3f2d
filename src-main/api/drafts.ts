/** @file The models that are about to be added, known to the window by opaque ids; their paths stay here. */
import { noticeOf, renamedNotice } from "../../src-core/contract/notices.ts";
import { said } from "../../src-core/messages/said.ts";
import { randomUUID } from "node:crypto";
import { rm } from "node:fs/promises";
import { basename, dirname, extname, join, sep } from "node:path";
import type { ModelSummary } from "../../src-core/contract/api.ts";
import type { KeepRequest, NamedDraft } from "../../src-core/contract/drafts.ts";
import { fileName, largestModelFile } from "../../src-core/contract/drafts.ts";
import type { Answers, Examined } from "../../src-core/contract/examined.ts";
import { failureOf, renamed, UserError } from "../../src-core/contract/failure.ts";
import { parse } from "../../src-core/contract/parse.ts";
import type { Notice } from "../../src-core/contract/notices.ts";
import { largestCard, looksLikeCard } from "../../src-core/contract/card-file.ts";
import type { Analyst } from "../analysis/analyst.ts";
import type { CardPath } from "../analysis/models/cards/card-lookup.ts";
import { temporaryFolder } from "../files/temporaries.ts";
import { knowPrivate } from "../log/log.ts";
import { readRegularUpTo } from "../files/regular-file.ts";
import type { Upload } from "./save-body.ts";
import { saveBody } from "./save-body.ts";

interface HeldDraft {
  /** Where its files lie: those that were uploaded in a folder of its own, the desktop's where they were. */
  readonly paths: string[];
  folder: Promise<string> | null;
}

/** Drafts that nobody ended (a window that was closed) are given up when there are more than these. */
const most = 4;

/** Endings of models; the first that is there is the model, whatever lies beside it. */
const endings = [".onnx", ".npy", ".json"];

export class Drafts {
  private readonly analyst: Analyst;
  private readonly largest: number;
  private readonly held = new Map<string, HeldDraft>();

  /** @param largest bytes that one uploaded file may have */
  constructor(analyst: Analyst, largest = largestModelFile) {
    this.analyst = analyst;
    this.largest = largest;
  }

  async create(): Promise<{ id: string }> {
    const id = randomUUID();
    this.held.set(id, { paths: [], folder: null });
    for (const oldest of this.held.keys()) {
      if (this.held.size <= most) break;
      await this.remove(oldest);
    }
    return { id };
  }

  /** A draft of a file that the desktop was asked to open. */
  async open(path: string): Promise<NamedDraft> {
    const { id } = await this.create();
    return { id, ...this.addPath(id, path) };
  }

  /** A file of the user's that stays where it is, so that what lies beside it is found. */
  addPath(id: string, path: string): { name: string } {
    hold(this.get(id), path);
    knowPrivate(path, basename(path));
    return { name: basename(path) };
  }

  /** @throws UserError for a name with folders in it, and for a file that is too large */
  async upload(id: string, wanted: string, upload: Upload): Promise<{ name: string }> {
    const draft = this.get(id);
    const name = parse(fileName, wanted, "name", "invalid-request");
    knowPrivate(name);
    draft.folder ??= temporaryFolder("model");
    const path = join(await draft.folder, name);
    await saveBody(upload, path, this.largest, () => {
      const message = said("api.larger-than-bytes-most", { name, largest: this.largest });
      return new UserError("invalid-model", message);
    });
    hold(draft, path);
    return { name };
  }

  /** With the card that came with the model, where one did. */
  examine(id: string, answers: Answers): Promise<Examined> {
    const draft = this.get(id);
    return about(draft, async ({ files: [path], card, replaced }) => {
      const examined = await this.analyst.examine(path, answers, card);
      const notices = examined.notices.map((notice) =>
        renamedNotice(notice, (text) => byNames(text, draft)),
      );
      return { ...examined, notices: [...notices, ...replaced] };
    });
  }

  /** The draft ends when its model is kept. */
  async keep(id: string, { answers, naming }: KeepRequest): Promise<ModelSummary> {
    const kept = await about(this.get(id), ({ files, card }) =>
      this.analyst.keep(files, answers, naming, card),
    );
    await this.remove(id);
    return kept;
  }

  /** One that has ended meanwhile needs no ending. */
  async remove(id: string): Promise<void> {
    const draft = this.held.get(id);
    this.held.delete(id);
    if (draft?.folder)
      await rm(await draft.folder, { recursive: true, force: true, maxRetries: 3 });
  }

  /** Removes what was uploaded. */
  async close(): Promise<void> {
    for (const id of this.held.keys()) await this.remove(id);
  }

  private get(id: string): HeldDraft {
    const draft = this.held.get(id);
    if (!draft) throw new UserError("not-found", said("api.model-files-no-longer"));
    return draft;
  }
}

/** What comes again comes last. */
function hold({ paths }: HeldDraft, path: string): void {
  const known = paths.indexOf(path);
  if (known >= 0) paths.splice(known, 1);
  paths.push(path);
}

interface Parts {
  /** The model's; of a cascade those of all its networks. */
  readonly files: readonly [string, ...string[]];
  readonly card: CardPath | undefined;
  /** What is told of cards that came before it. */
  readonly replaced: readonly Notice[];
}

/** Work on the draft's model; errors speak of names, not of folders. */
async function about<T>(draft: HeldDraft, work: (parts: Parts) => Promise<T>): Promise<T> {
  const cards: string[] = [];
  for (const path of draft.paths) if (await isCard(path)) cards.push(path);
  const files = modelAmong(draft.paths.filter((path) => !cards.includes(path)));
  // The one that came last is the one that was mended.
  const card = cards.at(-1);
  const replaced = cards.slice(0, -1).map((path): Notice => {
    const why = said("models.came-after", { path: basename(path), card: basename(card ?? "") });
    return noticeOf("card-unused", said("models.card-unused", { why }));
  });
  const offered = card === undefined ? undefined : { offered: card };
  try {
    return await work({ files, card: offered, replaced });
  } catch (cause) {
    if (!(cause instanceof UserError)) throw cause;
    const {
      code,
      message,
      said: inCodes,
      card: needed,
    } = renamed(failureOf(cause), (text) => byNames(text, draft));
    throw new UserError(code, message, { cause, said: inCodes, card: needed });
  }
}

/** A message in which files are called by their names. */
const byNames = (message: string, { paths }: HeldDraft): string =>
  paths.reduce(
    (told, path) =>
      told.replaceAll(path, () => basename(path)).replaceAll(join(dirname(path), sep), ""),
    message,
  );

async function isCard(path: string): Promise<boolean> {
  if (extname(path).toLowerCase() !== ".json") return false;
  try {
    return looksLikeCard(basename(path), await readRegularUpTo(path, largestCard));
  } catch {
    // Whoever reads it next says what is wrong with it.
    return false;
  }
}

/** The model's file; of a cascade all of its networks, det1.npy first. */
function modelAmong(paths: readonly string[]): [string, ...string[]] {
  for (const ending of endings) {
    const [found, ...more] = paths.filter((path) => extname(path).toLowerCase() === ending).sort();
    if (found !== undefined) return ending === ".npy" ? [found, ...more] : [found];
  }
  const names = paths.map((path) => basename(path)).join(", ");
  throw new UserError(
    "invalid-model",
    said("api.no-model-onnx-file", { names: names === "" ? said("api.nothing") : names }),
  );
}
