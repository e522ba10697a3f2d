/**
 * @file The card that a list of boxes needs, as far as it can be read off the file: what is null is for its user to fill in. A file
 * that gives boxes does not say where their anchors lie, and nothing of it is guessed.
 */
import { joined, oneAfterAnother } from "../../../../src-core/messages/some-names.ts";
import type { Message, Param } from "../../../../src-core/messages/template.ts";
import { inEnglish, said } from "../../../../src-core/messages/said.ts";
import { basename } from "node:path";
import type { Window } from "../../../../src-core/contract/examined.ts";
import type { CardDraft } from "../../../../src-core/contract/failure.ts";
import { UserError } from "../../../../src-core/contract/failure.ts";
import type { BoxList } from "../../../../src-core/network/boxes/box-list.ts";
import { boxListOf } from "../../../../src-core/network/boxes/box-list.ts";
import type { FittedLevel } from "../../../../src-core/network/boxes/level-fit.ts";
import {
  fitLevels,
  possibleLevels,
  withStrides,
} from "../../../../src-core/network/boxes/level-fit.ts";
import type { LevelShape } from "../../../../src-core/network/boxes/level-shapes.ts";
import type { ImageInput } from "../../../../src-core/network/graph/image-input.ts";
import { imageInput } from "../../../../src-core/network/graph/image-input.ts";
import { cellsOf } from "../../../../src-core/network/surgery/listed-detector.ts";
import type { Measured } from "./measured-boxes.ts";
import { measureBoxes } from "./measured-boxes.ts";
import type { Source } from "../files/source.ts";

/** A network that was recognised, and cannot be used without its card. */
export class CardNeeded extends UserError {
  /** Valid against the card's schema once each null is filled in. */
  readonly draft: CardDraft;
  /** The message without the draft. */
  readonly told: Message;

  constructor(told: Message, draft: CardDraft, options: ErrorOptions) {
    super("invalid-model", `${inEnglish(told)}: ${JSON.stringify(draft)}`, {
      ...options,
      said: told,
      card: draft,
    });
    this.told = told;
    this.draft = draft;
  }
}

/**
 * Does the work; where it fails for a network that gives a list of boxes, says what its card needs.
 * @throws CardNeeded, and what the work throws
 */
export async function orCardNeeded<T>(
  source: Source,
  window: Window | undefined,
  work: () => T | Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (!(cause instanceof UserError) || cause.code !== "invalid-model") throw cause;
    const needed = await cardNeeded(source, window, cause);
    throw needed ?? cause;
  }
}

async function cardNeeded(
  source: Source,
  wanted: Window | undefined,
  cause: UserError,
): Promise<CardNeeded | undefined> {
  const list = boxListOf(source.model);
  if (!list) return undefined;
  const input = imageInput(source.model);
  const [width, height] = [wanted?.width ?? input.width, wanted?.height ?? input.height];
  const window = width === null || height === null ? null : { width, height };
  const measured = window && (await measureBoxes(source.model, input, window, list));
  const count = list.count ?? measured?.count ?? null;
  const { levels, note } = levelsOf(window, count, measured);
  const draft = draftOf(source, input, window, list, levels, measured);
  const number = (known: number | null | undefined): Param =>
    known === null ? "?" : (known ?? "?");
  const found = said("models.list-of-boxes", {
    scores: list.scores,
    boxes: list.boxes,
    count: number(count),
    classes: number(list.classes ?? measured?.classes),
  });
  const { path } = source;
  const others = list.others.length > 0 ? said("models.not-used", { others: list.others }) : "";
  const told = said("models.needs-card", { path, found, others, note });
  return new CardNeeded(told, draft, { cause });
}

interface Levels {
  /** Null where nothing says which they are. */
  readonly levels: readonly FittedLevel[] | null;
  readonly note: Message;
}

function levelsOf(window: Window | null, count: number | null, measured: Measured | null): Levels {
  if (!window)
    return {
      levels: null,
      note: said("models.image-size-open"),
    };
  const seen = levelsSeen(measured?.levels ?? [], window);
  const [first, ...others] = seen ?? (count === null ? [] : possibleLevels(count, window));
  if (!first) return { levels: null, note: said("models.fits-no-maps") };
  // A number of boxes that comes about in one way only is no proof.
  if (seen && others.length === 0)
    return { levels: first, note: said("models.its-levels", { levels: told(first) }) };
  const listed = others
    .slice(0, mostListed)
    .map((levels) => said("models.or-levels", { levels: told(levels) }));
  const further = others.length - mostListed;
  const more = further > 0 ? said("models.less-even", { count: further }) : "";
  const levels = told(first);
  return {
    levels: null,
    note: said("models.levels-may-be", { levels, others: oneAfterAnother(listed), more }),
  };
}

/** Ways that are told beside the first one. */
const mostListed = 4;

/** Ways in which they may lie; undefined where nothing of them is to be seen, or one list says other than the other. */
function levelsSeen(
  lists: readonly (readonly LevelShape[])[],
  window: Window,
): FittedLevel[][] | undefined {
  const maps = lists
    .map((levels) => levels.flatMap(({ map }) => (map ? [map] : [])))
    .filter((found, index) => found.length === lists[index]?.length);
  const [known, ...further] = maps.map((found) => JSON.stringify(found));
  if (maps[0] && further.every((other) => other === known)) return [withStrides(maps[0], window)];
  const [counts, ...others] = lists.map((levels) => levels.map(({ count }) => count));
  if (!counts || others.some((other) => other.join() !== counts.join())) return undefined;
  const ways = fitLevels(counts, window);
  return ways.length > 0 ? ways : undefined;
}

/** `6×8×3 at stride 32 + 3×4×3 at stride 64`. */
const told = (levels: readonly FittedLevel[]): Param =>
  levels
    .map(({ strides, rows, columns, anchors }): Param =>
      said("models.level", {
        map: `${rows}×${columns}×${anchors}`,
        strides: joined("or", strides),
      }),
    )
    .reduce((one, other) => said("plus", { one, other }));

function draftOf(
  { path, sha256 }: Source,
  { channels }: ImageInput,
  window: Window | null,
  list: BoxList,
  levels: readonly FittedLevel[] | null,
  measured: Measured | null,
): CardDraft {
  const blanks = (count: number): null[] => Array.from({ length: count }, () => null);
  const classes = list.classes ?? measured?.classes ?? 1;
  const isEven =
    window !== null &&
    levels?.every(
      ({ strides: [stride = 1, ...others] }) =>
        others.length === 0 && window.width % stride === 0 && window.height % stride === 0,
    ) === true;
  return {
    file: basename(path),
    sha256,
    input: {
      width: window?.width ?? null,
      height: window?.height ?? null,
      color: channels === 1 ? "gray" : null,
      scale: null,
      mean: blanks(channels),
      std: blanks(channels),
      polarity: "auto",
    },
    head: {
      kind: "ssd",
      classes: blanks(classes),
      background: null,
      activation: measured?.activation ?? null,
      outputs: { scores: list.scores, boxes: list.boxes },
      boxes: measured?.corners ? "corners" : null,
      // Where the strides divide the image's sides, both are the same.
      ...(isEven ? {} : { centres: null }),
      levels: levels?.map((level) => levelDraft(level, window)) ?? null,
      variances: { centre: null, size: null },
      threshold: null,
      nms: null,
    },
  };
}

/** With the cells where the stride alone does not say them. */
function levelDraft(
  { strides, rows, columns, anchors }: FittedLevel,
  window: Window | null,
): CardDraft {
  const [stride = null, ...others] = strides;
  const usual = window && stride !== null && cellsOf({ stride }, window);
  const isUsual = usual && usual.rows === rows && usual.columns === columns;
  return {
    stride: others.length > 0 ? null : stride,
    ...(isUsual && others.length === 0 ? {} : { rows, columns }),
    anchors: Array.from({ length: anchors }, () => [null, null]),
  };
}
