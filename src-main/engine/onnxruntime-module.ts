/**
 * @file ONNX Runtime, loaded in silence ([Note: silent before it is loaded]): whoever runs networks takes it from here,
 * and from the package its types alone.
 */
import { createRequire } from "node:module";
import type * as Runtime from "onnxruntime-node";
import { noTelemetry } from "./no-telemetry.ts";

// Of a worker thread the library would not hear this: it is loaded in main threads alone.
Object.assign(process.env, noTelemetry(process.platform));

/** Required and not imported: imports come first whatever stands before them, in a bundle before all of its modules. */
export const runtime = createRequire(import.meta.url)("onnxruntime-node") as typeof Runtime;
