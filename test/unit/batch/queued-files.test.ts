/** @file Files of a batch that change, have odd names, or would be overwritten. */
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { touch } from "../../support/fake-analyst.ts";
import { setUp, statuses, until } from "./set-up.ts";

describe("files", () => {
  it("that are changed or deleted in the queue fail alone, and are taken as they are when tried again", async () => {
    const { batch, analyst, input } = await setUp(6);
    analyst.auto = () => undefined;
    touch(join(input, "1.png"));
    rmSync(join(input, "2.png"));
    batch.start();
    await batch.idle();
    expect(statuses(batch)).toBe("dffddd");
    const told = batch.page(1, 2).map(({ failure }) => failure?.message);
    expect(told[0]).toContain("1.png: has changed since it was added (5 bytes then, 6 now)");
    expect(told[1]).toContain("2.png: was moved or deleted since it was added");
    await batch.retry();
    batch.start();
    await batch.idle();
    expect(statuses(batch)).toBe("d".repeat(6)); // the fake opens nothing
  });

  it("of every name are done, and their outputs lie as they do", async () => {
    const odd = [
      "中文 é #,%.png",
      "new\nline.png",
      "😀.png",
      "a.png",
      "a.jpg",
      `${"长".repeat(80)}.png`,
    ];
    const { batch, analyst, output } = await setUp(odd, ["overlay"]);
    analyst.auto = () => undefined;
    batch.start();
    await batch.idle();
    expect(batch.standing.done).toBe(odd.length);
    const files = await Promise.all(
      odd.map(async (_, at) => (await batch.result(at)).files.overlay),
    );
    for (const file of files) expect(readFileSync(file ?? "", "utf8")).toMatch(/\.(png|jpg)$/);
    for (const name of ["中文 é #,%", "new\nline", "😀", "a.png", "a.jpg"])
      expect(files).toContain(join(output, `${name}.overlay.png`));
  });

  it("that are there already are not overwritten, unless they are its own", async () => {
    const { batch, analyst, output, journal, again } = await setUp(3, ["csv"]);
    writeFileSync(join(output, "1.detections.csv"), "the user's");
    batch.start();
    // The third may be on its way before it is noted that the second cannot be.
    await until(() => {
      const { failure } = batch.page(1, 1)[0] ?? {};
      return analyst.open.length === 2 && failure?.code !== undefined;
    });
    expect(batch.page(1, 1)[0]?.failure?.code).toBe("output-exists");
    // A crash after an output was written, before the result was noted.
    writeFileSync(join(output, "0.detections.csv"), "half");
    await batch.stop();
    await journal.close();
    const later = await again();
    later.analyst.auto = () => undefined;
    await later.batch.retry();
    later.batch.start();
    await later.batch.idle();
    expect(statuses(later.batch)).toBe("dfd");
    expect(readFileSync(join(output, "1.detections.csv"), "utf8")).toBe("the user's");
    expect(readFileSync(join(output, "0.detections.csv"), "utf8")).toContain("0.png");
  });
});
