/** @file A score map's objects, by the head of the model's card. */
import type { LabelledDetection } from "../../src-core/contract/analysis.ts";
import type { CellArea } from "../../src-core/contract/api.ts";
import type { ClassifierHead } from "../../src-core/contract/card.ts";
import { nonMaximumSuppression } from "../../src-core/detection/nms.ts";
import type { Detection, Field } from "../../src-core/detection/peaks.ts";
import { emptyField, improve, mostOverlap, peaks } from "../../src-core/detection/peaks.ts";
import { runs } from "../../src-core/tiling/span.ts";
import type { ScoreSource } from "../output/score-source.ts";
import type { Grid } from "./grid.ts";
import type { Job } from "./job.ts";
import { Breath } from "./job.ts";

/** Side of the parts in which a large map is looked through, and how far each looks beyond its own cells. */
const [side, margin] = [1024, 64];
const classesAtOnce = 16;

/**
 * Windows with an object, best first.
 * @param threshold the lowest score that counts
 * @throws the signal's reason when the job is cancelled
 */
export async function detect(
  scores: ScoreSource,
  { strideX, strideY, width: windowWidth, height: windowHeight }: Grid,
  head: ClassifierHead,
  threshold: number,
  job: Job,
): Promise<LabelledDetection[]> {
  const geometry = { strideX, strideY, windowWidth, windowHeight };
  const background = head.background ?? null;
  const found: Detection[] = [];
  const breath = new Breath(job);
  const all = [...areas(scores)];
  for (const [index, own] of all.entries()) {
    if (all.length > 1) job.progress({ phase: "collect", done: index, total: all.length });
    await breath.take();
    const part = within(own, scores);
    const view = { row: own.row - part.row, column: own.column - part.column };
    const field = await bestOf(scores, part, background);
    for (const peak of peaks(field, geometry, threshold, { ...part, own: { ...own, ...view } }))
      found.push(peak);
  }
  // Of equal scores the first one stays, whatever the parts.
  found.sort((a, b) => b.score - a.score || a.y - b.y || a.x - b.x);
  return nonMaximumSuppression(found, mostOverlap).map(({ classIndex, ...box }) => ({
    label: head.classes[classIndex] ?? String(classIndex),
    ...box,
  }));
}

/** Some classes at a time: a part of all of a thousand would not fit in memory. */
async function bestOf(
  scores: ScoreSource,
  area: CellArea,
  background: number | null,
): Promise<Field> {
  const field = emptyField(area);
  for (const [first, end] of runs(scores.classes, classesAtOnce))
    improve(field, await scores.readClasses(first, end - first, area), { background, first });
  return field;
}

function* areas({ rows, columns }: ScoreSource): Generator<CellArea> {
  for (const [top, bottom] of runs(rows, side))
    for (const [left, right] of runs(columns, side))
      yield { row: top, column: left, rows: bottom - top, columns: right - left };
}

/** An area with its margin, as far as the map goes. */
function within({ row, column, ...own }: CellArea, { rows, columns }: ScoreSource): CellArea {
  const [top, left] = [Math.max(0, row - margin), Math.max(0, column - margin)];
  return {
    ...{ row: top, column: left },
    rows: Math.min(rows, row + own.rows + margin) - top,
    columns: Math.min(columns, column + own.columns + margin) - left,
  };
}
