import { expect, it } from "vitest";
import type { BatchItem } from "../../../src-core/contract/batch.ts";
import { tableLines } from "../../../src-main/batch/table.ts";

const row = (index: number, name: string, more: Partial<BatchItem>): BatchItem => ({
  index,
  name,
  status: "waiting",
  width: null,
  height: null,
  count: null,
  top: null,
  score: null,
  time: null,
  failure: null,
  notices: [],
  ...more,
});

it("has a line per image, with its notices and its failure", () => {
  const text = [
    ...tableLines([
      row(0, "a.png", {
        status: "done",
        width: 40,
        height: 30,
        count: 2,
        top: "=7",
        score: 0.5,
        time: 1.25,
      }),
      row(1, "b, c.tif", {
        status: "done",
        width: 4,
        height: 3,
        count: 0,
        notices: [
          { code: "pages-left-out", message: "the file has 3 pages: the first one alone is read" },
          { code: "boxes-capped", message: '1 of 2, "all"' },
        ],
      }),
      row(2, "d.png", {
        status: "failed",
        failure: { code: "image-unreadable", message: "d.png: is none" },
      }),
      row(3, "e.png", {}),
    ]),
  ].join("");
  expect(text).toBe(
    [
      "image,status,width,height,detections,top,score,time,notices,error",
      "a.png,done,40,30,2,'=7,0.5,1.25,,",
      '"b, c.tif",done,4,3,0,,,,"pages-left-out: the file has 3 pages: the first one alone is read | boxes-capped: 1 of 2, ""all""",',
      "d.png,failed,,,,,,,,image-unreadable: d.png: is none",
      "e.png,waiting,,,,,,,,",
      "",
    ].join("\r\n"),
  );
});

it("begins with a byte order mark where something in it is not plain ASCII", () => {
  const first = (items: readonly BatchItem[]): string | undefined => [...tableLines(items)][0];
  expect(first([row(0, "a.png", {}), row(1, "é.png", {})])).toMatch(/^\ufeffimage,/);
  const message = "28×28 is larger than the image";
  const failure = { code: "image-too-small" as const, message };
  expect(first([row(0, "a.png", { status: "failed", failure })])).toMatch(/^\ufeffimage,/);
  expect(first([])).toMatch(/^image,/);
});
