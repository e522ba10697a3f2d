/** @file The process's side: an object whose methods answer messages. */
import type { Job } from "../analysis/jobs/job.ts";
import { toFailure } from "../engine/failure.ts";
import type { Call, Report, ToWorker } from "./protocol.ts";

type Send = (message: Report) => void;

/** Resolves when the message has left this process: a large one takes several turns of the event loop. */
export type Post = (message: Report) => Promise<void>;

/** Between two reports of one phase, in milliseconds. */
const reportInterval = 50;

/** Methods, by name. Those that take a job get it behind the arguments that were sent. */
export interface Served {
  readonly plain: Record<string, (...args: never[]) => Promise<unknown>>;
  readonly jobs: Record<string, (...args: never[]) => Promise<unknown>>;
}

/** @returns what has to be done with each message */
export function serveCalls({ plain, jobs }: Served, post: Post): (message: ToWorker) => void {
  const running = new Map<number, AbortController>();
  /** Short requests that are being answered, and messages that are on their way out. */
  const unfinished = new Set<Promise<void>>();

  const wait = (work: Promise<void>): void => {
    unfinished.add(work);
    void work.finally(() => unfinished.delete(work));
  };
  const send: Send = (message) => {
    wait(post(message));
  };
  const others = async (): Promise<void> => {
    await Promise.all(unfinished);
  };

  const perform = (call: Call, signal: AbortSignal): Promise<unknown> => {
    const { id, method } = call;
    const args = call.args as never[];
    if (plain[method]) return plain[method](...args);
    if (!jobs[method]) throw new RangeError(`nothing is known of ${method}`);
    const job: Job = {
      signal,
      others,
      progress: throttled(id, send),
      tell: (news) => {
        send({ type: "news", id, news });
      },
      record: (race) => {
        send({ type: "race", id, race });
      },
      running: (isOn) => {
        send({ type: "turn", id, isOn });
      },
    };
    const onMap = (first: unknown): void => {
      send({ type: "map", id, first } as Report);
    };
    return jobs[method](...([...args, job, onMap] as never[]));
  };

  const answer = async (call: Call, signal: AbortSignal): Promise<void> => {
    const { id } = call;
    try {
      signal.throwIfAborted();
      send({ type: "done", id, value: await perform(call, signal) });
    } catch (cause) {
      send({ type: "failed", id, error: toFailure(cause) });
    } finally {
      running.delete(id);
    }
  };

  return (message) => {
    if (message.type === "cancel") {
      running.get(message.id)?.abort();
      return;
    }
    if (message.type === "device-ended") return; // whoever started the device listens for that
    const controller = new AbortController();
    running.set(message.id, controller);
    const work = answer(message, controller.signal);
    // A job waits for others, so it is none of those that are waited for.
    if (plain[message.method]) wait(work);
  };
}

/** Reports seldom enough for the messages' sake, but never keeps the end of a phase to itself. */
function throttled(id: number, send: Send): Job["progress"] {
  let [last, phase] = [-Infinity, ""];
  return (progress) => {
    const now = performance.now();
    const ended = progress.done >= progress.total;
    if (!ended && progress.phase === phase && now - last < reportInterval) return;
    last = now;
    phase = progress.phase;
    send({ type: "progress", id, progress, memory: process.memoryUsage.rss() });
  };
}
