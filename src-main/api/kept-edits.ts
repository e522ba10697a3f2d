/** @file Corrections of results, kept in the user's folder: a file for each image and model, called by the content of both. */
import { createHash } from "node:crypto";
import { join } from "node:path";
import { z } from "zod";
import type { Edit } from "../../src-core/contract/results/edits.ts";
import { edits } from "../../src-core/contract/results/edits.ts";
import type { ModelMark } from "../analysis/models/files/model-identity.ts";
import { contentDigest } from "../files/content-digest.ts";
import type { TellState } from "../files/kept-file.ts";
import { KeptFile } from "../files/kept-file.ts";
import { userFolder } from "../files/user-folder.ts";
import type { KeptFormat } from "../files/versioned.ts";
import { RecentlyUsed } from "../analysis/jobs/recently-used.ts";

interface Content {
  readonly edits: Edit[];
}

const format: KeptFormat<Content> = {
  migrations: [(old) => old],
  schema: z.strictObject({ edits }),
  initial: { edits: [] },
};

/** What corrections are of. */
export interface EditSubject {
  readonly path: string;
  /** Of the file: while it is the same, so is the content. */
  readonly version: string;
  readonly model: Pick<ModelMark, "sha256" | "card">;
}

export class KeptEdits {
  private readonly folder: string;
  private readonly tell: TellState;
  private readonly digests = new RecentlyUsed<string>(64);
  private readonly files = new RecentlyUsed<KeptFile<Content>>(64);

  constructor(tell: TellState, folder = join(userFolder(), "corrections")) {
    this.tell = tell;
    this.folder = folder;
  }

  /** Empty where there are none. @throws where the image cannot be read */
  async get(subject: EditSubject): Promise<readonly Edit[]> {
    return (await this.fileOf(subject)).read().edits;
  }

  /** @throws UserError where they cannot be written */
  async put(subject: EditSubject, list: readonly Edit[]): Promise<void> {
    const file = await this.fileOf(subject);
    if (list.length === 0) {
      file.clear();
      return;
    }
    file.change(() => ({ edits: [...list] }));
  }

  private async fileOf({ path, version, model }: EditSubject): Promise<KeptFile<Content>> {
    const image = await this.digests.get(version, () => contentDigest(path));
    // Neither the image's name nor its content can be read off it.
    const name = createHash("sha256").update(JSON.stringify([image, model.sha256, model.card]));
    const file = join(this.folder, `${name.digest("hex")}.json`);
    return this.files.get(file, () => Promise.resolve(new KeptFile(file, format, this.tell)));
  }
}
