/** @file How a process ended: what its signal or exit code most often means, what it said last, and the words for it. */
import type { EndMeaning, HowEnded } from "../src-core/contract/process-end.ts";

const signals: Readonly<Record<string, EndMeaning>> = {
  SIGKILL: "killed",
  SIGSEGV: "native-fault",
  SIGBUS: "native-fault-or-file-shrank",
  SIGILL: "processor-cannot",
  SIGFPE: "native-fault",
  SIGABRT: "native-gave-up",
  SIGTRAP: "native-gave-up",
  SIGTERM: "asked-to-end",
};

/** Exit codes that stand for a signal, as shells tell them, and those of Windows. */
const codes: Readonly<Record<number, string>> = {
  132: "SIGILL",
  133: "SIGTRAP",
  134: "SIGABRT",
  135: "SIGBUS",
  136: "SIGFPE",
  137: "SIGKILL",
  139: "SIGSEGV",
  143: "SIGTERM",
};
const windows: Readonly<Record<number, EndMeaning>> = {
  0xc0000005: "native-fault",
  0xc000001d: "processor-cannot",
  0xc0000017: "no-memory",
  0xc000012d: "no-memory",
  0xc0000135: "library-missing",
  0xc0000374: "memory-damaged",
  0xc0000409: "native-gave-up",
  0xc00000fd: "nested-too-deep",
};

/** What runtimes say before they give up. */
const lastWords: readonly (readonly [RegExp, EndMeaning])[] = [
  [/JavaScript heap out of memory|Reached heap limit/, "heap-full"],
  [/std::bad_alloc|out of memory|cannot allocate memory/i, "no-memory"],
  [/Cannot find module|ERR_MODULE_NOT_FOUND/, "app-file-missing"],
];

const words: Readonly<Record<EndMeaning, string>> = {
  killed: "killed from outside, most often by the system when memory runs out",
  "native-fault": "a fault in native code",
  "native-fault-or-file-shrank":
    "a fault in native code, or a file that became shorter while it was read",
  "processor-cannot": "native code that this processor cannot run",
  "native-gave-up": "native code gave up",
  "asked-to-end": "another program asked it to end",
  "no-memory": "there was no memory left",
  "heap-full": "JavaScript ran out of memory",
  "library-missing": "a library that it needs is missing",
  "app-file-missing": "a file of the app is missing",
  "memory-damaged": "native code damaged its memory",
  "nested-too-deep": "native code nested too deep",
};

/**
 * @param code null where a signal ended it
 * @param said the last that it wrote to its standard error
 */
export function howItEnded(code: number | null, signal: string | null, said = ""): HowEnded {
  const exitCode = code === null ? null : code >>> 0;
  const known = signal ?? (exitCode === null ? undefined : codes[exitCode]);
  const meaning =
    lastWords.find(([pattern]) => pattern.test(said))?.[1] ??
    (known === undefined ? undefined : signals[known]) ??
    windows[exitCode ?? -1] ??
    null;
  return { signal, exitCode, meaning, told: null };
}

/** What is known is what the system said. */
export const endAsTold = (told: string): HowEnded => ({
  signal: null,
  exitCode: null,
  meaning: null,
  told,
});

/** @returns such as `SIGSEGV: a fault in native code`, or `exit code 7` */
export function endInWords({ signal, exitCode, meaning, told }: HowEnded): string {
  if (told !== null) return told;
  const head =
    signal ??
    (exitCode === null
      ? "for a reason that is not known"
      : exitCode >= 0xc0000000
        ? `exit code 0x${exitCode.toString(16).toUpperCase()}`
        : `exit code ${exitCode}`);
  return meaning === null ? head : `${head}: ${words[meaning]}`;
}
