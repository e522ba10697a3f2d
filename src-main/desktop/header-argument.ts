/** @file How the main process hands the preload the header that lets it name paths: as an argument of its process. */

const start = "--fullconv-header=";

export const headerArgument = (name: string, value: string): string => `${start}${name}=${value}`;

/** @returns the header's name and value; @throws Error where the arguments have none */
export function readHeaderArgument(argv: readonly string[]): [name: string, value: string] {
  const argument = argv.find((candidate) => candidate.startsWith(start));
  const [, name, value] = /^([^=]+)=(.+)$/.exec(argument?.slice(start.length) ?? "") ?? [];
  if (name === undefined || value === undefined)
    throw new Error(`the window was opened without ${start}`);
  return [name, value];
}
