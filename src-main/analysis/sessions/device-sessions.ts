/** @file What runs an analysis: the device that was asked for, or the fastest that is right for this network and image. */
import type { Message } from "../../../src-core/messages/template.ts";
import { together } from "../../../src-core/messages/some-names.ts";
import { raw, said } from "../../../src-core/messages/said.ts";
import type { DeviceId, DeviceReport } from "../../../src-core/contract/devices.ts";
import { baseOf, isHalf, requestedDevice } from "../../../src-core/contract/devices.ts";
import { UserError } from "../../../src-core/contract/failure.ts";
import type { Devices, SelfTest } from "../../engine/devices/devices.ts";
import { accelerators, tensorflow } from "../../engine/devices/device-kinds.ts";
import { expectedTime } from "../../engine/trial.ts";
import type { Job } from "../jobs/job.ts";
import type { Library } from "../models/library.ts";
import type { LoadedModel } from "../models/model.ts";
import { contentOf } from "../models/files/model-identity.ts";
import type { Subjects } from "../subject/subject.ts";
import type { ChosenDevice } from "./chosen-device.ts";
import { onCpu, onDevice } from "./chosen-device.ts";
import { dueTrial, trialNetwork, trialKey } from "./trial-network.ts";
import { Sessions } from "./sessions.ts";

/** Why a device is or is not used, with what to expect of it. */
type Verdict =
  | { readonly id: DeviceId; readonly time: number; readonly cpu: number; readonly name: string }
  | { readonly id: DeviceId; readonly refused: Message };

export class DeviceSessions {
  readonly cpu: Sessions;
  private readonly devices: Devices;
  private readonly library: Library;
  private readonly sessions = new Map<DeviceId, Sessions>();
  /** What is known of devices; a test is a matter of once. */
  private readonly known = new Map<DeviceId, Promise<DeviceReport>>();
  /** Devices that a job has waited for. */
  private readonly awaited = new Set<DeviceId>();
  /** Devices that have failed, and whose sessions are released. */
  private readonly failed = new Set<DeviceId>();

  constructor(devices: Devices, library: Library) {
    this.devices = devices;
    this.library = library;
    this.cpu = new Sessions(devices.cpu);
  }

  /** What is known of every device; what has not been tested yet is tested now. */
  async reports(job: Job): Promise<DeviceReport[]> {
    const all: DeviceReport[] = [];
    const ids = this.devices.all();
    for (const [done, id] of ids.entries()) {
      job.signal.throwIfAborted();
      job.progress({ phase: "device", done, total: ids.length });
      // Of a device that is not used at all, nobody wants to hear twice.
      const base = all.find((known) => known.id === baseOf(id));
      if (base && !(base.present && base.reason === null)) continue;
      all.push(await this.report(id));
    }
    return all;
  }

  /** Forgets what is remembered of devices: the next look at them tests them anew. */
  async forget(): Promise<void> {
    const all = [...this.sessions.values()];
    this.sessions.clear();
    this.known.clear();
    this.awaited.clear();
    this.failed.clear();
    await Promise.all(all.map((sessions) => sessions.close()));
    this.devices.forget();
  }

  /** Releases what was opened for a model on any device. @param content of it */
  async release(content: string): Promise<void> {
    const all = [this.cpu, ...this.sessions.values()];
    await Promise.all(all.map((sessions) => sessions.forget(content)));
  }

  /** @throws UserError for a device that is unknown, not there, or wrong */
  async check(requested: string): Promise<void> {
    const wanted = requestedDevice.safeParse(requested);
    if (!wanted.success)
      throw new UserError(
        "unknown-device",
        said("analysis.device-unknown-choose-one", { requested, options: requestedDevice.options }),
      );
    if (wanted.data !== "auto") await this.named(wanted.data);
  }

  /** Begins to look for the first device that `auto` will look at, while the image and the model are still read. */
  lookAhead(requested: string): void {
    if (requested !== "auto") return;
    const first = this.candidates()[0];
    // What goes wrong is told by who asks for it.
    if (first !== undefined && !this.known.has(first)) this.report(first).catch(() => undefined);
  }

  private candidates = (): DeviceId[] =>
    accelerators.filter((id) => this.devices.absence(id) === null);

  /** @throws UserError for a device that is not there, or that computes this network wrongly */
  async choose(requested: string, subjects: Subjects, job: Job): Promise<ChosenDevice> {
    const { model, facts, plan } = subjects[0];
    const wanted = requestedDevice.parse(requested);
    if (wanted === "cpu") return onCpu(this.cpu, requested, said("engine.requested"));
    const pixels = subjects.reduce((sum, one) => sum + one.facts.width * one.facts.height, 0);
    if (wanted === "auto") return this.fastest(model, facts.channels, pixels, job);
    const report = await this.named(wanted);
    const verdict = await this.judge(report, model, facts.channels, plan.width * plan.height);
    if ("refused" in verdict)
      throw new UserError(
        "unknown-device",
        said("analysis.used-use-another-device", {
          id: report.id,
          model: model.card.id,
          refused: verdict.refused,
        }),
      );
    return this.on(report, requested, said("engine.requested"));
  }

  /** The device that a name stands for. */
  private async named(wanted: DeviceId | "tfjs"): Promise<DeviceReport> {
    const reports: DeviceReport[] = [];
    for (const id of wanted === "tfjs" ? tensorflow : [wanted]) {
      const report = await this.report(id);
      if (report.present && report.reason === null) return report;
      reports.push(report);
    }
    const reasons = together(reports.map((report) => ofDevice(report.id, absenceIn(report))));
    throw new UserError(
      "unknown-device",
      said("analysis.device-cannot-used-use", { wanted, reasons }),
    );
  }

  private async fastest(
    model: LoadedModel,
    channels: 1 | 3,
    pixels: number,
    job: Job,
  ): Promise<ChosenDevice> {
    const candidates = this.candidates();
    const verdicts: Verdict[] = [];
    for (const [done, id] of candidates.entries()) {
      // What was found out before is there at once.
      if (!this.awaited.has(id)) job.progress({ phase: "device", done, total: candidates.length });
      this.awaited.add(id);
      verdicts.push(await this.judge(await this.report(id), model, channels, pixels, true));
    }
    const right = verdicts.filter((verdict) => "time" in verdict);
    const [best] = right.sort((a, b) => a.time - b.time);
    if (best && best.time < best.cpu) {
      const than = timesOf(best);
      return this.on(await this.report(best.id), "auto", said("engine.fastest", { than }));
    }
    const reasons = verdicts.map((verdict) =>
      ofDevice(verdict.id, "refused" in verdict ? verdict.refused : timesOf(verdict)),
    );
    return onCpu(
      this.cpu,
      "auto",
      reasons.length > 0 ? together(reasons) : said("engine.no-other-device"),
    );
  }

  /** @param auto whether it has to be a real one */
  private async judge(
    report: DeviceReport,
    model: LoadedModel,
    channels: 1 | 3,
    pixels: number,
    auto = false,
  ): Promise<Verdict> {
    const { id, name, present, reason, software } = report;
    const refused = (why: Message): Verdict => ({ id, refused: why });
    if (!present || reason !== null) return refused(absenceIn(report));
    if (auto && software) return refused(said("engine.imitates", { name: name ?? id }));
    const { failure } = this.devices.engine(id);
    if (failure !== null) {
      // What it held is of no more use; what follows is opened on the CPU.
      if (!this.failed.has(id)) await this.sessions.get(id)?.close();
      this.failed.add(id);
      return auto ? refused(failure) : this.standIn(id, name);
    }
    const trial = await this.devices.trial(id, dueTrial(model, channels, isHalf(id)));
    if (!trial) return refused(said("engine.half-lacks"));
    if (!trial.passed)
      return refused(
        trial.said ?? (trial.failure === null ? said("engine.wrong") : raw(trial.failure)),
      );
    const [time, cpu] = [expectedTime(trial, "device", pixels), expectedTime(trial, "cpu", pixels)];
    return { id, time, cpu, name: name ?? id };
  }

  /** One that has failed before was right then: the CPU stands in for it. */
  private standIn = (id: DeviceId, name: string | null): Verdict => ({
    id,
    time: 0,
    cpu: 0,
    name: name ?? id,
  });

  private report(id: DeviceId): Promise<DeviceReport> {
    const report =
      this.known.get(id) ?? this.selfTest(id).then((tests) => this.devices.report(id, tests));
    this.known.set(id, report);
    // One that could not be made is made anew.
    report.catch(() => {
      this.known.delete(id);
      this.awaited.delete(id);
    });
    return report;
  }

  /** Our own models; none is read before its test is due. The user's are tested when they are used. */
  private async selfTest(id: DeviceId): Promise<SelfTest[]> {
    if (id === "cpu") return [];
    const half = isHalf(id);
    return (await this.library.ownCards()).map((card) => {
      const channels = card.input.color === "gray" ? 1 : 3;
      const content = contentOf(card.sha256, card, "native");
      return {
        model: card.id,
        key: trialKey(content, channels, half),
        make: async () => trialNetwork(await this.library.peek({ model: card.id }), channels, half),
      };
    });
  }

  private on(report: DeviceReport, requested: string, reason: Message): ChosenDevice {
    const sessions = this.sessionsOn(report.id);
    return onDevice(report, sessions, this.devices.engine(report.id), requested, reason);
  }

  private sessionsOn(id: DeviceId): Sessions {
    const precision = isHalf(id) ? "half" : "single";
    const known = this.sessions.get(id) ?? new Sessions(this.devices.engine(id), precision);
    this.sessions.set(id, known);
    return known;
  }
}

const milliseconds = (time: number): string =>
  time < 10 ? `${time.toFixed(1)} ms` : `${Math.round(time)} ms`;

const ofDevice = (id: DeviceId, what: Message): Message => said("of", { subject: id, what });

const absenceIn = ({ reason, said: inCodes }: DeviceReport): Message =>
  inCodes ?? (reason === null ? said("engine.not-there") : raw(reason));

const timesOf = ({ time, cpu }: { readonly time: number; readonly cpu: number }): Message =>
  said("engine.about", { time: milliseconds(time), cpu: milliseconds(cpu) });
