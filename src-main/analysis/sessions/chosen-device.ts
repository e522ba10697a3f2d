/** @file The device that an analysis runs on, as its result tells it. */
import type { Message } from "../../../src-core/messages/template.ts";
import { because } from "../../../src-core/contract/message.ts";
import { noticeOf } from "../../../src-core/contract/notices.ts";
import { said } from "../../../src-core/messages/said.ts";
import type { Device } from "../../../src-core/contract/analysis.ts";
import type { DeviceReport } from "../../../src-core/contract/devices.ts";
import type { Notice } from "../../../src-core/contract/notices.ts";
import { engineAndProvider } from "../../engine/devices/device-kind.ts";
import { kindOf } from "../../engine/devices/device-kinds.ts";
import type { CpuFallbackEngine } from "../../engine/cpu-fallback.ts";
import { processorDevice } from "../../engine/devices/processor-device.ts";
import type { Sessions } from "./sessions.ts";

/** A device with its sessions. */
export interface ChosenDevice {
  readonly sessions: Sessions;
  /** As the result tells it: after a failure that is the CPU. */
  readonly device: Device;
  /** What the choice changed that nobody asked for. */
  readonly notices: readonly Notice[];
}

/** @param requested as it was asked for @param reason why it was chosen */
export const onCpu = (sessions: Sessions, requested: string, reason: Message): ChosenDevice => ({
  sessions,
  device: processorDevice(requested, reason),
  notices: [],
});

/** A device with the CPU behind it: after a failure, that is what is told. */
export const onDevice = (
  { id, name }: DeviceReport,
  sessions: Sessions,
  engine: CpuFallbackEngine,
  requested: string,
  reason: Message,
): ChosenDevice => ({
  sessions,
  get device(): Device {
    const { failure } = engine;
    if (failure !== null)
      return processorDevice(requested, said("engine.cpu-took-over", { why: failure }));
    const told = engineAndProvider(kindOf(id).backend);
    return { ...told, name: name ?? id, requested, ...because(reason) };
  },
  get notices(): Notice[] {
    const { failure } = engine;
    if (failure === null) return [];
    const message = said("analysis.failed-cpu-went-from", { id, failure });
    return [noticeOf("device-fell-back", message)];
  },
});
