/** @file Documents of `--json`: all that is told, in English. Messages in codes are for the window, and are left out. */

/** One line, or indented by so many spaces. */
export const documentText = (document: unknown, indent?: number): string =>
  JSON.stringify(document, withoutCodes, indent);

const withoutCodes = (name: string, value: unknown): unknown =>
  name === "said" && isMessage(value) ? undefined : value;

const isMessage = (value: unknown): boolean =>
  typeof value === "object" && value !== null && "key" in value && "params" in value;
