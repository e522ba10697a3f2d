import { describe, expect, it } from "vitest";
import type { Analysis } from "../../../src-core/contract/analysis.ts";
import type { Head } from "../../../src-core/contract/heads.ts";
import { head as headSchema } from "../../../src-core/contract/heads.ts";
import { html } from "../../../src-main/output/html.ts";
import { milliseconds, operations, whole } from "../../../src-main/output/report-numbers.ts";
import { reportHtml } from "../../../src-main/output/report-html.ts";
import { versions } from "../../../src-main/output/versions.ts";
import { exampleResult } from "../../support/exportable.ts";

const picture = "data:image/png;base64,AAAA";

const classifier: Head = {
  kind: "classifier",
  classes: exampleResult.model.classes,
  activation: "softmax",
};

const page = (result: Analysis, head: Head = classifier): string =>
  reportHtml({
    result,
    head,
    range: { low: 0, high: 1 },
    pictures: {
      overlay: picture,
      heat: picture,
      crops: result.detections.map((detection) => ({
        url: picture,
        detection,
        box: { x: 0.1, y: 0.2, width: 0.5, height: 0.5 },
      })),
    },
    versions: versions("onnxruntime"),
    date: new Date("2026-01-02T03:04:00Z"),
  });

describe("reportHtml", () => {
  const text = page(exampleResult);

  it("stands by itself: no script, nothing from elsewhere", () => {
    expect(text).not.toMatch(/<script|https?:|<link|@import|url\(/);
    for (const [, source] of text.matchAll(/src="([^"]*)"/g)) expect(source).toMatch(/^data:/);
  });

  it("tells what changes the meaning of the result before its figures, and nothing where there is nothing", () => {
    const message = "100 of 412 boxes are kept: the card allows <100>";
    const told = page({ ...exampleResult, notices: [{ code: "boxes-capped", message }] });
    const place = told.indexOf("100 of 412 boxes are kept: the card allows");
    expect(place).toBeGreaterThan(told.indexOf("<h1>"));
    expect(place).toBeLessThan(told.indexOf('class="figures"'));
    expect(text).not.toContain('class="notices"');
  });

  it("escapes what comes from files and models", () => {
    expect(text).toContain("&#60;a&#62; &#38; b.png");
    expect(text).toContain("a &#34;b&#34;, c");
    expect(text).not.toContain("<a>");
  });

  it("tells the numbers", () => {
    for (const told of [
      "864 windows in one pass of 3.00 ms: 27× faster than the same windows in batches",
      "3.00 ms (2.90 ms to 3.30 ms)",
      "Extrapolated from 512 of 864 windows.",
      "445 MFLOP",
      "180 MB",
      "5.0e-7",
      "100.00 %",
      "no padding",
      "2026-01-02 03:04 UTC",
      `Node ${process.versions.node}`,
    ])
      expect(text).toContain(told);
    expect(text).toMatch(/onnxruntime-node \d+\.\d+\.\d+/);
  });

  it("speaks of anchors where there are no windows, of scales, and of a cascade's networks", () => {
    const ssd = headSchema.parse({
      kind: "ssd",
      classes: ["ground", "cell"],
      background: 0,
      activation: "softmax",
      levels: [{ stride: 8, anchors: [[10, 10]], scores: "s", boxes: "b" }],
      variances: { centre: 0.1, size: 0.2 },
      threshold: 0.5,
      nms: 0.5,
    });
    const { equality, speedup, timings, ...alone } = exampleResult;
    expect([equality, speedup]).not.toContain(undefined);
    const { fcn } = timings;
    const detector = page({ ...alone, timings: fcn ? { fcn } : {} }, ssd);
    expect(detector).toContain("864 cells in one pass");
    expect(detector).toContain("the best of the anchors");
    expect(detector).toContain("none: the network has no dense twin");
    expect(detector).not.toContain("864 windows");
    const { map, cell, detections } = exampleResult;
    const scale = { scale: 1, width: 100, height: 100, map, cell };
    const cascade = page({
      ...exampleResult,
      scales: [scale, { ...scale, scale: 0.35451 }],
      stages: [{ name: "pnet", detections: [...detections, ...detections] }],
    });
    expect(cascade).toContain("1\u202f728 windows in one pass");
    expect(cascade).toContain("1, 0.3545");
    expect(cascade).toContain("Left by pnet");
  });

  it("leaves out what was not measured", () => {
    const { equality, speedup, ...rest } = exampleResult;
    expect([equality?.class, speedup?.single]).toEqual(["exact", 100]);
    const { fcn } = exampleResult.timings;
    const alone = page({ ...rest, timings: fcn ? { fcn } : {}, detections: [] });
    expect(alone).toContain("not measured: the windows were not run");
    expect(alone).not.toMatch(/class="(bars|crops)"|undefined|NaN/);
    expect(page({ ...rest, timings: {} })).not.toMatch(/class="bars"|undefined|NaN/);
  });
});

describe("html", () => {
  it("takes parts that are HTML as they are", () => {
    const inner = [1, 2].map((value) => html`<b>${value}</b>`);
    expect(html`<p title="${`"'`}">${inner}${undefined}${"<i>"}</p>`.text).toBe(
      `<p title="&#34;&#39;"><b>1</b><b>2</b>&#60;i&#62;</p>`,
    );
  });
});

describe("numbers", () => {
  it("have the unit that suits them", () => {
    expect([0.5, 300, 6445, 12_000, 90_000].map(milliseconds)).toEqual([
      "0.50 ms",
      "300 ms",
      "6.45 s",
      "12.0 s",
      "1.5 min",
    ]);
    expect([4.45e8, 2.1e9, 3e12].map(operations)).toEqual([
      "445 MFLOP",
      "2.10 GFLOP",
      "3.00 TFLOP",
    ]);
    expect([7, 1234, 1234567].map(whole)).toEqual(["7", "1\u202f234", "1\u202f234\u202f567"]);
  });
});
