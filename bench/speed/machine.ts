/** @file The machine, and what runs on it: figures mean nothing without. */
import { createRequire } from "node:module";
import { arch, cpus, loadavg, platform, totalmem } from "node:os";

export interface Machine {
  readonly cpu: string;
  readonly cores: number;
  readonly memory: string;
  readonly system: string;
  readonly node: string;
  readonly onnxruntime: string;
  readonly tensorflow: string;
  /** Processes that ran or waited, on average over the minute before. */
  readonly load: number;
}

export function machine(): Machine {
  const processors = cpus();
  return {
    cpu: processors[0]?.model.trim() ?? "unknown",
    cores: processors.length,
    memory: `${(totalmem() / 2 ** 30).toFixed(1)} GiB`,
    system: `${platform()} ${arch()}`,
    node: process.versions.node,
    onnxruntime: versionOf("onnxruntime-node"),
    tensorflow: versionOf("@tensorflow/tfjs-core"),
    load: loadavg()[0] ?? 0,
  };
}

/** Whether something else wanted more than a tenth of the machine. */
export const isBusy = ({ load, cores }: Machine): boolean => load > cores / 10;

function versionOf(name: string): string {
  const require = createRequire(import.meta.url);
  return (require(`${name}/package.json`) as { version: string }).version;
}
