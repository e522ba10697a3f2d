/** @file Where large images lie in tiles while the app runs: a folder per run, removed at its end. */
import { said } from "../../src-core/messages/said.ts";
import { createHash, randomBytes } from "node:crypto";
import { lstatSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { homedir, hostname } from "node:os";
import { basename, join, resolve } from "node:path";
import { UserError } from "../../src-core/contract/failure.ts";
import { isAlive } from "./is-alive.ts";
import { makeFolderSync } from "./make-folder.ts";
import { systemFolder } from "./system-folder.ts";
import { why } from "../reason.ts";

/** `FULLCONV_CACHE`, or the folder that the system has for this. */
export function cacheFolder(): string {
  const { FULLCONV_CACHE, LOCALAPPDATA, XDG_CACHE_HOME } = process.env;
  if (FULLCONV_CACHE) return resolve(FULLCONV_CACHE);
  const home = homedir();
  if (process.platform === "win32")
    return join(systemFolder(LOCALAPPDATA, join(home, "AppData", "Local")), "Fullconv", "Cache");
  if (process.platform === "darwin") return join(home, "Library", "Caches", "Fullconv");
  return join(systemFolder(XDG_CACHE_HOME, join(home, ".cache")), "fullconv");
}

const sessionName = /^session-(\d+)-[0-9a-f]{12}$/;
/** Says that a folder is ours, and on which machine its process runs: home folders may be shared. */
const marker = "fullconv-session.txt";
let own: string | undefined;

/**
 * Makes this process the owner of a session folder, whose name its child processes get in FULLCONV_SESSION. Folders of
 * processes that died are removed now, its own at its end. Nothing is created yet.
 */
export function ownSession(): void {
  if (own !== undefined) return;
  sweepSessions();
  const name = `session-${process.pid}-${randomBytes(6).toString("hex")}`;
  const folder = join(cacheFolder(), name);
  own = folder;
  process.env["FULLCONV_SESSION"] = folder;
  process.on("exit", () => {
    removeSession(folder);
  });
}

/**
 * The session folder of this run: the parent's where there is one, else its own.
 * @throws UserError `output-unwritable` when it cannot be created
 */
export function sessionFolder(): string {
  const inherited = process.env["FULLCONV_SESSION"];
  if (own === undefined && !(inherited && sessionName.test(basename(inherited)))) ownSession();
  const folder = own ?? inherited ?? "";
  try {
    if (isSession(folder)) return folder;
    makeFolderSync(folder, 0o700);
    writeFileSync(join(folder, marker), hostname());
    return folder;
  } catch (cause) {
    throw new UserError(
      "output-unwritable",
      said("files.no-cache-folder", { folder, why: why(cause) }),
      { cause },
    );
  }
}

/** The session folder where there is one already. */
export function startedSession(): string | null {
  const folder = own ?? process.env["FULLCONV_SESSION"] ?? "";
  return isSession(folder) ? folder : null;
}

/** The path in the session folder that belongs to these words. */
export function keyFile(parts: readonly string[], ending: string): string {
  const key = createHash("sha256").update(JSON.stringify(parts)).digest("hex").slice(0, 32);
  return join(sessionFolder(), key + ending);
}

/** Removes the session folders of processes that are no more. What is not surely ours stays. */
export function sweepSessions(folder = cacheFolder()): void {
  for (const name of namesIn(folder)) {
    const pid = sessionName.exec(name)?.[1];
    // A folder of this very process id that this process did not make is from an earlier one.
    if (pid !== undefined && (Number(pid) === process.pid || !isAlive(Number(pid))))
      removeSession(join(folder, name));
  }
}

/** A cache that cannot be read is told of when it is used. */
function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** Files that are still open elsewhere stay for the next sweep. */
function removeSession(folder: string): void {
  try {
    if (isSession(folder) && readFileSync(join(folder, marker), "utf8") === hostname())
      rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  } catch {
    // Whatever is in the way, it is no reason to fail at the start or the end.
  }
}

/** A real folder (no link to another one) with our marker in it. */
function isSession(folder: string): boolean {
  const found = lstatSync(folder, { throwIfNoEntry: false });
  const marked = lstatSync(join(folder, marker), { throwIfNoEntry: false });
  return found?.isDirectory() === true && marked?.isFile() === true;
}
