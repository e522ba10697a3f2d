/** @file The numbers of a report, in blocks. */
import { headOf } from "../../src-core/detection/heads/head-of.ts";
import type { Analysis } from "../../src-core/contract/analysis.ts";
import type { Head } from "../../src-core/contract/heads.ts";
import { bytesInWords } from "../../src-core/messages/bytes-in-words.ts";
import type { Html } from "./html.ts";
import { html } from "./html.ts";
import { milliseconds, operations, sizeText, times, whole } from "./report-numbers.ts";

const tidy = (length: number): string => String(Number(length.toPrecision(4)));
const lengths = (width: number, height: number): string => `${tidy(width)} × ${tidy(height)}`;

type Row = readonly [name: string, value: string];

const block = (title: string, rows: readonly Row[], note?: string): Html =>
  html`<section>
    <h2>${title}</h2>
    <dl>
      ${rows.map(
        ([name, value]) =>
          html`<div>
            <dt>${name}</dt>
            <dd>${value}</dd>
          </div>`,
      )}
    </dl>
    ${note === undefined ? undefined : html`<p class="note">${note}</p>`}
  </section>`;

/** What changes the meaning of all that follows, before it; nothing where nothing has to be told. */
export function noticesBlock({ notices }: Analysis): Html | undefined {
  if (notices.length === 0) return undefined;
  return html`<ul class="notices">
    ${notices.map(({ code, message }) => html`<li data-code="${code}">${message}</li>`)}
  </ul>`;
}

const fieldText = ({ width, height, offsetX, offsetY }: NonNullable<Analysis["receptiveField"]>) =>
  `${lengths(width, height)} px at (${tidy(offsetX)}, ${tidy(offsetY)})`;

/** At which limits the detections are those of this page. */
function limitRows(limits: Analysis["limits"]): Row[] {
  if (!limits) return [];
  const { threshold, thresholds = {}, overlap } = limits;
  const own = Object.entries(thresholds).map(([label, value]) => `${label} ${value}`);
  const rest = own.length > 0 ? `, else ${threshold}` : String(threshold);
  return [
    ["Threshold", `${own.join(", ")}${rest}`],
    ["Most overlap", String(overlap)],
  ];
}

export function subjectBlock(result: Analysis, head: Head): Html {
  const { image, model, map, scales, stages, limits, receptiveField, tiles } = result;
  return block("Image and map", [
    ["Image", `${sizeText(image.width, image.height)} px`],
    ["Model", model.id],
    [
      headOf(head).anchored ? "Input" : "Window",
      `${sizeText(model.window.width, model.window.height)} px`,
    ],
    ["Receptive field", receptiveField ? fieldText(receptiveField) : "not looked into"],
    ...(scales ? [["Scales", scales.map(({ scale }) => tidy(scale)).join(", ")] as const] : []),
    ["Score map", `${sizeText(map.columns, map.rows)} cells, ${head.classes.length} classes`],
    ["Stride", `${lengths(map.strideX, map.strideY)} px`],
    ...limitRows(limits),
    [
      "Tiles",
      `${whole(tiles.count)} of ${sizeText(tiles.width, tiles.height)} px, halo ${tiles.halo}`,
    ],
    ...(stages ?? []).map(
      ({ name, detections }) => [`Left by ${name}`, whole(detections.length)] as const,
    ),
  ]);
}

export function speedBlock({ timings: { fcn, window }, flops }: Analysis): Html {
  const spread = ({ median, min, max }: { median: number; min: number; max: number }): string =>
    `${milliseconds(median)} (${milliseconds(min)} to ${milliseconds(max)})`;
  const rows: Row[] = [];
  if (fcn)
    rows.push(
      ["Single pass", spread(fcn.run)],
      ["Decode, collect", `${milliseconds(fcn.decode)}, ${milliseconds(fcn.collect)}`],
      ["Decode to detections", milliseconds(fcn.total)],
      ["Prepare, session", `${milliseconds(fcn.prepare)}, ${milliseconds(fcn.session)}, once`],
    );
  if (window)
    rows.push(
      [`In batches of ${window.batched.batch}`, spread(window.batched)],
      ["One by one", spread(window.single)],
    );
  if (flops.fcn !== undefined) rows.push(["Work of the pass", operations(flops.fcn)]);
  if (flops.window !== undefined) rows.push(["Work of the windows", operations(flops.window)]);
  const sampled = [window?.batched, window?.single].filter((time) => time?.extrapolated);
  const [sample] = sampled;
  const note = [
    fcn ? `Median (lowest to highest) of ${fcn.runs} ${fcn.runs === 1 ? "run" : "runs"}.` : "",
    sample && window
      ? `Extrapolated from ${sampled.map((time) => whole(time?.measured ?? 0)).join(" and ")} of ${whole(window.positions)} windows.`
      : "",
  ];
  return block("Time", rows, note.join(" ").trim());
}

export function agreementBlock({ equality, device, peakMemory }: Analysis, head: Head): Html {
  const measured: Row[] = equality
    ? [
        ["Equality class", equality.class],
        ["Cells checked", whole(equality.checked)],
        ["Largest difference", equality.maxAbsDiff.toExponential(1)],
        ["Same best class", `${(100 * equality.argmaxAgreement).toFixed(2)} %`],
      ]
    : [
        [
          "Agreement",
          headOf(head).anchored
            ? "none: the network has no dense twin"
            : "not measured: the windows were not run",
        ],
      ];
  const rows: Row[] = [
    ...measured,
    ["Device", `${device.name} (${device.provider})`],
    ["Peak memory", bytesInWords(peakMemory)],
  ];
  return block("Agreement and device", rows, equality?.reason);
}

/** How long each way took, as bars of one scale; nothing where there is nothing to compare. */
export function speedBars({ timings: { fcn, window }, speedup }: Analysis): Html | undefined {
  if (!fcn || !window) return undefined;
  const factorOf = (way: "batched" | "single"): string | undefined => {
    if (!speedup) return undefined;
    const { min, max } = speedup.range[way];
    return `${times(speedup[way])} (${times(min)} to ${times(max)})`;
  };
  const ways = [
    { name: "one pass", time: fcn.run.median, style: "pass" },
    { name: "windows in batches", time: window.batched.median, factor: factorOf("batched") },
    { name: "windows one by one", time: window.single.median, factor: factorOf("single") },
  ];
  const longest = Math.max(...ways.map(({ time }) => time));
  return html`<div class="bars">
    ${ways.map(({ name, time, factor, style }) => {
      const share = ((100 * time) / longest).toFixed(2);
      const told = factor === undefined ? "" : `, ${factor} the pass`;
      return html`<div>
        <span>${name}</span><i><b class="${style}" style="width:${share}%"></b></i
        ><span>${milliseconds(time)}${told}</span>
      </div>`;
    })}
  </div>`;
}
