import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { TileFetcher } from "../../../src-renderer/viewer/heat/tile-fetcher.ts";

interface Waiting {
  readonly path: string;
  readonly signal: AbortSignal;
  readonly answer: (response: Response) => void;
}

/** Requests that wait for the test to answer them. */
const asked: Waiting[] = [];
const layer = { tile: 2, levels: 2 };
const map = { rows: 4, columns: 4 };
const tile = (level: number, row: number, column: number) => ({ level, row, column });
const scores = (score: number): Response => new Response(new Float32Array(4).fill(score));
const tick = (): Promise<void> => vi.advanceTimersByTimeAsync(0).then(() => undefined);
const listener = { tile: vi.fn(), failure: vi.fn() };
let fetcher: TileFetcher;

beforeEach(() => {
  vi.useFakeTimers();
  asked.length = 0;
  vi.stubGlobal(
    "fetch",
    (path: string, { signal }: { signal: AbortSignal }) =>
      new Promise<Response>((answer, refuse) => {
        signal.addEventListener("abort", () => {
          refuse(signal.reason as Error);
        });
        asked.push({ path: path.replace("/api/analyses/a/heat/", ""), signal, answer });
      }),
  );
  fetcher = new TileFetcher("a", layer, map, listener);
});
afterEach(() => {
  fetcher.dispose();
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.clearAllMocks();
});

test("fetches what is in sight once, the most wanted first, three at a time", async () => {
  const wanted = [tile(1, 0, 0), tile(0, 0, 0), tile(0, 0, 1), tile(0, 1, 1)];
  fetcher.request("objects", wanted);
  fetcher.request("objects", wanted);
  expect(asked.map(({ path }) => path)).toEqual(
    ["1/0/0", "0/0/0", "0/0/1"].map((path) => `${path}?shown=objects`),
  );
  asked[0]?.answer(scores(0.5));
  await tick();
  expect(asked[3]?.path).toBe("0/1/1?shown=objects");
  expect(fetcher.get("objects", tile(1, 0, 0))?.scores[0]).toBe(0.5);
  expect(fetcher.get(3, tile(1, 0, 0))).toBeUndefined();
  expect(listener.tile).toHaveBeenCalledOnce();
});

test("gives up what is no longer in sight", async () => {
  fetcher.request("objects", [tile(0, 0, 0), tile(0, 0, 1)]);
  fetcher.request("objects", [tile(0, 0, 1)]);
  expect(asked.map(({ signal }) => signal.aborted)).toEqual([true, false]);
  await tick();
  expect(listener.failure).not.toHaveBeenCalled();
  // Of another class, the same tile is another one.
  fetcher.request(7, [tile(0, 0, 1)]);
  expect(asked.map(({ path }) => path).at(-1)).toBe("0/0/1?shown=7");
});

test("tiles that have grown are fetched anew, now and then, and shown until the newer one is there", async () => {
  fetcher.request("objects", [tile(0, 0, 0), tile(0, 1, 1)]);
  asked[0]?.answer(scores(0.1));
  asked[1]?.answer(scores(0.2));
  await tick();
  fetcher.invalidate({ row: 0, column: 0, rows: 2, columns: 2 });
  expect(asked.map(({ path }) => path).slice(2)).toEqual(["0/0/0?shown=objects"]);
  expect(fetcher.get("objects", tile(0, 0, 0))?.scores[0]).toBeCloseTo(0.1);
  // More comes while it is on its way: it is stale when it arrives, and waits for the next round.
  fetcher.invalidate({ row: 0, column: 0, rows: 1, columns: 1 });
  asked[2]?.answer(scores(0.3));
  await tick();
  expect(fetcher.get("objects", tile(0, 0, 0))?.scores[0]).toBeCloseTo(0.3);
  expect(asked).toHaveLength(3);
  await vi.advanceTimersByTimeAsync(400);
  expect(asked).toHaveLength(4);
});

test("a tile that failed is told, and asked for again later", async () => {
  fetcher.request("objects", [tile(0, 0, 0)]);
  asked[0]?.answer(new Response(new Float32Array(3)));
  await tick();
  expect(listener.failure).toHaveBeenCalledOnce();
  expect(asked).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(3000);
  expect(asked).toHaveLength(2);
});

test("nothing is asked for once it is over", async () => {
  fetcher.request("objects", [tile(0, 0, 0)]);
  fetcher.dispose();
  fetcher.request("objects", [tile(0, 1, 1)]);
  await tick();
  expect(asked.map(({ signal }) => signal.aborted)).toEqual([true]);
});
