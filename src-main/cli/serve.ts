/** @file `fullconv serve`: the app in a browser. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { stateMessage } from "../../src-core/contract/state.ts";
import { createApiAndPages } from "../api/api-and-pages.ts";
import { sectionsOf } from "../diagnostics/sections.ts";
import { picturesScript, workerScript } from "../files/app-root.ts";
import { ownSession } from "../files/cache-folder.ts";
import { openLog } from "../log/log.ts";
import { handOver } from "../server/hand-over.ts";
import { startServer } from "../server/server.ts";
import { forkWorker } from "../worker/fork.ts";
import { RemotePictures } from "../worker/remote-pictures.ts";
import { Supervisor } from "../worker/supervisor.ts";
import { reason } from "../reason.ts";
import { say } from "./text/terminal.ts";

export interface ServeOptions {
  readonly port: number;
  readonly open?: true;
}

/** Serves until the signal. @throws UserError when the port is taken */
export async function serve({ port, open }: ServeOptions, signal: AbortSignal): Promise<void> {
  openLog("fullconv serve", sectionsOf("fullconv serve"));
  ownSession();
  const analyst = new Supervisor(
    () => forkWorker(workerScript()),
    (notice) => {
      api.tellState(notice);
    },
  );
  const pictures = new RemotePictures(() => forkWorker(picturesScript()));
  const api = createApiAndPages({
    analyst,
    pictures,
    onState: (notice) => {
      say(stateMessage(notice));
    },
  });
  try {
    const server = await startServer(api.fetch, port);
    console.log(server.entrance());
    say(
      "Fullconv is open at this address, for this machine only and for one browser. Ctrl-C ends it.",
    );
    if (open) handOverTo(server.entrance());
    if (!signal.aborted) await once(signal, "abort");
    await server.close();
  } finally {
    // Batches stop before the process that works for them.
    await api.close();
    analyst.close();
    pictures.close();
  }
}

/** What goes wrong leaves the printed address. */
function handOverTo(address: string): void {
  try {
    openBrowser(handOver(address));
  } catch (cause) {
    say(`${reason(cause)}; no browser could be opened: open the address above.`);
  }
}

/** Asks the system to open a page; where it cannot, the address on the terminal has to do. */
function openBrowser(file: string): void {
  const openers: Partial<Record<NodeJS.Platform, [string, ...string[]]>> = {
    darwin: ["open"],
    win32: ["rundll32", "url.dll,FileProtocolHandler"],
  };
  const [command, ...args] = openers[process.platform] ?? ["xdg-open"];
  const child = spawn(command, [...args, file], { stdio: "ignore", detached: true });
  child.on("error", () => {
    say(`No browser could be opened: open the address above.`);
  });
  child.unref();
}
