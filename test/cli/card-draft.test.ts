/** @file A list of boxes without a card: what is read off it, and a draft that becomes its card. */
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { analysis } from "../../src-core/contract/analysis.ts";
import { userCard } from "../../src-core/contract/card.ts";
import { writeModel } from "../../src-core/network/onnx/model.ts";
import { fullconv, lines } from "../support/processes/cli.ts";
import { temporaryFolder } from "../support/folder.ts";
import { twoLevels } from "../support/models/two-levels.ts";

const fixtures = "test/fixtures/listed-boxes";
const folder = temporaryFolder();
const call = (...args: string[]) => fullconv(args, ".", { FULLCONV_HOME: join(folder, "home") });

interface Draft {
  readonly input: object;
  readonly head: { readonly levels: readonly { readonly anchors: readonly unknown[] }[] };
}

/** The first null of each place takes what the whole card has there. */
const filled = (draft: unknown, whole: unknown): unknown => {
  if (draft === null) return whole;
  if (Array.isArray(draft))
    return draft.map((value, index) => filled(value, (whole as unknown[])[index]));
  if (typeof draft !== "object") return draft;
  const known = whole as Record<string, unknown>;
  return Object.fromEntries(
    Object.entries(draft).map(([key, value]) => [key, filled(value, known[key])]),
  );
};

it.each(["ssdlite", "ssd300"])(
  "%s: inspect prints the draft, which becomes the card",
  async (name) => {
    mkdirSync(join(folder, name));
    const file = join(folder, name, "net.onnx");
    copyFileSync(`${fixtures}/${name}.onnx`, file);
    const { status, stdout, stderr } = await call("inspect", file);
    expect([status, lines(stderr)]).toEqual([
      2,
      [expect.stringContaining("gives boxes as a list")],
    ]);
    const draft = JSON.parse(stdout) as Draft;
    expect(userCard.safeParse(draft).success).toBe(false); // nothing is guessed
    const whole = JSON.parse(readFileSync(`${fixtures}/${name}.card.json`, "utf8")) as Draft;
    expect(draft.head.levels.map(({ anchors }) => anchors.length)).toEqual(
      whole.head.levels.map(({ anchors }) => anchors.length),
    );
    const card = filled(draft, { ...whole, head: { boxes: "deltas", ...whole.head } });
    expect(userCard.parse(card)).toBeDefined();
    writeFileSync(join(folder, name, "card.json"), JSON.stringify(card));
    const ran = await call(
      ...["analyze", `${fixtures}/${name}.png`, "--model", file, "--method", "fcn", "--json"],
      ...["--device", "cpu", "--runs", "1"],
    );
    const { boxes } = JSON.parse(readFileSync(`${fixtures}/${name}.expected.json`, "utf8")) as {
      boxes: readonly number[][];
    };
    const { detections } = analysis.parse(JSON.parse(ran.stdout));
    // Of SSD at 300 pixels the last steps are 100 and 300, which no file says: other places for a few boxes.
    if (name === "ssdlite") expect(detections).toHaveLength(boxes.length);
    expect(detections[0]?.score).toBeCloseTo(boxes[0]?.[0] ?? NaN, 4);
  },
);

it("analyze and import say it in one line, the draft behind it", async () => {
  const file = `${fixtures}/ssdlite.onnx`;
  for (const command of [
    ["analyze", `${fixtures}/ssdlite.png`, "--model", file, "--method", "fcn"],
    ["import", file, "--id", "x"],
  ]) {
    const { status, stdout, stderr } = await call(...command);
    expect([status, stdout, lines(stderr).length]).toEqual([2, "", 1]);
    expect(stderr).toContain("3×3×4");
    const draft = JSON.parse(stderr.slice(stderr.indexOf("{"))) as Draft;
    expect(draft.input).toMatchObject({ width: 320, height: 320, scale: null });
  }
});

describe("two levels, of which the scores or the boxes show where they are joined", () => {
  const drafted = async (scores: boolean, boxes: boolean) => {
    const file = join(folder, `two-${scores}-${boxes}.onnx`);
    writeFileSync(file, writeModel(twoLevels({ scores, boxes })));
    const { stdout, stderr } = await call("inspect", file);
    return { levels: (JSON.parse(stdout) as { head: Draft["head"] }).head.levels, stderr };
  };

  it.each([
    [true, true],
    [true, false],
    [false, true],
  ])("scores %s, boxes %s", async (scores, boxes) => {
    const { levels, stderr } = await drafted(scores, boxes);
    expect(stderr).toContain("its levels are 15×20×4 at stride 8 + 8×10×4 at stride 16");
    expect(levels).toMatchObject([{ stride: 8 }, { stride: 16 }]);
    expect(levels.map(({ anchors }) => anchors.length)).toEqual([4, 4]);
  });

  it("neither: null, and the ways that fit are told", async () => {
    const { levels, stderr } = await drafted(false, false);
    expect(levels).toBeNull();
    expect(stderr).toContain("its levels may be 15×20×4 at stride 8 + 8×10×4 at stride 16, or ");
  });
});
