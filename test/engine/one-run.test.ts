/** @file How often the network runs: once where once was asked for, and again only where somebody asks. */
import { join } from "node:path";
import { beforeAll, beforeEach, expect, it } from "vitest";
import { unattended } from "../../src-main/analysis/jobs/job.ts";
import { Workbench } from "../../src-main/analysis/workbench.ts";
import type { Engine } from "../../src-main/engine/engine.ts";
import type { Progress } from "../../src-core/contract/api.ts";
import { temporaryFolder } from "../support/folder.ts";
import { grayPng } from "../support/images/mosaic.ts";
import { timedEngine } from "../support/timed-engine.ts";

const path = join(temporaryFolder(), "image.png");
const [width, height] = [700, 500];
/** Pixels that one tile may have, more or less: six of them. */
const once = {
  path,
  model: "lenet-digits",
  device: "auto",
  runs: 1,
  warmUp: false,
  threshold: 0.3,
  memory: 20e6,
};

/** Widths and heights of what it was shown. */
let shown: string[] = [];
const timed = timedEngine(1000);
const watched: Engine = {
  name: "onnxruntime",
  async open(model, plain) {
    const session = await timed.open(model, plain);
    return {
      release: () => session.release(),
      run: (pixels) => {
        shown.push(`${pixels.batch}: ${pixels.width}×${pixels.height}`);
        return session.run(pixels);
      },
    };
  },
};

beforeAll(() =>
  grayPng(
    path,
    Uint8Array.from({ length: width * height }, (_, place) => (place * 7919) % 251),
    width,
    height,
  ),
);
beforeEach(() => {
  shown = [];
});

it("runs each tile once, and says that it was the network's first run", async () => {
  const bench = new Workbench(watched, "models");
  const { result } = await bench.pass(once, unattended);
  expect(result.tiles.count).toBeGreaterThan(1);
  expect(shown).toHaveLength(result.tiles.count);
  expect(result.timings.fcn).toMatchObject({ runs: 1, first: true });
  const again = await bench.pass(once, unattended);
  expect(again.result.timings.fcn).not.toHaveProperty("first");
  expect(shown).toHaveLength(2 * result.tiles.count);
  expect(again.result.detections).toEqual(result.detections);
});

it("runs the network before it is timed where a warm-up is wanted", async () => {
  const { result } = await new Workbench(watched, "models").pass(
    { ...once, warmUp: true },
    unattended,
  );
  expect(shown).toHaveLength(2 * result.tiles.count);
  expect(result.timings.fcn).not.toHaveProperty("first");
});

it("is repeated when somebody asks: a tile off the clock, then so many whole runs", async () => {
  const bench = new Workbench(watched, "models");
  const { result } = await bench.pass(once, unattended);
  const { count } = result.tiles;
  shown = [];
  const told: Progress[] = [];
  const repeated = await bench.repeat({ ...once, runs: 3 }, result, {
    ...unattended,
    progress: (progress) => told.push(progress),
  });
  expect(shown).toHaveLength(1 + 3 * count);
  const { fcn } = repeated.timings;
  const { decode, session, collect } = result.timings.fcn ?? {};
  expect(fcn).toMatchObject({ decode, session, collect, runs: 3 });
  expect(fcn).not.toHaveProperty("first");
  expect(repeated.detections).toEqual(result.detections);
  const shares = told.filter(({ phase }) => phase === "repeat").map(({ done }) => done);
  expect(shares.at(-1)).toBeCloseTo(3);
  expect(shares).toEqual([...shares].sort((a, b) => a - b));
});

it("takes turns with the windows as often as they are asked for, however often the pass has run", async () => {
  const bench = new Workbench(watched, "models");
  const { result } = await bench.pass(once, unattended);
  const compared = await bench.baseline({ ...once, rounds: 3, budget: 2000 }, result, unattended);
  expect(compared.speedup?.rounds).toBe(3);
});
