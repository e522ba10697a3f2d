import { afterEach, expect, test, vi } from "vitest";
import type { DeviceReport } from "../../../src-core/contract/devices.ts";
import { reasonInChinese } from "../../../src-renderer/i18n/notices/reasons-zh.ts";
import { Devices } from "../../../src-renderer/state/jobs/devices.svelte.ts";

const report: DeviceReport = {
  id: "cpu",
  engine: "onnxruntime",
  present: true,
  reason: null,
  name: "CPU 1",
  driver: null,
  memory: 1,
  software: false,
  selfTest: {},
};

function answering(): unknown[] {
  const asked: unknown[] = [];
  vi.stubGlobal("fetch", (path: string, init: RequestInit = {}) => {
    asked.push([path, typeof init.body === "string" ? JSON.parse(init.body) : null]);
    const lines = [
      { type: "started", job: "1" },
      { type: "devices", devices: [report] },
    ];
    return Promise.resolve(new Response(lines.map((line) => `${JSON.stringify(line)}\n`).join("")));
  });
  return asked;
}

afterEach(() => {
  vi.unstubAllGlobals();
});

test("the host is asked once, however often the devices are looked at", async () => {
  const asked = answering();
  const devices = new Devices();
  expect(devices.reports).toBeNull();
  await Promise.all([devices.load(), devices.load()]);
  await devices.load();
  expect(devices.reports).toEqual([report]);
  expect(asked).toEqual([["/api/devices", { again: false }]]);
  expect(devices.job.status).toBe("done");
});

test("they are tested anew when that is wanted", async () => {
  const asked = answering();
  const devices = new Devices();
  await devices.load();
  await devices.testAgain();
  expect(asked.at(-1)).toEqual(["/api/devices", { again: true }]);
});

/** A host that tests until it is told to stop. */
function testing(): string[] {
  const log: string[] = [];
  vi.stubGlobal("fetch", (path: string, { method = "GET" }: RequestInit = {}) => {
    log.push(`${method} ${path}`);
    if (method === "DELETE") return Promise.resolve(new Response(null));
    const start = (controller: ReadableStreamDefaultController<Uint8Array>): void => {
      const lines = [
        { type: "started", job: "7" },
        { type: "progress", progress: { phase: "device", done: 1, total: 8 } },
      ];
      for (const line of lines)
        controller.enqueue(new TextEncoder().encode(`${JSON.stringify(line)}\n`));
    };
    return Promise.resolve(new Response(new ReadableStream<Uint8Array>({ start })));
  });
  return log;
}

test("tests that are stopped are stopped at the host, and can be asked for once more", async () => {
  const log = testing();
  const devices = new Devices();
  void devices.load();
  await expect.poll(() => devices.job.progress?.phase).toBe("device");
  devices.job.stop();
  expect(devices.job.status).toBe("stopped");
  expect(log).toEqual(["POST /api/devices", "DELETE /api/jobs/7"]);
  answering();
  await devices.load();
  expect(devices.reports).toEqual([report]);
});

test("what was known stays while devices are tested anew, and where that is stopped", async () => {
  answering();
  const devices = new Devices();
  await devices.load();
  testing();
  void devices.testAgain();
  await expect.poll(() => devices.job.progress).not.toBeNull();
  expect(devices.reports).toEqual([report]);
  devices.job.stop();
  expect(devices.reports).toEqual([report]);
});

test.each([
  ["it needs Windows", "需要 Windows"],
  [
    "webgpu: SwiftShader only imitates a GPU; cuda: about 3 ms for this network and size, the CPU 2 ms",
    "webgpu：SwiftShader 仅模拟 GPU；cuda：此网络和尺寸约需 3 ms，处理器约需 2 ms",
  ],
  ["cuda: something else", "cuda：something else"],
  [
    "on noise some scores are no numbers, on it or on the CPU, or are not as many: they cannot be compared",
    "在噪声图像上，它或处理器的部分得分不是数值，或数目不同：无法比较",
  ],
  [
    "its scores differ from the CPU's by 1.2e-2 of the largest, more than 0.0001",
    "其得分与处理器相差最大值的 1.2e-2，超过 0.0001",
  ],
])("in Chinese: %s", (english, chinese) => {
  expect(reasonInChinese(english)).toBe(chinese);
});
