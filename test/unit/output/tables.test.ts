import { describe, expect, it } from "vitest";
import { z } from "zod";
import { csvLines } from "../../../src-main/output/csv.ts";
import { geojsonLines } from "../../../src-main/output/geojson.ts";
import { exampleResult } from "../../support/exportable.ts";

const box = { score: 0.5, x: 1, y: 2, width: 28, height: 20 };
const csv = (...labels: string[]): string =>
  [...csvLines(labels.map((label) => ({ label, ...box })))].join("");

describe("csvLines", () => {
  it("has a line per detection, with its centre", () => {
    expect(csv("7")).toBe(
      "label,score,x,y,width,height,centreX,centreY\r\n7,0.5,1,2,28,20,15,12\r\n",
    );
  });

  it.each([
    ['a "b", c', '"a ""b"", c"'],
    ["two\nlines", '"two\nlines"'],
    [" space", '" space"'],
    ["=SUM(A1)", "'=SUM(A1)"],
    ["+1", "'+1"],
    ["-1,5", `"'-1,5"`],
    ["@x", "'@x"],
    ["a=b", "a=b"],
  ])("writes the label %j as %s", (label, field) => {
    expect(csv(label).split("\r\n")[1]).toBe(`${field},0.5,1,2,28,20,15,12`);
  });

  it("begins with a byte order mark only where a spreadsheet needs it", () => {
    expect(csv("plain").charCodeAt(0)).toBe("l".charCodeAt(0));
    expect(csv("细胞").charCodeAt(0)).toBe(0xfeff);
  });
});

/** As QuPath reads its objects: a polygon that is closed, and what kind of object, class and measurements it has. */
const point = z.tuple([z.number(), z.number()]);
const byte = z.int().min(0).max(255);
const qupath = z.strictObject({
  type: z.literal("FeatureCollection"),
  features: z.array(
    z.strictObject({
      type: z.literal("Feature"),
      id: z.uuid(),
      geometry: z.strictObject({
        type: z.literal("Polygon"),
        coordinates: z.tuple([
          z
            .array(point)
            .min(4)
            .refine((ring) => String(ring[0]) === String(ring.at(-1)), "closed"),
        ]),
      }),
      properties: z.strictObject({
        objectType: z.enum(["annotation", "detection"]),
        classification: z.strictObject({ name: z.string(), color: z.tuple([byte, byte, byte]) }),
        measurements: z.record(z.string(), z.number()),
      }),
    }),
  ),
});

describe("geojsonLines", () => {
  const text = [...geojsonLines(exampleResult)].join("");
  const { features } = qupath.parse(JSON.parse(text));

  it("has the shape that QuPath reads", () => {
    expect(features.map(({ properties }) => properties.classification.name)).toEqual([
      "7",
      "=SUM(A1)",
      'a "b", c',
    ]);
    expect(features[0]?.properties.measurements).toEqual({ score: 0.998 });
  });

  it("goes round the box once", () => {
    expect(features[0]?.geometry.coordinates[0]).toEqual([
      ...[
        [28, 56],
        [56, 56],
        [56, 76],
      ],
      [28, 76],
      [28, 56],
    ]);
  });

  it("gives each object its own id, and the same one the next time", () => {
    expect(new Set(features.map(({ id }) => id)).size).toBe(3);
    expect([...geojsonLines(exampleResult)].join("")).toBe(text);
  });

  it("is a collection where there is nothing", () => {
    const nothing = [...geojsonLines({ ...exampleResult, detections: [] })].join("");
    expect(qupath.parse(JSON.parse(nothing)).features).toEqual([]);
  });
});
