/** @file Boxes that are told while a pass goes on: of each tile once, and the result as if nobody had looked on. */
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import type { JobUpdate } from "../../src-core/contract/api.ts";
import { jobUpdate } from "../../src-core/contract/api.ts";
import type { Candidate } from "../../src-core/detection/candidate.ts";
import { select } from "../../src-core/detection/select.ts";
import { unattended } from "../../src-main/analysis/jobs/job.ts";
import { Workbench } from "../../src-main/analysis/workbench.ts";
import { onnxruntime } from "../../src-main/engine/onnxruntime.ts";
import { tiledSheet } from "../support/images/tiled-sheet.ts";
import { temporaryFolder } from "../support/folder.ts";

const path = join(temporaryFolder(), "image.png");
const [width, height] = [1113, 757];
const wanted = { path, model: "lenet-digits", device: "auto", runs: 1, warmUp: false };
const tiled = { ...wanted, threshold: 0.5, memory: 45e6 };

beforeAll(() => tiledSheet(path, width, height));

type Found = Extract<JobUpdate, { type: "found" }>;

/** A pass that somebody looks on. */
async function followed(request: typeof tiled) {
  const found: Found[] = [];
  const tell = (news: JobUpdate): void => {
    if (news.type === "found") found.push(news);
  };
  const bench = new Workbench(onnxruntime, "models");
  const { result } = await bench.pass(request, { ...unattended, tell });
  return { found, result, bench };
}

describe("boxes of tiles", () => {
  it("come with every tile, in the form of the contract, and leave the result as it is", async () => {
    const { found, result } = await followed(tiled);
    expect(found).toHaveLength(result.tiles.count);
    for (const news of found) expect(jobUpdate.parse(news)).toEqual(news);
    const alone = await new Workbench(onnxruntime, "models").pass(tiled, unattended);
    expect(result.detections.length).toBeGreaterThan(20);
    expect(result.detections).toEqual(alone.result.detections);
  });

  it("are those of the whole map but for borders of tiles, and thinned they are nearly the result", async () => {
    const { found, result, bench } = await followed(tiled);
    const told: Candidate[] = found.flatMap(({ boxes }) => boxes);
    const all = await bench.candidates(tiled, 0.05);
    const place = ({ x, y, classIndex }: Candidate): string => `${x} ${y} ${classIndex}`;
    const known = new Set(all.map(place));
    const same = told.filter((box) => known.has(place(box))).length;
    expect(same / told.length).toBeGreaterThan(0.9);
    expect(same / all.length).toBeGreaterThan(0.9);
    const { head } = await bench.open(tiled);
    const { boxes } = select(head, told, { threshold: 0.5 }, { width, height }, null);
    const kept = new Set(result.detections.map(({ x, y }) => `${x} ${y}`));
    expect(boxes.filter(({ x, y }) => kept.has(`${x} ${y}`)).length / kept.size).toBeGreaterThan(
      0.9,
    );
  });

  it("are not told of one tile alone, of several scales, or before a cascade has looked", async () => {
    expect((await followed({ ...tiled, memory: 4e9 })).found).toEqual([]);
    const scales = { ...tiled, scales: [1, 0.5] };
    expect((await followed(scales)).found).toEqual([]);
    expect((await followed({ ...tiled, model: "pnet-cells" })).found).toEqual([]);
  });
});
