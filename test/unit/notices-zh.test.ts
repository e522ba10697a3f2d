/** @file Every notice that the host gives has its Chinese, with its numbers. */
import { expect, it } from "vitest";
import { head as headSchema } from "../../src-core/contract/heads.ts";
import type { Notice } from "../../src-core/contract/notices.ts";
import { activationAssumed } from "../../src-main/analysis/models/cards/activation.ts";
import { droppedByCap, notKept } from "../../src-core/detection/dropped-boxes.ts";
import { notProbabilities, notSound } from "../../src-core/detection/faulty-boxes.ts";
import { stoodStillNotice } from "../../src-main/analysis/jobs/standstill.ts";
import { sampledNotice } from "../../src-main/analysis/pass/pass-rounds.ts";
import { scalesLeftOut, sizesLeftOut } from "../../src-main/analysis/subject/scales-left-out.ts";
import { rememberedNotice } from "../../src-main/analysis/models/cards/kept-answers.ts";
import { nothingDeclared } from "../../src-main/image/declared/declared-by.ts";
import type { Header } from "../../src-main/image/header.ts";
import { noticesOf } from "../../src-main/image/notices.ts";
import { unusedProfile } from "../../src-main/image/profile.ts";
import { failureInWindow } from "../../src-renderer/i18n/messages/older-en.ts";
import { messageInWindow } from "../../src-renderer/i18n/notices/messages-en.ts";
import { messageInChinese } from "../../src-renderer/i18n/notices/messages-zh.ts";

const image = { width: 640, height: 480 };
const listed = headSchema.parse({
  kind: "ssd",
  classes: ["background", "a"],
  background: 0,
  activation: "none",
  levels: [{ stride: 16, anchors: [[8, 8]] }],
  outputs: { scores: "scores", boxes: "boxes" },
  variances: { centre: 0.1, size: 0.2 },
  threshold: 0.5,
  nms: 0.5,
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
    [scalesLeftOut([{ factor: 0.02, size: { width: 13, height: 10 } }], block)],
    [0.02, "13×10", "320×240"],
  ],
  [sizesLeftOut({ smallest: 10, largest: 900 }, 300, image), [300, 900, "640×480"]],
  [
    [activationAssumed({ activation: "none", reason: "the network ends in Softmax itself" })],
    ["none", "Softmax"],
  ],
  [[stoodStillNotice(12_300)], [12]],
  [sampledNotice([{ tiles: { run: 1, all: 9 } }, { tiles: { run: 2, all: 4 } }]), [3, 13]],
  [
    notSound(
      [
        { fault: "outside" },
        { fault: "swapped" },
        { fault: "not-finite" },
        { fault: "empty" },
        { fault: "beyond" },
      ],
      9,
    ),
    [
      "1 个有一角远在",
      "9 个框中有 5 个",
      "1 个含非有限",
      "1 个两角",
      "1 个没有宽",
      "1 个在图像之外",
    ],
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

/** A head that says it is for these colours, with nothing behind it. */
function profile(space: string, size = 200): Uint8Array {
  const bytes = new Uint8Array(200);
  const text = (word: string, at: number): void => {
    bytes.set(new TextEncoder().encode(word), at);
  };
  new DataView(bytes.buffer).setUint32(0, size);
  text(space, 16);
  text("acsp", 36);
  return bytes;
}

it.each([
  [new Uint8Array(10), "rgb", "不是 ICC"],
  [profile("RGB ", 999), "rgb", "999 字节中的第 200"],
  [profile("GRAY"), "rgb", "用于灰度，而图像为 RGB"],
  [profile("\u0001"), "cmyk", "未知的颜色空间，而图像为 CMYK"],
  [profile("GRAY"), "grey", "已损坏，或属于不支持的类型"],
] as const)("why a colour profile is not used: %#", async (icc, colours, words) => {
  const unused = await unusedProfile(icc, colours);
  const header = { hasProfile: true, unused, colours, fourth: null } as unknown as Header;
  const [told] = noticesOf({ tiff: null, declared: nothingDeclared }, header, 1);
  const chinese = messageInChinese(told?.message ?? "");
  expect(chinese).toContain(words);
  expect(chinese).not.toMatch(/[a-z]{2} /);
  expect(messageInWindow(told?.message ?? "")).toBe(told?.message);
});

it("a colour profile of a PNG that is damaged", () => {
  const header = { hasProfile: false, colours: "rgb", fourth: null } as unknown as Header;
  const declared = { ...nothingDeclared, profile: null };
  const [told] = noticesOf({ tiff: null, declared }, header, 1);
  expect(messageInChinese(told?.message ?? "")).toBe(
    "无法使用文件的颜色配置文件（已损坏）：数值按 sRGB 处理",
  );
});

it("speaks of no option of the command line in the window", () => {
  const all = {
    window: { width: 28, height: 20 },
    output: "scores",
    preset: "imagenet" as const,
    color: "rgb" as const,
    scale: 1,
    mean: [1, 2],
    std: [3, 4],
    polarity: "auto" as const,
    classes: ["a", "b"],
    background: null,
    activation: "none" as const,
  };
  const messages = [
    ...rememberedNotice(all, "/home/me/kept.json"),
    activationAssumed({ activation: "softmax", reason: "the network ends in Gemm" }),
  ].map(({ message }) => message);
  messages.push(
    "the network's channels are assumed to be red, green and blue, in this order: another one is said with --color bgr, as the model is imported or its file named, or in its card",
  );
  expect(messages.map(messageInWindow)).toEqual([
    "answered before: window 28x20, output scores, preset imagenet, colour rgb, scale 1, mean 1,2, standard deviation 3,4, polarity auto, labels of 2 classes, background none, activation none (/home/me/kept.json): other answers are given as the model is added",
    "the activation is assumed to be softmax (the network ends in Gemm): another one is chosen as the model is added, or in its card",
    "the network's channels are assumed to be red, green and blue, in this order: another one is chosen as the model is added, or in its card",
  ]);
  for (const message of messages) {
    expect(messageInChinese(message)).not.toContain("--");
    expect(messageInChinese(message)).toMatch(/\p{Script=Han}/u);
  }
});

it.each([
  ["take smaller scales (--scales), or look for larger objects (--objects)"],
  ["device cuda cannot be used (it is not here): use --device cpu"],
  ["webgpu is not used for lenet: it is wrong: use another --device"],
  ["a cell for every pixel needs a classifier of windows, not ssd: leave --stride out"],
  ["a.png: ssd has no dense twin to compare with: leave --method out, or take --method fcn"],
])("a failure speaks of no option of the command line in the window, either: %s", (message) => {
  const told = failureInWindow(message);
  expect(told).not.toContain("--");
  expect(told.slice(0, 18)).toBe(message.slice(0, 18));
});

it("keeps what it does not know", () => {
  expect(messageInChinese("something new")).toBe("something new");
});
