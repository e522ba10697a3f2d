/** @file Cases worked through by processes that are watched, a fresh one now and then: which case one died in or hung at is told. */
import { watchedChild } from "./watched-child.ts";

/** What a process says: which case it begins, and what became of it. */
export type CaseMessage<Begun, Done> =
  ({ readonly type: "begun" } & Begun) | ({ readonly type: "done" } & Done);

export interface Cases<Begun, Done> {
  /** Of the process; its arguments are `argsOf` of the first case and how many there are. */
  readonly script: string;
  readonly first: number;
  /** The case after the last. */
  readonly end: number;
  /** Cases of one process. */
  readonly share: number;
  readonly argsOf: (first: number, count: number) => readonly (string | number)[];
  /** Milliseconds in which a case has to end, on a machine that is not slow. */
  readonly longest: (begun: Begun) => number;
  readonly onDone: (done: Done) => void;
  /** The process ended, or was ended, in this case. */
  readonly onLost: (begun: Begun, how: string) => void;
}

/** Milliseconds until a process's first message, and between two cases. */
const starting = 60_000;

/** @throws Error where a process ends before it has begun a case */
export async function workThrough<Begun extends { readonly index: number }, Done>(
  cases: Cases<Begun, Done>,
): Promise<void> {
  const { script, end, share, argsOf, longest, onDone, onLost } = cases;
  for (let next = cases.first; next < end;) {
    const count = Math.min(share, end - next);
    const at: { begun: Begun | null; done: number } = { begun: null, done: 0 };
    const how = await watchedChild(script, argsOf(next, count), starting, (told) => {
      const message = told as CaseMessage<Begun, Done>;
      if (message.type === "begun") {
        at.begun = message;
        return longest(message);
      }
      at.done++;
      onDone(message);
      return starting;
    });
    if (at.done === count) {
      next += count;
      continue;
    }
    if (!at.begun) throw new Error(how);
    onLost(at.begun, how);
    next = at.begun.index + 1;
  }
}
