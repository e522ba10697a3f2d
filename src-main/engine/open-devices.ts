/** @file The devices of this machine, with what is remembered of them in the user's folder. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { deviceScript } from "../files/app-root.ts";
import type { TellState } from "../files/kept-file.ts";
import { userFolder } from "../files/user-folder.ts";
import type { StartDevice } from "./device-link.ts";
import { Devices } from "./devices/devices.ts";
import { conditionsFingerprint } from "./device-conditions.ts";
import { RememberedTrials } from "./remembered-trials.ts";
import { spawnDevice } from "./start-device.ts";

/**
 * @param start how their processes are started; as processes of Node where it is left out
 * @param tell hears of a file that is not what it should be
 */
export function openDevices(
  start: StartDevice = spawnDevice(deviceScript()),
  tell?: TellState,
): Devices {
  const remembered = new RememberedTrials(
    join(userFolder(), "devices.json"),
    conditionsFingerprint(),
    tell,
  );
  return new Devices(existsSync(deviceScript()) ? start : null, remembered);
}
