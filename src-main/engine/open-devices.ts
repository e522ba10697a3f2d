/** @file The devices of this machine, with what is remembered of them in the user's folder. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { deviceScript } from "../app-root.ts";
import { userFolder } from "../user-folder.ts";
import { Devices } from "./devices.ts";
import { fingerprint } from "./fingerprint.ts";
import { RememberedTrials } from "./remembered-trials.ts";
import { spawnDevice } from "./start-device.ts";

/** A utility process of Electron cannot start others: there the processor is all there is. */
export function openDevices(): Devices {
  const script = deviceScript();
  const canStart = existsSync(script) && !("parentPort" in process && process.parentPort);
  const remembered = new RememberedTrials(join(userFolder(), "devices.json"), fingerprint());
  return new Devices(canStart ? spawnDevice(script) : null, remembered);
}
