import { afterEach, expect, test, vi } from "vitest";
import type { DeviceReport } from "../../src-core/contract/devices.ts";
import { Devices } from "../../src-renderer/state/devices.svelte.ts";

const report: DeviceReport = {
  ...{ id: "cpu", engine: "onnxruntime", present: true, reason: null, name: "CPU 1" },
  ...{ driver: null, memory: 1, software: false, selfTest: {} },
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
