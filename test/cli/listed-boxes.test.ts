/** @file Boxes that a network gives as one list, next to a plain decoding in Python (scripts/listed-boxes.py). */
import { copyFileSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { analysis } from "../../src-core/contract/analysis.ts";
import { modelSummary } from "../../src-core/contract/api.ts";
import { fullconv, lines } from "../support/processes/cli.ts";
import { temporaryFolder } from "../support/folder.ts";
import { readNpy } from "../support/maps/npy.ts";

const fixtures = "test/fixtures/listed-boxes";
const folder = temporaryFolder();
const call = (...args: string[]) => fullconv(args, ".", { FULLCONV_HOME: join(folder, "home") });

interface Expected {
  /** score, class, left, top, right, bottom; best first */
  readonly boxes: readonly (readonly [number, number, number, number, number, number])[];
  /** classes × rows × columns of the finest level */
  readonly heat: readonly number[];
}

describe.each([
  { name: "ssdlite", what: "strides of 16 to 320, spread over the image", cells: 20, finest: 16 },
  { name: "ssd300", what: "steps of 8 to 300", cells: 38, finest: 8 },
])("$name: $what", ({ name, cells, finest }) => {
  const model = `${fixtures}/${name}.onnx`;
  const card = ["--card", `${fixtures}/${name}.card.json`];
  const wanted = JSON.parse(readFileSync(`${fixtures}/${name}.expected.json`, "utf8")) as Expected;

  it("has the boxes and the heat-map of the plain decoding, and claims nothing more", async () => {
    const { stdout, stderr } = await call(
      ...["analyze", `${fixtures}/${name}.png`, "--model", model, ...card, "--method", "fcn"],
      ...["--device", "cpu", "--runs", "1", "--map", "--out", folder, "--json"],
    );
    if (stdout === "") throw new Error(stderr);
    const result = analysis.parse(JSON.parse(stdout));
    expect(wanted.boxes.length).toBeGreaterThan(20);
    const found = result.detections.map(({ label, score, x, y, width, height }) => [
      score,
      label === "one" ? 1 : 2,
      x,
      y,
      x + width,
      y + height,
    ]);
    expect(found).toHaveLength(wanted.boxes.length);
    for (const [index, box] of found.entries())
      for (const [place, value] of box.entries())
        expect(value).toBeCloseTo(wanted.boxes[index]?.[place] ?? NaN, place < 2 ? 4 : 2);
    const { shape, values } = readNpy(readFileSync(join(folder, `${name}.map.npy`)));
    expect(shape).toEqual([3, cells, cells]);
    const far = wanted.heat.map((value, index) => Math.abs(value - (values[index] ?? NaN)));
    expect(Math.max(...far)).toBeLessThan(1e-4);
    expect(result.map).toMatchObject({ rows: cells, columns: cells });
    expect([result.receptiveField, result.flops, result.tiles.halo]).toEqual([null, {}, 0]);
  });

  it("is inspected, imported and listed without a claim about its layers", async () => {
    const inspected = await call("inspect", model, ...card, "--json");
    expect(JSON.parse(inspected.stdout)).toMatchObject({
      parameters: null,
      layers: null,
      equality: null,
      receptiveField: null,
      stride: null,
      cost: { passFlops: null, windowFlops: null, cells: { columns: cells, rows: cells } },
    });
    const text = (await call("inspect", model, ...card)).stdout;
    expect(text).toContain("not looked into");
    expect(text).not.toMatch(/exact|or any other|\b0 parameters/);
    const imported = await call("import", model, ...card, "--id", name, "--json");
    expect(modelSummary.parse(JSON.parse(imported.stdout))).toMatchObject({
      equality: null,
      parameters: null,
      exactWindow: null,
      // Of the finest level, as in the result.
      strideX: finest,
      strideY: finest,
    });
    expect((await call("models")).stdout).not.toMatch(new RegExp(`${name}.*exact`));
  });
});

it("rows and columns that differ from the strides' may be said, and must fit the list", async () => {
  mkdirSync(join(folder, "own"));
  copyFileSync(`${fixtures}/ssd300.onnx`, join(folder, "own", "net.onnx"));
  const card = JSON.parse(readFileSync(`${fixtures}/ssd300.card.json`, "utf8")) as {
    head: { levels: object[] };
  };
  const write = async (last: object) => {
    const levels = [...card.head.levels.slice(0, -1), { ...card.head.levels.at(-1), ...last }];
    const { writeFileSync } = await import("node:fs");
    const head = { ...card.head, levels };
    writeFileSync(join(folder, "own", "card.json"), JSON.stringify({ ...card, head }));
    return call("inspect", join(folder, "own", "net.onnx"));
  };
  // 300 pixels at a stride of 256 would be two cells a side.
  expect((await write({ stride: 256, rows: 1, columns: 1 })).status).toBe(0);
  const wrong = await write({ stride: 256 });
  expect([wrong.status, lines(wrong.stderr)]).toEqual([
    2,
    [expect.stringContaining("2×2×4): the levels of the card".slice(0, 5))],
  ]);
});
