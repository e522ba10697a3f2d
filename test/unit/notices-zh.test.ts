/** @file Every notice that the host gives has its Chinese, with its numbers. */
import { expect, it } from "vitest";
import { head as headSchema } from "../../src-core/contract/heads.ts";
import type { Notice } from "../../src-core/contract/notices.ts";
import { activationAssumed } from "../../src-main/analysis/activation.ts";
import { droppedByCap, notKept } from "../../src-core/detection/boxes-dropped.ts";
import { notProbabilities, notSound } from "../../src-core/detection/boxes-not-sound.ts";
import { sampledNotice } from "../../src-main/analysis/pass-turn.ts";
import { leftOut, notLookedFor } from "../../src-main/analysis/scales-left-out.ts";
import { messageInChinese } from "../../src-renderer/i18n/notices/messages-zh.ts";

const image = { width: 640, height: 480 };
const listed = headSchema.parse({
  ...{ kind: "ssd", classes: ["background", "a"], background: 0, activation: "none" },
  levels: [{ stride: 16, anchors: [[8, 8]] }],
  outputs: { scores: "scores", boxes: "boxes" },
  ...{ variances: { centre: 0.1, size: 0.2 }, threshold: 0.5, nms: 0.5 },
});
const block = { width: 320, height: 240 };

const told: readonly (readonly [readonly Notice[], readonly (string | number)[]])[] = [
  [droppedByCap(100, 412, { most: 100, block: null }), [100, 412]],
  [droppedByCap(100, 412, { most: 50, block }), [100, 412, 50, "320×240"]],
  [
    notKept({ kind: "classifier", classes: ["0"], activation: "softmax" }, { threshold: 0 }),
    [0.01, 0],
  ],
  [
    [leftOut([{ factor: 0.02, size: { width: 13, height: 10 } }], block)],
    [0.02, "13×10", "320×240"],
  ],
  [notLookedFor({ smallest: 10, largest: 900 }, 300, image), [300, 900, "640×480"]],
  [
    [activationAssumed({ activation: "none", reason: "the network ends in Softmax itself" })],
    ["none", "Softmax"],
  ],
  [sampledNotice([{ tiles: { run: 1, all: 9 } }, { tiles: { run: 2, all: 4 } }]), [3, 13]],
  [
    notSound(
      [{ fault: "outside" }, { fault: "swapped" }, { fault: "not-finite" }, { fault: "empty" }],
      9,
    ),
    ["9 个框中有 4 个", "1 个含非有限", "1 个两角", "1 个没有宽", "1 个在图像之外"],
  ],
  [notProbabilities(listed, { low: -5, high: 12.3456 }), [-5, 12.3, "softmax"]],
  [[{ code: "pages-left-out", message: "the file has 3 pages: the first one alone is read" }], [3]],
];

it.each(told)("%j", (notices, numbers) => {
  expect(notices.length).toBe(1);
  for (const { message } of notices) {
    const chinese = messageInChinese(message);
    expect(chinese).toMatch(/\p{Script=Han}/u);
    expect(chinese).not.toMatch(/undefined/);
    for (const number of numbers) expect(chinese).toContain(String(number));
  }
});

it("tells nothing of a pass that was run whole in each round", () => {
  expect(sampledNotice([{ tiles: { run: 4, all: 4 } }])).toEqual([]);
});

it("keeps what it does not know", () => {
  expect(messageInChinese("something new")).toBe("something new");
});
