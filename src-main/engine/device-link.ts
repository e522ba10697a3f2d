/** @file The app's side of a device's process: it is started, asked, and given up when it dies or does not answer. */
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import type { Server, Socket } from "node:net";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type {
  DeviceResponse,
  DeviceMethods,
  DeviceMethod,
  DeviceRequest,
} from "./device-protocol.ts";
import { environmentVariables } from "./device-protocol.ts";
import { DeviceFailed, OutOfMemory } from "./engine.ts";
import { awakeTimeout } from "../awake-timeout.ts";
import { temporaryFolderSync } from "../files/temporaries.ts";
import { log } from "../log/log.ts";
import { receiveFrame, sendFrame } from "./frames.ts";

export interface DeviceProcess {
  /** @param listener is told once how the process ended, in words */
  onExit(listener: (how: string) => void): void;
  kill(): void;
}

/** Starts a process that connects back, with these variables in its environment. */
export type StartDevice = (environment: Readonly<Record<string, string>>) => DeviceProcess;

interface PendingAnswer {
  readonly resolve: (value: never) => void;
  readonly reject: (cause: Error) => void;
}

export class DeviceLink {
  private readonly device: string;
  private readonly process: DeviceProcess;
  private readonly connected: Promise<Socket>;
  private readonly waiting = new Map<number, PendingAnswer>();
  private failed: DeviceFailed | null = null;
  private count = 0;

  /**
   * @param device what the process is told to be
   * @param patience milliseconds that it may take to start
   */
  constructor(start: StartDevice, device: string, patience: number) {
    this.device = device;
    const secret = randomBytes(16).toString("hex");
    const { address, server, remove } = listenSomewhere();
    const environment = {
      [environmentVariables.device]: device,
      [environmentVariables.address]: address,
      [environmentVariables.secret]: secret,
    };
    this.process = start(environment);
    this.process.onExit((how) => {
      this.giveUp(`its process ended (${how})`);
    });
    this.connected = this.accept(server, secret, patience).finally(() => {
      server.close();
      remove();
    });
    this.connected.catch(() => undefined); // whoever asks is told
  }

  /** Whether it is of no more use. */
  get isOver(): boolean {
    return this.failed !== null;
  }

  /**
   * @param patience milliseconds until the device counts as hung
   * @throws DeviceFailed, OutOfMemory
   */
  async ask<M extends DeviceMethod>(
    method: M,
    args: DeviceMethods[M]["in"],
    patience: number,
  ): Promise<DeviceMethods[M]["out"]> {
    const socket = await this.connected;
    if (this.failed) throw this.failed;
    const id = ++this.count;
    socket.ref();
    const answer = new Promise<never>((resolve, reject) => {
      this.waiting.set(id, { resolve, reject });
    });
    const unwatch = awakeTimeout(() => {
      this.giveUp(`it gave no answer for ${Math.round(patience / 1000)} s`);
    }, patience);
    const question: DeviceRequest<M> = { id, method, args };
    sendFrame(socket, question);
    try {
      return await answer;
    } finally {
      unwatch();
      if (this.waiting.size === 0) socket.unref();
    }
  }

  close(): void {
    this.giveUp("it was closed", "info");
  }

  private accept(server: Server, secret: string, patience: number): Promise<Socket> {
    return new Promise((resolve, reject) => {
      const unwatch = awakeTimeout(() => {
        this.giveUp(`its process did not start within ${patience / 1000} s`);
        reject(this.failed ?? new DeviceFailed(this.device));
      }, patience);
      this.process.onExit(() => {
        unwatch();
        reject(this.failed ?? new DeviceFailed(`${this.device}: its process ended`));
      });
      server.on("connection", (socket) => {
        let known = false;
        socket.on("error", () => undefined); // `close` follows
        receiveFrame(socket, (message) => {
          if (known) {
            this.receive(message as DeviceResponse);
            return;
          }
          if (message !== secret) {
            socket.destroy();
            return;
          }
          known = true;
          unwatch();
          socket.once("close", () => {
            this.giveUp("its process closed the connection");
          });
          socket.unref();
          resolve(socket);
        });
      });
    });
  }

  private receive(answer: DeviceResponse): void {
    const waiting = this.waiting.get(answer.id);
    if (!waiting) return;
    this.waiting.delete(answer.id);
    if ("value" in answer) {
      waiting.resolve(answer.value as never);
      return;
    }
    const { kind, message } = answer.error;
    waiting.reject(new (kind === "memory" ? OutOfMemory : DeviceFailed)(message));
  }

  private giveUp(why: string, level: "info" | "error" = "error"): void {
    if (this.failed) return;
    const { size } = this.waiting;
    const left =
      size === 0 ? "" : `, with ${size} ${size === 1 ? "request" : "requests"} unanswered`;
    log(level, "device", `${this.device}: ${why}${left}`);
    this.failed = new DeviceFailed(`${this.device} failed: ${why}`);
    this.process.kill();
    void this.connected.then((socket) => socket.destroy()).catch(() => undefined);
    for (const { reject } of this.waiting.values()) reject(this.failed);
    this.waiting.clear();
  }
}

/** Bytes of a socket's path that every system takes. */
const longestSocket = 100;

/** In the session's folder, unless that lies too deep for a socket. */
function socketFolder(): string {
  const folder = temporaryFolderSync("device");
  if (Buffer.byteLength(join(folder, "device")) <= longestSocket) return folder;
  rmSync(folder, { recursive: true, force: true });
  return mkdtempSync(join(tmpdir(), "fullconv-"));
}

/** A place that only this user's processes can connect to. */
function listenSomewhere(): { address: string; server: Server; remove: () => void } {
  const server = createServer();
  if (process.platform === "win32") {
    const address = `\\\\.\\pipe\\fullconv-${randomBytes(12).toString("hex")}`;
    server.listen(address);
    return { address, server, remove: () => undefined };
  }
  const folder = socketFolder();
  const address = join(folder, "device");
  server.listen(address);
  return {
    address,
    server,
    remove: () => {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
