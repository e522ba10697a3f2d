/** @file Opens files that the window did not ask for: from the menu, the command line, the system. */
import { isModelFile } from "../analysis/models/files/source.ts";
import type { Drafts } from "../api/drafts.ts";
import type { HostEvents } from "../api/host-events.ts";
import type { Images } from "../api/images.ts";
import { toFailure } from "../engine/failure.ts";

export class FileOpener {
  private readonly images: Images;
  private readonly drafts: Drafts;
  private readonly events: HostEvents;
  private listening = (): void => undefined;
  private readonly windowListens = new Promise<void>((resolve) => {
    this.listening = resolve;
  });

  constructor({ images, drafts }: { images: Images; drafts: Drafts }, events: HostEvents) {
    this.images = images;
    this.drafts = drafts;
    this.events = events;
  }

  /** Tells the window of the image or model, or of why it cannot be opened; waits until there is a window that listens. */
  async open(path: string): Promise<void> {
    await this.windowListens;
    try {
      if (isModelFile(path))
        this.events.emit({ type: "drafted", draft: await this.drafts.open(path) });
      else this.events.emit({ type: "opened", image: await this.images.add(path) });
    } catch (cause) {
      this.events.emit({ type: "failed", error: toFailure(cause) });
    }
  }

  /** The window shows one image at a time: of several files it gets the first. */
  openFirst(paths: readonly string[]): void {
    const [first] = paths;
    if (first !== undefined) void this.open(first);
  }

  /** To be told of requests that were answered: the window listens once its stream of events is open. */
  watch({ url }: Request): void {
    if (new URL(url).pathname === "/api/events") this.listening();
  }
}
