/**
 * @file The desktop's processes that work: the engine, and the one that reads images in tiles.
 *
 * [Note: two GLibs] Electron's binary on Linux is linked to the system's GLib, and sharp's library brings a GLib of its own: in one
 * process sharp gives the one's objects to the other, and decoding an image crashes sooner or later, in a utility process too. In a
 * package sharp's own has names of its own (scripts/package/separate-glib.ts); in a checkout the engine runs on the Node that started
 * the app. FULLCONV_NODE names a Node for a package, too.
 */
import { app } from "electron";
import { deviceScript, picturesScript, workerScript } from "../files/app-root.ts";
import type { StartDevice } from "../engine/device-link.ts";
import { forkWorker } from "../worker/fork.ts";
import type { WorkerProcess } from "../worker/protocol.ts";
import { serveDevices } from "../worker/serve-devices.ts";
import { forkUtility } from "./fork-utility.ts";
import { unpackedPath } from "./unpacked-path.ts";

/** Must be called when the app is ready. */
export function startEngine(): WorkerProcess {
  const worker = start(workerScript(), "Fullconv engine");
  // A Node of its own starts its devices itself.
  return ownNode() === null ? serveDevices(worker, startDevice) : worker;
}

/** Must be called when the app is ready. */
export const startPictures = (): WorkerProcess => start(picturesScript(), "Fullconv pictures");

/** A utility process cannot start others. */
export const startDevice: StartDevice = (environment) =>
  forkUtility(unpackedPath(deviceScript()), "Fullconv device", environment);

function start(path: string, name: string): WorkerProcess {
  const script = unpackedPath(path);
  const node = ownNode();
  return node === null ? forkUtility(script, name) : forkWorker(script, node);
}

/** [Note: two GLibs]; null where the process is one of Electron's. */
function ownNode(): string | null {
  if (process.platform !== "linux") return null;
  const named = process.env["FULLCONV_NODE"] ?? null;
  return app.isPackaged ? named : (named ?? process.env["npm_node_execpath"] ?? "node");
}
