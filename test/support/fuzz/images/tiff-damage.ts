/** @file Damage to the directories of a TIFF whose bytes are sound: what a broken writer or somebody spiteful makes of them. */
import type { Damage } from "../../images/damage.ts";
import type { Draw } from "../draw.ts";
import type { Draft, Mutation } from "./tiff-draft.ts";
import { add, change, long, renumbered, someTag, wild } from "./tiff-draft.ts";
import { numberBytes, putTogether, takenApart } from "./tiff-file.ts";

const tags = {
  size: [256, 257],
  places: [273, 324],
  lengths: [279, 325],
  rows: [278, 322, 323],
  kinds: [254, 258, 259, 262, 266, 274, 277, 284, 317, 320, 330, 338, 339, 347, 530, 34675, 34665],
};

const among = (list: readonly number[], draw: Draw): number => draw.pick(list) ?? 0;
const near = (draw: Draw, old: number): number => old + draw.oneOf(-2, -1, 1, 2, 16, 256);
const other =
  ({ size }: Draft, draw: Draw) =>
  (old: number): number | bigint =>
    draw.chance(0.4) ? near(draw, old) : wild(draw, size);

/** Other pixels may come of them, by values that are as legal. */
const ofValues: readonly [string, Mutation][] = [
  [
    "another value",
    (draft, draw) => {
      change(draft, draw, someTag(draft, draw), renumbered(draft.order, draw, other(draft, draw)));
    },
  ],
  [
    "another size",
    (draft, draw) => {
      const tag = among([...tags.size, ...tags.rows], draw);
      const to = other(draft, draw);
      change(draft, draw, tag, (old) =>
        renumbered(
          draft.order,
          draw,
          to,
        )(
          // As wide as it can be told.
          draw.chance(0.5) ? { ...long(tag, 20, draft.order), count: old.count } : old,
        ),
      );
    },
  ],
  [
    "another kind",
    (draft, draw) => {
      const tag = among(tags.kinds, draw);
      const value = draw.oneOf<number>(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 16, 32, 64, 32_773, 65_535);
      const has = draft.directories[0]?.entries.some((entry) => entry.tag === tag) ?? false;
      if (has)
        change(
          draft,
          draw,
          tag,
          renumbered(draft.order, draw, () => value),
        );
      else add(draft, long(tag, value, draft.order));
    },
  ],
  [
    "another place",
    (draft, draw) => {
      const to = other(draft, draw);
      for (const tag of tags.places) change(draft, draw, tag, renumbered(draft.order, draw, to));
    },
  ],
  [
    "another length",
    (draft, draw) => {
      const to = other(draft, draw);
      for (const tag of tags.lengths) change(draft, draw, tag, renumbered(draft.order, draw, to));
    },
  ],
  [
    "another type",
    (draft, draw) => {
      const type = draw.oneOf<number>(
        0,
        1,
        2,
        3,
        4,
        5,
        6,
        7,
        9,
        11,
        12,
        13,
        14,
        16,
        17,
        18,
        255,
        65_535,
      );
      change(draft, draw, someTag(draft, draw), (old) => ({ ...old, type }));
    },
  ],
  [
    "another count",
    (draft, draw) => {
      const count = draw.chance(0.5) ? draw.from(0, 40) : wild(draw, draft.size);
      change(draft, draw, someTag(draft, draw), (old) => ({ ...old, count }));
    },
  ],
  [
    "values elsewhere",
    (draft, draw) => {
      const place = draw.chance(0.5) ? draw.below(draft.size) : wild(draw, draft.size);
      change(draft, draw, someTag(draft, draw), (old) => ({ ...old, place }));
    },
  ],
  [
    "a tag is missing",
    (draft, draw) => {
      const tag = someTag(draft, draw);
      const { entries = [], ...rest } = draft.directories[0] ?? {};
      draft.directories[0] = { ...rest, entries: entries.filter((entry) => entry.tag !== tag) };
    },
  ],
  [
    "the other byte order",
    (draft) => {
      draft.order = { ...draft.order, littleEndian: !draft.order.littleEndian };
    },
  ],
  [
    "another number of entries",
    ({ directories }, draw) => {
      const [first] = directories;
      if (first) directories[0] = { ...first, count: draw.oneOf(0, 1, 5, 200, 65_535) };
    },
  ],
];

const private_ = (draw: Draw): number => draw.oneOf(330, 34_665, 34_853, 40_965, 50_706, 65_000);

/** They leave the first image as it is: whatever is shown has to be its pixels. */
const ofPages: readonly [string, Mutation][] = [
  [
    "a circle of pages",
    ({ directories }, draw) => {
      const last = directories.length - 1;
      const { entries = [] } = directories[last] ?? {};
      directories[last] = { entries, next: draw.below(directories.length) };
    },
  ],
  [
    "pages that lead nowhere",
    (draft, draw) => {
      const last = draft.directories.length - 1;
      const { entries = [] } = draft.directories[last] ?? {};
      const next = draw.oneOf(1n << 31n, BigInt(draft.size), BigInt(draft.size - 1), 8n, 1n);
      draft.directories[last] = { entries, next: next + 100_000n * BigInt(draw.below(2)) };
    },
  ],
  [
    "many pages",
    ({ directories }, draw) => {
      const [first] = directories;
      const count = draw.oneOf(2, 3, 40, 400, 3000);
      for (let page = 0; page < count && first; page++) {
        directories[page] = { entries: first.entries, next: page + 1 };
      }
      if (first) directories[count] = { entries: first.entries };
    },
  ],
  [
    "a damaged page",
    (draft, draw) => {
      const [first] = draft.directories;
      if (!first) return;
      const other: Draft = { ...draft, directories: [{ entries: first.entries }] };
      draw.oneOf(...(ofValues as [(typeof ofValues)[0]]))[1](
        { ...other, order: draft.order },
        draw,
      );
      draft.directories = [{ entries: first.entries, next: 1 }, ...other.directories];
    },
  ],
  [
    "sub-directories",
    (draft, draw) => {
      const places = Array.from({ length: draw.oneOf(1, 2, 1000) }, () =>
        draw.chance(0.5) ? draft.size + draw.below(200) : wild(draw, draft.size),
      );
      const parts = places.map((place) => numberBytes(place, 4, draft.order.littleEndian));
      const bytes = Uint8Array.from(parts.flatMap((part) => [...part]));
      add(draft, { tag: private_(draw), type: draw.oneOf(4, 13), count: places.length, bytes });
    },
  ],
  [
    "tags that nobody knows",
    (draft, draw) => {
      for (let count = draw.oneOf(1, 3, 500); count > 0; count--)
        add(draft, long(draw.from(50_000, 64_999), count, draft.order), draw.chance(0.7));
    },
  ],
  [
    "a tag of nobody's, of any length",
    (draft, draw) => {
      const place = draw.chance(0.5) ? draw.below(draft.size) : wild(draw, draft.size);
      const entry = long(draw.oneOf(270, 305, 700, 33_723, 60_000), 0, draft.order);
      add(draft, { ...entry, type: draw.from(0, 18), count: wild(draw, draft.size), place });
    },
  ],
  [
    "out of order",
    ({ directories }, draw) => {
      const { entries = [], ...rest } = directories[0] ?? {};
      const mixed = [...entries];
      for (let at = mixed.length - 1; at > 0; at--) {
        const to = draw.below(at + 1);
        const [one, other] = [mixed[at], mixed[to]];
        if (one && other) [mixed[at], mixed[to]] = [other, one];
      }
      directories[0] = { ...rest, entries: mixed };
    },
  ],
];

/** One to three of them; the pixels' bytes stay as they are. */
export function damagedTiff(bytes: Uint8Array, draw: Draw): Damage {
  const { order, directories } = takenApart(bytes);
  const draft: Draft = { order, directories, size: bytes.length };
  const isFree = draw.chance(0.65);
  const mutations = isFree ? ofValues : ofPages;
  const what: string[] = [];
  for (let count = draw.oneOf(1, 1, 1, 2, 3); count > 0; count--) {
    const [name, mutate] = draw.pick(mutations) ?? ["", () => undefined];
    mutate(draft, draw);
    what.push(name);
  }
  return {
    kind: "directory",
    bytes: putTogether(bytes, draft.order, draft.directories),
    free: isFree,
    what: what.join(", "),
  };
}
