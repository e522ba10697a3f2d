/** @file Electron's port from a utility process to the app, which Node's types do not know. */
import type { FromWorker, ToWorker } from "./protocol.ts";

export interface ParentPort {
  on(event: "message", listener: (event: { data: ToWorker }) => void): void;
  postMessage(message: FromWorker): void;
}

/** Undefined in a process that is no utility process. */
export const parentPort = (): ParentPort | undefined =>
  (process as { parentPort?: ParentPort }).parentPort;
