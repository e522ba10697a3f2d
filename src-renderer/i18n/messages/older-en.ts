/** @file Failures that come without codes: in English as they are told, but for what only the command line has. */

/** What a failure advises of the command line, as the window has it. */
const advice: readonly (readonly [option: RegExp, words: string])[] = [
  [/ \(--(?:scales|objects)\)/g, ""],
  [/: use --device cpu$/, ": choose the CPU"],
  [/: use another --device$/, ": choose another device"],
  [/: leave --stride out$/, ""],
  [/: leave --method out, or take --method fcn$/, ""],
];

export const failureInWindow = (message: string): string =>
  advice.reduce((told, [option, words]) => told.replace(option, words), message);
