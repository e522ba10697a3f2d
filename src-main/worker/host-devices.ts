/** @file Devices' processes for an engine process that cannot start any: the app starts them, and tells how they end. */
import type { StartDevice } from "../engine/device-link.ts";
import type { ParentPort } from "./parent-port.ts";

export function devicesOfHost(port: ParentPort): StartDevice {
  const running = new Map<number, ((how: string) => void)[]>();
  let count = 0;
  port.on("message", ({ data }) => {
    if (data.type !== "device-ended") return;
    for (const listener of running.get(data.device) ?? []) listener(data.how);
    running.delete(data.device);
  });
  return (environment) => {
    const device = ++count;
    const listeners: ((how: string) => void)[] = [];
    running.set(device, listeners);
    port.postMessage({ type: "start-device", device, environment });
    return {
      onExit: (listener) => {
        listeners.push(listener);
      },
      kill: () => {
        port.postMessage({ type: "end-device", device });
      },
    };
  };
}
