/** @file Processes of devices, run from the source, at the mercy of a test. */
import { existsSync, mkdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { DeviceProcess, StartDevice } from "../../../src-main/engine/device-link.ts";
import { spawnDevice } from "../../../src-main/engine/start-device.ts";

const script = "src-main/engine/device-process.ts";
const fromSource = spawnDevice(script, ["--import", "tsx"]);

/** @param device what the process is really, whatever it is said to be */
export function processesOf(device?: string): {
  readonly start: StartDevice;
  /** All that were started. */
  readonly started: DeviceProcess[];
} {
  const started: DeviceProcess[] = [];
  const start: StartDevice = (environment) => {
    const child = fromSource({ ...environment, ...(device ? { FULLCONV_DEVICE: device } : {}) });
    started.push(child);
    return child;
  };
  return { start, started };
}

/** WebGPU without a GPU: the Vulkan of the browser, which imitates one. Null where there is none. */
export function imitatedGpu(): StartDevice | null {
  const named = process.env["CHROMIUM_PATH"];
  const folder = ["/usr/lib/chromium", named ? dirname(named) : ""].find((home) =>
    existsSync(join(home, "vk_swiftshader_icd.json")),
  );
  if (folder === undefined || process.platform !== "linux") return null;
  const runtime = join(tmpdir(), "fullconv-xdg");
  mkdirSync(runtime, { recursive: true, mode: 0o700 });
  return (environment) =>
    fromSource({
      ...environment,
      VK_ICD_FILENAMES: join(folder, "vk_swiftshader_icd.json"),
      LD_LIBRARY_PATH: folder,
      XDG_RUNTIME_DIR: runtime,
    });
}
