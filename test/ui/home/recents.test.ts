/** @file The list of images that were looked at, as Home has it. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { OpenedImage } from "../../../src-core/contract/api.ts";
import type { RecentImage } from "../../../src-core/contract/home/recents.ts";
import { Recents } from "../../../src-renderer/state/home/recents.svelte.ts";

const recent = (id: string, model: string): RecentImage => ({
  id,
  name: `${id}.png`,
  width: 8,
  height: 8,
  model,
  when: 0,
  found: 1,
  thumbnail: null,
  openable: true,
});

let kept: RecentImage[] = [];
const log: string[] = [];
const failures: unknown[] = [];
const recents = (): Recents =>
  new Recents({
    opener: {
      open: (_name: string, open: (signal: AbortSignal) => Promise<OpenedImage>) =>
        open(new AbortController().signal).then(
          () => true,
          () => false,
        ),
    },
    notifications: { report: (_name, cause) => failures.push(cause) },
  });

beforeEach(() => {
  kept = [recent("c", "lenet"), recent("b", "ssd"), recent("a", "lenet")];
  log.length = 0;
  failures.length = 0;
  vi.stubGlobal("fetch", (path: string, { method = "GET" }: RequestInit = {}) => {
    log.push(`${method} ${path}`);
    if (method === "DELETE" && path !== "/api/recents")
      kept = kept.filter(({ id }) => !path.endsWith(`/${id}`));
    const isMissing = path.endsWith("/open");
    const error = { error: { code: "not-found", message: "drop it again" } };
    return Promise.resolve(isMissing ? Response.json(error, { status: 404 }) : Response.json(kept));
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
});

test("models are listed by who looked last, each once", async () => {
  const list = recents();
  expect(list.list).toBeNull();
  await list.load();
  expect(list.models).toEqual(["lenet", "ssd"]);
});

test("one that is removed is gone from the list, and asked for again where it cannot be opened", async () => {
  const list = recents();
  await list.load();
  const [first] = kept;
  if (first) await list.remove(first);
  expect(list.list?.map(({ id }) => id)).toEqual(["b", "a"]);
  kept = kept.map((image) => ({ ...image, openable: false }));
  const [next] = kept;
  if (next) await list.open(next);
  expect(list.list?.map(({ openable }) => openable)).toEqual([false, false]);
  expect(failures).toEqual([]);
});

test("a host that keeps none, or cannot be reached, leaves an empty list", async () => {
  vi.stubGlobal("fetch", () => Promise.reject(new TypeError("nobody is there")));
  const list = recents();
  await list.load();
  await list.note("A", null);
  expect(list.list).toEqual([]);
  await list.forgetAll();
  expect(failures).toHaveLength(1);
});
