/**
 * @file ONNX Runtime, loaded in silence ([Note: silent before it is loaded]): whoever runs networks takes it from here,
 * and from the package its types alone.
 */
import type { Message } from "../../src-core/messages/template.ts";
import { said } from "../../src-core/messages/said.ts";
import { createRequire } from "node:module";
import type * as Runtime from "onnxruntime-node";
import { why } from "../reason.ts";
import { EngineError } from "./engine.ts";
import { noTelemetry } from "./no-telemetry.ts";

// Of a worker thread the library would not hear this: it is loaded in main threads alone.
Object.assign(process.env, noTelemetry(process.platform));

const loaded = load();

/** Why it cannot be used here, as on Macs with Intel; null where it can. */
export const runtimeAbsence: Message | null = "key" in loaded ? loaded : null;

/** @throws EngineError where it cannot be used here */
export function runtime(): typeof Runtime {
  if ("key" in loaded) throw new EngineError(loaded);
  return loaded;
}

/** Required and not imported: imports come first whatever stands before them, in a bundle before all of its modules. */
function load(): typeof Runtime | Message {
  try {
    return createRequire(import.meta.url)("onnxruntime-node") as typeof Runtime;
  } catch (cause) {
    const isMissing = (cause as NodeJS.ErrnoException).code === "MODULE_NOT_FOUND";
    return isMissing
      ? said("engine.no-runtime", { platform: process.platform, arch: process.arch })
      : said("engine.runtime-unloadable", { why: why(cause) });
  }
}
