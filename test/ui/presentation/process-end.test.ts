/** @file The end of a process is told in the window's language: nothing of the host's English is left in the Chinese one. */
import { expect, test } from "vitest";
import type { ProcessEnd } from "../../../src-core/contract/process-end.ts";
import { endMeaning, processEnd } from "../../../src-core/contract/process-end.ts";
import { messages } from "../../../src-renderer/i18n/index.ts";

const end: ProcessEnd = {
  process: "engine",
  how: { signal: "SIGKILL", exitCode: null, meaning: "killed", told: null },
  work: { task: "pass", model: "lenet-digits", image: "one.png", size: "300×200", device: "auto" },
  memory: 123456789,
  times: 1,
};
const told = (some: ProcessEnd): string =>
  messages.zh.help.end({ code: "worker-died", message: "in English", end: some }).text ?? "";

test("with what it was at, and what to do", () => {
  expect(told(end)).toBe(
    "推理进程在单次前向（模型 lenet-digits，图像 one.png（300×200），设备 auto）时意外退出（SIGKILL：被外部终止，最常见的原因是内存不足时由系统终止）（当时占用 123 MB 内存），将重新启动。请重新运行；若再次发生，请减小每个图块的内存。",
  );
  expect(told({ ...end, times: 3 })).toContain("已是第 3 次");
});

test("without work, and whatever is meant", () => {
  for (const meaning of endMeaning.options) {
    const how = { signal: null, exitCode: 0xc0000005, meaning, told: null };
    const text = told(
      processEnd.parse({ ...end, process: "pictures", how, work: null, memory: null }),
    );
    expect(text).toMatch(/^读取图像的进程意外退出（退出代码 0xC0000005：/);
    expect(text.replaceAll(/0xC0000005|JavaScript/g, "")).not.toMatch(/[a-z]/i);
  }
});

test("in English as the host says it; what has no codes stays in its words", () => {
  const failure = { code: "worker-died" as const, message: "it ended", end };
  expect(messages.en.help.end(failure).text).toBe("it ended");
  expect(messages.zh.help.end({ code: "engine", message: "no kernel" })).toEqual({
    text: null,
    original: "no kernel",
  });
});
