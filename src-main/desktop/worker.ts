/**
 * @file The desktop's processes that work: the engine, and the one that reads images in tiles.
 *
 * [Note: two GLibs] Electron's binary on Linux is linked to the system's GLib, and sharp's library brings a GLib of its
 * own: in one process each calls into the other, and decoding an image crashes sooner or later, in a utility process
 * too. So the engine runs on a Node of its own there, which is what it runs on in browser mode.
 */
import { join } from "node:path";
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
  return process.platform === "linux" ? worker : serveDevices(worker, startDevice);
}

/** Must be called when the app is ready. */
export const startPictures = (): WorkerProcess => start(picturesScript(), "Fullconv pictures");

/** A utility process cannot start others. */
export const startDevice: StartDevice = (environment) =>
  forkUtility(unpackedPath(deviceScript()), "Fullconv device", environment);

function start(path: string, name: string): WorkerProcess {
  const script = unpackedPath(path);
  return process.platform === "linux"
    ? forkWorker(script, nodeBinary())
    : forkUtility(script, name);
}

/** In a package beside the archive; in a checkout the one that started the app. */
const nodeBinary = (): string =>
  app.isPackaged
    ? join(process.resourcesPath, "node")
    : (process.env["FULLCONV_NODE"] ?? process.env["npm_node_execpath"] ?? "node");
