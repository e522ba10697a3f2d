/** @file An engine in a process of its own computes what it computes in this one, and is given up where it gives no answer. */
import { afterAll, describe, expect, it } from "vitest";
import type { StartDevice } from "../../../src-main/engine/device-link.ts";
import { DeviceFailed } from "../../../src-main/engine/engine.ts";
import { onnxruntime } from "../../../src-main/engine/onnxruntime.ts";
import { RemoteEngine } from "../../../src-main/engine/remote-engine.ts";
import { processesOf } from "../../support/processes/device-processes.ts";
import { patience } from "../../support/slowness.ts";
import { network, noise } from "./lenet.ts";

describe("an engine in another process", () => {
  const { start } = processesOf("cpu");
  const remote = new RemoteEngine("onnxruntime", "cpu", start);
  afterAll(() => {
    remote.close();
  });

  it("computes what it computes in this one", async () => {
    const [there, here] = [await remote.open(network), await onnxruntime.open(network)];
    for (const side of [28, 61, 200]) {
      const [own, right] = [await there.run(noise(side)), await here.run(noise(side))];
      expect({ ...own, time: 0 }).toEqual({ ...right, time: 0 });
      expect(own.time).toBeGreaterThan(0);
    }
    await there.release();
    await expect(there.run(noise(28))).rejects.toThrow("is not open");
  });

  it("says what the network is not", async () => {
    const refusal = remote.open(Uint8Array.of(1, 2, 3));
    await expect(refusal).rejects.toThrow(/cannot load the network/);
    await expect(refusal).rejects.toBeInstanceOf(DeviceFailed);
  });

  it("is given up when it does not answer, and its process ended", async () => {
    let ended = "";
    const dumb: StartDevice = (environment) => {
      const child = start(environment);
      child.onExit((how) => (ended = how));
      return child;
    };
    const hanging = new RemoteEngine("onnxruntime", "cpu", dumb, {
      start: patience(30_000),
      open: patience(30_000),
      run: 1,
      slowest: 0,
    });
    const session = await hanging.open(network);
    await expect(session.run(noise(900))).rejects.toThrow(/cpu failed: it gave no answer for/);
    await expect.poll(() => ended).toMatch(/^SIGKILL: killed from outside/);
  });

  it("is given up when it never comes", async () => {
    let ended = false;
    const silent: StartDevice = () => ({
      onExit: () => undefined,
      kill: () => {
        ended = true;
      },
    });
    const limits = { start: 1, open: patience(30_000), run: 1, slowest: 0 };
    const engine = new RemoteEngine("onnxruntime", "cpu", silent, limits);
    await expect(engine.open(network)).rejects.toThrow(/its process did not start within 0\.001 s/);
    expect(ended).toBe(true);
  });

  it("that does not even start is no reason to wait", async () => {
    const never: StartDevice = (environment) =>
      start({ ...environment, FULLCONV_DEVICE_ADDRESS: "/nowhere" });
    const engine = new RemoteEngine("onnxruntime", "cpu", never);
    await expect(engine.open(network)).rejects.toThrow(/cpu failed: its process ended/);
  });
});
