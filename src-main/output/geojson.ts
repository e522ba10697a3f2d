/** @file Detections as GeoJSON that QuPath reads. Source: RFC 7946, and the properties that QuPath gives its own exports. */
import { createHash } from "node:crypto";
import type { CorrectedAnalysis } from "../../src-core/detection/corrected-analysis.ts";
import { channelsOf, classColour, colourIndexer } from "../../src-core/overlay/class-colours.ts";

/** The document in pieces. Lengths are pixels of the image, (0, 0) is the corner of the first one, y points down. @param objects names of the classes, in the order of their colours */
export function* geojsonLines(
  { image, model, detections, edits }: CorrectedAnalysis,
  objects: readonly string[] = model.classes,
): Generator<string> {
  const told = edits ? `"edits":${JSON.stringify(edits)},` : "";
  yield `{"type":"FeatureCollection",${told}"features":[`;
  const colourOf = colourIndexer(objects);
  for (const [index, { label, score, x, y, width, height, edited }] of detections.entries()) {
    const [right, bottom] = [x + width, y + height];
    const ring = [
      ...[
        [x, y],
        [right, y],
        [right, bottom],
        [x, bottom],
      ],
      // The ring is closed by its first corner.
      [x, y],
    ];
    const color = channelsOf(classColour(colourOf(label)).colour);
    const feature = {
      type: "Feature",
      id: uuid(`${image.path}\n${model.id}\n${index}\n${label}\n${ring.join()}`),
      geometry: { type: "Polygon", coordinates: [ring] },
      properties: {
        objectType: "detection",
        classification: { name: label, color },
        measurements: edited === "added" ? {} : { score },
        ...(edited && { edited }),
      },
    };
    yield `${index > 0 ? "," : ""}\n${JSON.stringify(feature)}`;
  }
  yield "\n]}\n";
}

/** The same for the same detection, so that two exports of one analysis are alike. Source: RFC 9562, section 5.8 (version 8). */
function uuid(name: string): string {
  const hex = createHash("sha256").update(name).digest("hex");
  const variant = "89ab"[Number.parseInt(hex[16] ?? "0", 16) % 4] ?? "8";
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    variant + hex.slice(17, 20),
    hex.slice(20, 32),
  ].join("-");
}
