/** @file The report: one page that stands by itself, without scripts and without anything from elsewhere. */
import { basename } from "node:path";
import { headOf } from "../../src-core/detection/heads/head-of.ts";
import type { Analysis } from "../../src-core/contract/analysis.ts";
import type { CorrectedAnalysis } from "../../src-core/detection/corrected-analysis.ts";
import { scoreOrHand } from "../../src-core/detection/corrected-analysis.ts";
import type { Head } from "../../src-core/contract/heads.ts";
import type { ScoreRange } from "../../src-core/contract/api.ts";
import { objectLabels } from "../../src-core/detection/heads/object-labels.ts";
import { classColour, colourIndexer } from "../../src-core/overlay/class-colours.ts";
import { colorTable } from "../../src-core/overlay/colormap.ts";
import { colorScale } from "../../src-core/overlay/paint.ts";
import type { ReportCrop, ReportPictures } from "../image/drawing/report-pictures.ts";
import { Html, html } from "./html.ts";
import { milliseconds, sizeText, times, whole } from "./report-numbers.ts";
import { reportStyle } from "./report-style.ts";
import {
  agreementBlock,
  noticesBlock,
  speedBars,
  speedBlock,
  subjectBlock,
} from "./report-tables.ts";

export interface ReportContent {
  readonly result: CorrectedAnalysis;
  readonly head: Head;
  readonly pictures: ReportPictures;
  /** Of the whole map. */
  readonly range: ScoreRange;
  readonly versions: readonly string[];
  readonly date: Date;
}

/** The line of a class's boxes, as CSS. */
type LineOf = (label: string) => string;

export function reportHtml(content: ReportContent): string {
  const { result, head, pictures, range, versions, date } = content;
  const name = basename(result.image.path);
  const { low, high } = colorScale(range);
  const indexOf = colourIndexer(objectLabels(head));
  const lineOf: LineOf = (label) => {
    const { colour, dashed } = classColour(indexOf(label));
    return `border-color:${colour};border-style:${dashed ? "dashed" : "solid"}`;
  };
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <meta name="color-scheme" content="light dark" />
        <title>${name}: ${result.model.id} (Fullconv report)</title>
        <style>
          ${new Html(reportStyle)}
        </style>
      </head>
      <body>
        <main>
          <header>
            <div>
              <h1>${name}</h1>
              <p>${headline(result, head)}</p>
            </div>
            <p class="made">
              Fullconv report<br /><time datetime="${date.toISOString()}">${day(date)}</time>
            </p>
          </header>
          ${noticesBlock(result)}
          <div class="figures">
            <figure>
              <img src="${pictures.overlay}" alt="The image with heat-map and detections" />
              <figcaption>Image, heat-map and ${counted(result)}</figcaption>
            </figure>
            <div class="side">
              <figure>
                <img class="heat" src="${pictures.heat}" alt="Best score of every cell" />
                <figcaption>
                  Best score of any object per cell
                  <span class="scale"
                    ><span>${tick(low)}</span
                    ><i style="background:linear-gradient(to right,${gradient()})"></i
                    ><span>${tick(high)}</span></span
                  >
                </figcaption>
              </figure>
              ${classes(result, lineOf)}
            </div>
          </div>
          ${crops(pictures.crops, lineOf)} ${speedBars(result)}
          <div class="blocks">
            ${[subjectBlock(result, head), speedBlock(result), agreementBlock(result, head)]}
          </div>
          <footer>
            <p><strong>How to read this.</strong> ${howToRead(result, head)}</p>
            <p class="versions">${versions.join(" · ")}</p>
          </footer>
        </main>
      </body>
    </html> `;
  return page.text;
}

function howToRead({ model, stages }: Analysis, head: Head): string {
  if (headOf(head).anchored)
    return "A cell of the map shows how likely each class is there: the best of the anchors around its middle. The boxes are anchors that the network has moved and scored, thinned where they overlap. “One pass” runs the network once over the whole image; it was never a classifier of windows, so there is nothing to compare the pass with.";
  const { width, height } = model.window;
  const cells = `A cell of the map is the classifier's answer for one window of ${sizeText(width, height)} pixels; its colour lies at the window's centre, so a border of half a window has none. “One pass” runs the network once over the whole image; “windows” runs the classifier on every window by itself. Both are timed on the same device; the saving comes from the overlap of the windows alone.`;
  return stages
    ? `${cells} All of this is the first network's; the further ones look at what it has found, and their time is part of “collect”.`
    : cells;
}

function headline(
  { map, scales, timings: { fcn, window }, speedup }: Analysis,
  head: Head,
): string {
  const maps = scales ? scales.map((scale) => scale.map) : [map];
  const count = maps.reduce((sum, { rows, columns }) => sum + rows * columns, 0);
  const windows = `${whole(count)} ${headOf(head).anchored ? "cells" : "windows"}`;
  if (!fcn) return window ? `${windows}, one after another` : windows;
  const pass = `${windows} in one pass of ${milliseconds(fcn.run.median)}`;
  return speedup ? `${pass}: ${compared(speedup.batched)} the same windows in batches` : pass;
}

const compared = (factor: number): string =>
  factor >= 1 ? `${times(factor)} faster than` : `${times(1 / factor)} slower than`;

function counted({ detections, edits }: CorrectedAnalysis): string {
  const all = `${whole(detections.length)} ${detections.length === 1 ? "detection" : "detections"}`;
  if (!edits) return all;
  const { added, relabelled, rejected } = edits;
  return `${all}; by hand: ${whole(added)} added, ${whole(relabelled)} relabelled, ${whole(rejected)} rejected and left out`;
}

/** How many of each class, the most frequent first. */
function classes({ detections }: Analysis, lineOf: LineOf): Html | undefined {
  if (detections.length === 0) return undefined;
  const counts = new Map<string, number>();
  for (const { label } of detections) counts.set(label, (counts.get(label) ?? 0) + 1);
  const sorted = [...counts].sort(([, one], [, other]) => other - one);
  const [shown, more] = [sorted.slice(0, 12), sorted.length - 12];
  return html`<ul class="classes">
    ${shown.map(
      ([label, count]) =>
        html`<li><i style="${lineOf(label)}"></i>${label} <b>${whole(count)}</b></li>`,
    )}${more > 0 ? html`<li>and ${more} more classes</li>` : undefined}
  </ul>`;
}

function crops(list: readonly ReportCrop[], lineOf: LineOf): Html | undefined {
  if (list.length === 0) return undefined;
  const percent = (share: number): string => `${(100 * share).toFixed(2)}%`;
  return html`<div class="crops">
    ${list.map(({ url, detection, box }) => {
      const { label } = detection;
      const place = `left:${percent(box.x)};top:${percent(box.y)};width:${percent(box.width)};height:${percent(box.height)};${lineOf(label)}`;
      return html`<figure>
        <div><img src="${url}" alt="" /><i style="${place}"></i></div>
        <figcaption>${label} <b>${scoreOrHand(detection)}</b></figcaption>
      </figure>`;
    })}
  </div>`;
}

/** The colour map at 17 places. */
function gradient(): string {
  const table = colorTable("viridis");
  return Array.from({ length: 17 }, (_, stop) => {
    const level = 3 * Math.round((stop / 16) * 255);
    return `rgb(${table.subarray(level, level + 3).join()})`;
  }).join();
}

const tick = (score: number): string => String(Number(score.toPrecision(3)));

const day = (date: Date): string =>
  `${date.toISOString().slice(0, 10)} ${date.toISOString().slice(11, 16)} UTC`;
