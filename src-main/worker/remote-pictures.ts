/** @file The pictures in a process of their own, where they do not wait for the engine. */
import type { Pictures } from "../analysis/pictures.ts";
import type { WorkerProcess } from "./protocol.ts";
import { Remote } from "./remote.ts";

/** A conversion does not listen while it goes on, and leaves nothing behind when it is ended. */
const patience = 200;

export class RemotePictures extends Remote implements Pictures {
  /** @param spawn starts a picture process; called again after one has died */
  constructor(spawn: () => WorkerProcess) {
    super(spawn, {
      patience,
      name: "the process that reads images",
      room: "pictures",
    });
  }

  readonly tile: Pictures["tile"] = (...args) => this.call("tile", args);
  readonly region: Pictures["region"] = (...args) => this.call("region", args);
  readonly heat: Pictures["heat"] = (...args) => this.call("heat", args);

  readonly forget: Pictures["forget"] = (...args) => this.call("forget", args);

  /** What a conversion took of memory goes back with its process. */
  readonly prepare: Pictures["prepare"] = async (path, job) => {
    try {
      return await this.call<boolean>("prepare", [path], job);
    } finally {
      this.recycle();
    }
  };
}
