/** @file Whether a model's files are those that its card means. */
import type { Message } from "../../../../src-core/messages/template.ts";
import { said } from "../../../../src-core/messages/said.ts";
import { createHash } from "node:crypto";
import { dirname } from "node:path";
import { UserError } from "../../../../src-core/contract/failure.ts";
import { openRegular } from "../../../files/regular-file.ts";
import { fileBeside } from "./file-beside.ts";
import type { Source } from "./source.ts";

export type Summed = Pick<Source, "path" | "sha256" | "beside">;

/**
 * What a card's checksum is of: `file` is the model's file alone, `all` that file and those that hold weights of it, one after the
 * other in the order of their names; null where it is of neither. Of a model that is one file both are the same: it is `all`.
 */
export async function summedBy(file: Summed, wanted: string): Promise<"file" | "all" | null> {
  const { sha256, beside = [] } = file;
  if (sha256 === wanted) return beside.length === 0 ? "all" : "file";
  return beside.length > 0 && (await sha256OfAll(file)) === wanted ? "all" : null;
}

/** As `cat model.onnx weights.bin | sha256sum` prints it. @throws UserError where one is missing */
export async function sha256OfAll({ path, beside = [] }: Omit<Summed, "sha256">): Promise<string> {
  const hash = createHash("sha256");
  const further = await Promise.all(beside.map((name) => fileBeside(dirname(path), name, path)));
  for (const each of [path, ...further]) {
    const file = await openRegular(each);
    for await (const piece of file.createReadStream()) hash.update(piece as Uint8Array);
  }
  return hash.digest("hex");
}

export const sumsDiffer = ({ sha256 }: Summed, wanted: string): Message =>
  said("models.not-of-card", { sha256: sha256.slice(0, 12), wanted: wanted.slice(0, 12) });

/** @throws UserError where it is another file than its card says */
export async function checkSum(file: Summed, wanted: string): Promise<void> {
  if ((await summedBy(file, wanted)) !== null) return;
  throw new UserError(
    "invalid-model",
    said("models.sum-differs", { path: file.path, what: sumsDiffer(file, wanted) }),
  );
}

/** A line for who trusts in a card's checksum that leaves weights out; none where it does not. */
export async function sumNotes(file: Summed, wanted: string | undefined): Promise<string[]> {
  if (wanted === undefined || (await summedBy(file, wanted)) !== "file") return [];
  const [first = "", ...others] = file.beside ?? [];
  const weights = others.length === 0 ? first : `${first} and ${others.length} more`;
  return [
    `${file.path}: the card's sha256 is of this file alone: the weights in ${weights} are not checked by it (that of all these files, one after the other, is)`,
  ];
}
