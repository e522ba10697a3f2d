/** @file The engine as a utility process: how Windows and macOS run it, here on the stand-in for Electron's. */
import { resolve } from "node:path";
import { afterAll, expect, it, vi } from "vitest";
import { unattended } from "../../src-main/analysis/jobs/job.ts";
import type { DeviceProcess } from "../../src-main/engine/device-link.ts";
import { forkUtility } from "../../src-main/desktop/fork-utility.ts";
import { serveDevices } from "../../src-main/worker/serve-devices.ts";
import { Supervisor } from "../../src-main/worker/supervisor.ts";

vi.mock("electron", () => import("../support/electron/utility-process.ts"));

const devices: DeviceProcess[] = [];
const engine = new Supervisor(() =>
  serveDevices(forkUtility(resolve("dist/worker.js"), "engine"), (environment) => {
    const device = forkUtility(resolve("dist/device.js"), "device", environment);
    devices.push(device);
    return device;
  }),
);
afterAll(() => {
  engine.close();
});

it("answers", async () => {
  expect((await engine.models()).map(({ id }) => id)).toContain("lenet-digits");
});

it("has devices, in processes that the app starts for it", async () => {
  const reports = await engine.devices({ again: false }, unattended);
  const wasm = reports.find(({ id }) => id === "tfjs-wasm");
  expect(wasm).toMatchObject({ present: true, reason: null });
  expect(wasm?.selfTest["lenet-digits"]?.passed).toBe(true);
  expect(devices.length).toBeGreaterThan(0);
});

it("goes on on the processor where such a process ends", async () => {
  const path = await engine.sample("lenet-digits");
  const request = { path, model: "lenet-digits", runs: 40, threshold: 0.5, device: "tfjs-wasm" };
  const { result } = await engine.pass(request, {
    ...unattended,
    progress: ({ phase }) => {
      if (phase === "pass") for (const device of devices) device.kill();
    },
  });
  expect(result.device).toMatchObject({ provider: "cpu", requested: "tfjs-wasm" });
  expect(result.device.reason).toMatch(/^the CPU took over: tfjs-wasm failed: its process/);
});

it("fails in words, and comes back", async () => {
  const sample = await engine.sample("lenet-digits");
  const died = new Supervisor(() => forkUtility(resolve("dist/missing.js"), "engine"));
  await expect(died.openImage(sample)).rejects.toThrow("ended unexpectedly (exit code 1)");
  died.close();
  expect(await engine.openImage(sample)).toMatchObject({ width: 640, height: 480 });
});
