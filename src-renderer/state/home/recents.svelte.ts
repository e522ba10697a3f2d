/** @file The images that were looked at lately, as Home shows them: the host keeps them. */
import type { OpenedImage } from "../../../src-core/contract/api.ts";
import type { RecentImage } from "../../../src-core/contract/home/recents.ts";
import {
  forgetRecents,
  listRecents,
  noteRecent,
  openRecent,
  removeRecent,
} from "../../host/recents.ts";
import { thumbnailOf } from "../../viewer/thumbnail.ts";

/** What the list needs of the window around it. */
interface Around {
  readonly opener: {
    open(name: string, open: (signal: AbortSignal) => Promise<OpenedImage>): Promise<boolean>;
  };
  readonly notifications: { report(name: string | null, cause: unknown): void };
}

export class Recents {
  /** The newest first; null until the host told them. */
  list = $state.raw<readonly RecentImage[] | null>(null);
  private readonly around: Around;

  constructor(around: Around) {
    this.around = around;
  }

  /** Of the models that looked at them, the one used last first. */
  readonly models: readonly string[] = $derived.by(() =>
    (this.list ?? [])
      .map(({ model }) => model)
      .filter((model, index, all) => all.indexOf(model) === index),
  );

  /** A host that keeps none is no error. */
  async load(): Promise<void> {
    this.list = await listRecents().catch(() => this.list ?? []);
  }

  /** An analysis was looked at. That it cannot be noted takes nothing from it. @param picture null of a large image */
  async note(analysis: string, picture: HTMLImageElement | null): Promise<void> {
    const thumbnail = picture && thumbnailOf(picture);
    await noteRecent({ analysis, thumbnail }).catch(() => undefined);
  }

  async open({ id, name }: RecentImage): Promise<void> {
    // What is no longer there is listed as such from now on.
    if (!(await this.around.opener.open(name, (signal) => openRecent(id, signal))))
      await this.load();
  }

  async remove({ id }: RecentImage): Promise<void> {
    await this.change(() => removeRecent(id));
  }

  async forgetAll(): Promise<void> {
    await this.change(forgetRecents);
  }

  private async change(change: () => Promise<void>): Promise<void> {
    try {
      await change();
    } catch (cause) {
      this.around.notifications.report(null, cause);
    }
    await this.load();
  }
}
