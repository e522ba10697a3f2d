/** @file What a test of a device depends on: versions, system and drivers. Cheap enough for every start. */
import { inEnglish } from "../../src-core/messages/said.ts";
import { createHash } from "node:crypto";
import { readFileSync, readdirSync, statSync } from "node:fs";
import { arch, cpus, platform, release, version as systemVersion } from "node:os";
import { join } from "node:path";
import { deviceScript, appVersion } from "../files/app-root.ts";
import { runtime, runtimeAbsence } from "./onnxruntime-module.ts";
import { nativeHome } from "./tfjs/native-home.ts";

/** Where drivers say that they are there, or that they are new ones. */
const folders: Partial<Record<NodeJS.Platform, readonly string[]>> = {
  linux: [
    ...["/usr/share/vulkan/icd.d", "/etc/vulkan/icd.d", "/dev/dri"],
    ...["/usr/local/cuda", "/usr/lib/x86_64-linux-gnu/dri", "/etc/ld.so.cache"],
  ],
  win32: ["C:\\Windows\\System32\\DriverStore\\FileRepository"],
};

/** Another one means that what was found out about devices has to be found out again. */
export function conditionsFingerprint(): string {
  const { VK_ICD_FILENAMES, VK_DRIVER_FILES, CUDA_VISIBLE_DEVICES, LD_LIBRARY_PATH } = process.env;
  const facts = [
    ...[
      appVersion(),
      built(),
      (runtimeAbsence && inEnglish(runtimeAbsence)) ?? runtime().env.versions.common,
      platform(),
      arch(),
      release(),
      systemVersion(),
    ],
    ...[cpus()[0]?.model, cpus().length, content("/proc/driver/nvidia/version")],
    ...[VK_ICD_FILENAMES, VK_DRIVER_FILES, CUDA_VISIBLE_DEVICES, LD_LIBRARY_PATH],
    ...(folders[process.platform] ?? []).map(state),
    ...[nativeHome("gpu"), nativeHome("cpu")].map((home) => home && state(join(home, "lib"))),
  ];
  return createHash("sha256").update(JSON.stringify(facts)).digest("hex");
}

/** Another build may make other networks of the same files. */
function built(): unknown {
  const script = statSync(deviceScript(), { throwIfNoEntry: false });
  return script && [script.mtimeMs, script.size];
}

function content(path: string): string | null {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return null;
  }
}

function state(folder: string): unknown {
  try {
    const found = statSync(folder);
    return [folder, found.mtimeMs, found.isDirectory() ? readdirSync(folder).length : 0];
  } catch {
    return null;
  }
}
