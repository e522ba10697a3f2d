/** @file The app's side of devices for an engine process that cannot start processes itself. */
import type { DeviceProcess, StartDevice } from "../engine/device-link.ts";
import type { WorkerProcess } from "./protocol.ts";

/** @returns the engine process, whose devices are started for it and end with it */
export function serveDevices(worker: WorkerProcess, start: StartDevice): WorkerProcess {
  const running = new Map<number, DeviceProcess>();
  worker.onExit(() => {
    for (const device of running.values()) device.kill();
    running.clear();
  });
  return {
    ...worker,
    onMessage: (listener) => {
      worker.onMessage((message) => {
        if (message.type === "start-device") {
          const { device, environment } = message;
          const started = start(environment);
          running.set(device, started);
          started.onExit((how) => {
            // Whose engine has ended, too, is told to nobody.
            if (running.delete(device)) worker.send({ type: "device-ended", device, how });
          });
        } else if (message.type === "end-device") running.get(message.device)?.kill();
        else listener(message);
      });
    },
  };
}
