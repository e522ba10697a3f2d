/**
 * @file How a browser is told an address that nobody else shall know: programs' arguments can be read by every user of a
 * machine, so the browser is given a file that only this user can read, and the file goes on to the address.
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { sessionFolder } from "../files/cache-folder.ts";

/**
 * @param address its secret works once: the file is of no use afterwards, and goes with the session's folder
 * @returns the file
 * @throws UserError "output-unwritable"
 */
export function handOver(address: string): string {
  const file = join(sessionFolder(), "open-fullconv.html");
  const page = `<!doctype html>
<meta charset="utf-8">
<meta name="referrer" content="no-referrer">
<meta http-equiv="refresh" content="0;url=${address}">
<title>Fullconv</title>
<p><a href="${address}">Fullconv</a></p>
`;
  writeFileSync(file, page, { mode: 0o600, flag: "wx" });
  return file;
}
