/** @file An image that is being opened: one at a time, and the newest wins. */
import type { ModelSummary, OpenedImage } from "../../../src-core/contract/api.ts";
import { openFile, openSample, releaseImage } from "../../host/images.ts";
import { firstImage } from "../files/group-files.ts";
import type { Notifications } from "./notifications.svelte.ts";

export class ImageOpener {
  /** Of the file; null where none is being opened. */
  name = $state.raw<string | null>(null);
  private readonly notifications: Notifications;
  private readonly onOpened: (image: OpenedImage, stays: boolean) => void;
  private controller: AbortController | null = null;

  /** @param onOpened `stays`: whoever opened it goes on looking at the page that is on the screen */
  constructor(
    notifications: Notifications,
    onOpened: (image: OpenedImage, stays: boolean) => void,
  ) {
    this.notifications = notifications;
    this.onOpened = onOpened;
  }

  /** The first image of several files. */
  openFirst(files: readonly File[]): void {
    const file = firstImage(files);
    if (!file) {
      this.notifications.hint = { type: "nothing-held" };
      return;
    }
    const ignored = files.length - 1;
    void this.open(file.name, (signal) => openFile(file, signal)).then((opened) => {
      if (opened && ignored > 0)
        this.notifications.hint = { type: "ignored", shown: file.name, count: ignored };
    });
  }

  /** @returns as `open` */
  openSample({ id, title }: ModelSummary, stays = false): Promise<boolean> {
    return this.open(title.en, (signal) => openSample(id, signal), stays);
  }

  /** Where opening fails, the image that is shown stays. @returns whether it was opened, and no other one instead */
  async open(
    name: string,
    open: (signal: AbortSignal) => Promise<OpenedImage>,
    stays = false,
  ): Promise<boolean> {
    this.controller?.abort();
    const controller = new AbortController();
    this.controller = controller;
    this.name = name;
    this.notifications.dismiss();
    try {
      const image = await open(controller.signal);
      // A later image came first: the host need not keep this one.
      if (controller.signal.aborted) releaseImage(image.id);
      else this.onOpened(image, stays);
      return !controller.signal.aborted;
    } catch (cause) {
      if (!controller.signal.aborted) this.notifications.report(name, cause);
      return false;
    } finally {
      if (this.controller === controller) this.name = null;
    }
  }

  stop(): void {
    this.controller?.abort();
    this.name = null;
  }
}
