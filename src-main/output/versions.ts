/** @file What a result was made with. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { arch, release, type } from "node:os";
import type { Device } from "../../src-core/contract/analysis.ts";
import { appVersion } from "../files/app-root.ts";

const packages: Record<Device["engine"], string> = {
  onnxruntime: "onnxruntime-node",
  tfjs: "@tensorflow/tfjs-core",
};

/** Names and versions, in the order in which they are told. */
export function versions(engine: Device["engine"]): readonly string[] {
  const { electron } = process.versions as { electron?: string };
  return [
    `Fullconv ${appVersion()}`,
    `${packages[engine]} ${packageVersion(packages[engine])}`,
    `Node ${process.versions.node}`,
    ...(electron === undefined ? [] : [`Electron ${electron}`]),
    `${type()} ${release()} (${arch()})`,
  ];
}

/** Only the engine's room may import the library itself; its package says the version too. */
function packageVersion(name: string): string {
  try {
    const path = createRequire(import.meta.url).resolve(`${name}/package.json`);
    return (JSON.parse(readFileSync(path, "utf8")) as { version: string }).version;
  } catch {
    return "(version unknown)";
  }
}
