/** @file Where models lie: ours in the app's folder, the user's in theirs; an id of ours hides one of theirs. */
import { said } from "../../../src-core/messages/said.ts";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "../../../src-core/contract/failure.ts";
import { folderTrouble } from "../../files/folder-trouble.ts";
import { cardless, idsIn, withoutCard } from "./model-folders.ts";

export class Places {
  readonly ours: string;
  /** Folder of the user's models, which need not be there yet. */
  readonly theirs: string | undefined;

  constructor(ours: string, theirs?: string) {
    this.ours = ours;
    this.theirs = theirs;
  }

  /** Names of all models, sorted; ours come before the user's. */
  async ids(): Promise<string[]> {
    const ours = await idsIn(this.ours);
    const theirs = this.theirs === undefined ? [] : await idsIn(this.theirs);
    return [...ours, ...theirs.filter((id) => !ours.includes(id))];
  }

  /** Folders of the user's that should be models and have no card any more. */
  async cardless(): Promise<string[]> {
    return this.theirs === undefined ? [] : cardless(this.theirs);
  }

  async isOwn(id: string): Promise<boolean> {
    return this.theirs !== undefined && (await this.folderOf(id)) === join(this.theirs, id);
  }

  /** @throws UserError when there is no such model */
  async folderOf(model: string): Promise<string> {
    const { ours, theirs } = this;
    const ids = await this.ids();
    if (!ids.includes(model) && (await this.cardless()).includes(model))
      throw withoutCard(join(theirs ?? "", model));
    if (!ids.includes(model)) {
      const trouble = theirs === undefined ? null : await folderTrouble(theirs);
      const missing =
        trouble === null
          ? ""
          : said("models.folder-unreadable", { folder: theirs ?? "", why: trouble });
      throw new UserError("unknown-model", said("models.unknown", { model, ids, missing }));
    }
    const folder = join(ours, model);
    return existsSync(join(folder, "card.json")) ? folder : join(theirs ?? ours, model);
  }

  /** The folder for one more of the user's. @throws UserError where there is no place for it, or the id is taken */
  async placeFor(id: string): Promise<string> {
    if (this.theirs === undefined)
      throw new UserError("invalid-request", said("models.there-no-folder-user"));
    if ([...(await this.ids()), ...(await this.cardless())].includes(id))
      throw new UserError("output-exists", said("models.exists", { id }));
    return this.theirs;
  }
}
