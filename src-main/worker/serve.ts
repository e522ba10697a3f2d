/** @file The engine process's side: an analyst that answers messages. */
import type { Analyst } from "../analysis/analyst.ts";
import type { Job } from "../analysis/job.ts";
import { toFailure } from "../failure.ts";
import type { Call, FromWorker, Method, ToWorker } from "./protocol.ts";

type Send = (message: FromWorker) => void;

/** Resolves when the message has left this process: a large one takes several turns of the event loop. */
export type Post = (message: FromWorker) => Promise<void>;

/** Between two reports of one phase, in milliseconds. */
const reportInterval = 50;

/** One at a time, in the order in which they came: two that are timed at once would disturb each other. */
const heavy = new Set<Method>(["pass", "baseline", "windows"]);

/** @returns what has to be done with each message */
export function serveAnalyst(analyst: Analyst, post: Post): (message: ToWorker) => void {
  const running = new Map<number, AbortController>();
  /** Short requests that are being answered, and messages that are on their way out. */
  const unfinished = new Set<Promise<void>>();
  let queue: Promise<unknown> = Promise.resolve();

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

  const answer = async (call: Call, signal: AbortSignal): Promise<void> => {
    const { id } = call;
    try {
      signal.throwIfAborted();
      const job: Job = { signal, progress: throttled(id, send), others };
      send({ type: "done", id, value: await perform(analyst, call, job, send) });
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
    const controller = new AbortController();
    running.set(message.id, controller);
    const start = (): Promise<void> => answer(message, controller.signal);
    if (heavy.has(message.method)) {
      queue = queue.then(start);
      return;
    }
    wait(start());
  };
}

function perform(analyst: Analyst, call: Call, job: Job, send: Send): Promise<unknown> {
  const { id } = call;
  // Each case narrows method and arguments together only when asked for one by one.
  const is = <M extends Method>(method: M, other: Call): other is Call<M> =>
    other.method === method;
  if (is("pass", call))
    return analyst.pass(call.args[0], job, (first) => {
      send({ type: "map", id, first });
    });
  if (is("baseline", call)) return analyst.baseline(call.args[0], call.args[1], job);
  if (is("windows", call)) return analyst.windows(call.args[0], job);
  const methods: Record<Method, (...args: never[]) => Promise<unknown>> = analyst;
  return methods[call.method](...(call.args as never[]));
}

/** Reports seldom enough for the messages' sake, but never keeps the end of a phase to itself. */
function throttled(id: number, send: Send): Job["progress"] {
  let [last, phase] = [-Infinity, ""];
  return (progress) => {
    const now = performance.now();
    const ended = progress.done >= progress.total;
    if (!ended && progress.phase === phase && now - last < reportInterval) return;
    [last, phase] = [now, progress.phase];
    send({ type: "progress", id, progress });
  };
}
