/** @file The engine as a utility process: how Windows and macOS run it, here on the stand-in for Electron's. */
import { resolve } from "node:path";
import { afterAll, expect, it, vi } from "vitest";
import { forkUtility } from "../../src-main/desktop/fork-utility.ts";
import { Supervisor } from "../../src-main/worker/supervisor.ts";

vi.mock("electron", () => import("../support/electron/utility-process.ts"));

const engine = new Supervisor(() => forkUtility(resolve("dist/worker.js"), "engine"));
afterAll(() => {
  engine.close();
});

it("answers", async () => {
  expect((await engine.models()).map(({ id }) => id)).toContain("lenet-digits");
});

it("fails in words, and comes back", async () => {
  const sample = await engine.sample("lenet-digits");
  const died = new Supervisor(() => forkUtility(resolve("dist/missing.js"), "engine"));
  await expect(died.openImage(sample)).rejects.toThrow("ended unexpectedly (exit code 1)");
  died.close();
  expect(await engine.openImage(sample)).toMatchObject({ width: 640, height: 480 });
});
