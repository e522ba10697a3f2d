/** @file An image that is uploaded: as large as an image may be, and no larger than the disk. */
import { UserError } from "../../src-core/contract/failure.ts";
import type { Upload } from "./save-body.ts";
import { saveBody } from "./save-body.ts";

/** Bytes of one file: the largest image that can be opened, in colour with alpha and uncompressed. */
export const largestImageFile = 16e9;

/** Told with status 413. */
export class UploadTooLarge extends UserError {
  constructor(name: string, bytes: string, limit: number) {
    super(
      "image-too-large",
      `${name}: ${bytes}: an image that is uploaded may have ${limit} at most: cut or shrink it`,
    );
  }
}

/**
 * Writes it to `path`; what is too large is refused before it is read where it is announced, else cut where the limit is.
 * @param name as the user knows it
 * @returns its bytes
 * @throws UploadTooLarge, UserError "disk-full"; no file is left then
 */
export async function receiveImage(
  name: string,
  upload: Upload,
  path: string,
  limit = largestImageFile,
): Promise<number> {
  const { announced } = upload;
  if (announced !== null && announced > limit)
    throw new UploadTooLarge(name, `has ${announced} bytes`, limit);
  return saveBody(
    upload,
    path,
    limit,
    () => new UploadTooLarge(name, `has more than ${limit} bytes`, limit),
  );
}
