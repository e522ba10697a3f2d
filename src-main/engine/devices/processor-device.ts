/** @file The processor as a result tells it: a device that needs no process and no test. */
import type { Message } from "../../../src-core/messages/template.ts";
import { because } from "../../../src-core/contract/message.ts";
import { said } from "../../../src-core/messages/said.ts";
import type { Device } from "../../../src-core/contract/analysis.ts";
import { runtimeAbsence } from "../onnxruntime-module.ts";
import { engineAndProvider, onProcessor, processorName } from "./device-kind.ts";
import { cpu } from "./onnxruntime-devices.ts";

/** @param reason why it was chosen */
export const processorDevice = (requested: string, reason: Message): Device => ({
  ...engineAndProvider(cpu.backend),
  name: runtimeAbsence === null ? processorName() : (onProcessor("WebAssembly").name ?? "CPU"),
  requested,
  ...because(
    runtimeAbsence === null
      ? reason
      : said("engine.webassembly-instead", { reason, why: runtimeAbsence }),
  ),
});
