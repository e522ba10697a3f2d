/** @file What is known of a process and its work: for the log, and for the one line that tells of an end that nobody expected. */
import { z } from "zod";
import type { HowEnded, ProcessEnd } from "../../src-core/contract/process-end.ts";
import { bytesInWords } from "../../src-core/messages/bytes-in-words.ts";
import { sawResult } from "../diagnostics/told.ts";
import { knowPrivate, log, logBounded, unexpectedEnd } from "../log/log.ts";
import { endInWords } from "../process-end.ts";
import { reason } from "../reason.ts";
import type { Call } from "./protocol.ts";
import { workInWords } from "./work-in-words.ts";

const size = z.object({ width: z.number(), height: z.number() });
const mostSizes = 100;

type Asked = Pick<Call, "method" | "args">;

export class Account {
  private readonly name: string;
  private readonly room: "engine" | "pictures";
  /** Bytes that the process held when it last reported. */
  memory: number | null = null;
  /** How often a process ended under the same work. */
  private readonly endings = new Map<string, number>();
  /** Sizes of images that were opened last, by path. */
  private readonly sizes = new Map<string, string>();

  /** @param name in messages @param room in the log */
  constructor(name: string, room: "engine" | "pictures") {
    this.name = name;
    this.room = room;
  }

  began(): void {
    this.memory = null;
    log("info", this.room, `${this.name} began`);
  }

  asked(call: Asked): void {
    knowPrivate(...workInWords(call).names);
  }

  /** What came back says how large an image is. */
  answered({ method, args }: Asked, value: unknown): void {
    sawResult(value);
    const [path] = args;
    const read = size.safeParse(value);
    if (method !== "openImage" || typeof path !== "string" || !read.success) return;
    this.sizes.set(path, `${read.data.width}×${read.data.height}`);
    const [oldest] = this.sizes.keys();
    if (this.sizes.size > mostSizes && oldest !== undefined) this.sizes.delete(oldest);
  }

  /** Writes down how a job ends, and how long it took. */
  follow(call: Asked, { signal }: { readonly signal: AbortSignal }, work: Promise<unknown>): void {
    const began = performance.now();
    const note = (level: "info" | "error", how: string): void => {
      const { text, names } = workInWords(call, this.sizes);
      const seconds = ((performance.now() - began) / 1000).toFixed(2);
      const told = `${text}: ${how} after ${seconds} s`;
      logBounded(`ends of ${call.method}`, level, this.room, told, names);
    };
    work.then(
      () => {
        note("info", "done");
      },
      (cause: unknown) => {
        if (signal.aborted) note("info", "stopped");
        else note("error", `failed: ${reason(cause)}`);
      },
    );
  }

  /** As it was meant to. */
  closed(): string {
    log("info", this.room, `${this.name} ended`);
    return "the app is closing";
  }

  /**
   * What is known of an end that nobody expected, in one line: how, under what, and what to do. It goes into the log and a report.
   * @param call what was worked at; undefined where nothing was asked
   */
  lost(how: HowEnded, call: Asked | undefined): { message: string; end: ProcessEnd } {
    const work = call && workInWords(call, this.sizes);
    const memory = this.memory === null ? "" : `, with ${bytesInWords(this.memory)} in use`;
    const during = work ? ` during ${work.text}${memory}` : "";
    const times = this.count(work?.key ?? null);
    const advice =
      times < 2
        ? "run it again, with less memory for one tile if this repeats"
        : `it is the ${times === 2 ? "2nd" : times === 3 ? "3rd" : `${times}th`} time with this model on this device: choose another device, less memory for one tile, or a smaller image`;
    const message = `${this.name} ended unexpectedly (${endInWords(how)})${during} and will be restarted: ${advice}`;
    unexpectedEnd(this.room, message, work?.names);
    const end = {
      process: this.room,
      how,
      work: work?.parts ?? null,
      memory: this.memory,
      times,
    };
    return { message, end };
  }

  private count(key: string | null): number {
    if (key === null) return 1;
    const times = (this.endings.get(key) ?? 0) + 1;
    this.endings.set(key, times);
    return times;
  }
}
