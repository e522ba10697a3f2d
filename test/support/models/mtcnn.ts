/** @file MTCNN's published weights and LFW's faces, which lie beside the project. */
import { existsSync, readFileSync } from "node:fs";

const weights = "../shared/models/mtcnn";
const faces = "../shared/data/faces/lfw_subset.npy";

/** Whether weights and faces are beside the project; says so aloud where they are not. */
export function mtcnnPresent(): boolean {
  const absent = [weights, faces].filter((path) => !existsSync(path));
  if (absent.length > 0) console.warn(`skipped: tests on MTCNN (${absent.join(", ")} not here)`);
  return absent.length === 0;
}

export const mtcnnWeights = (network: 1 | 2 | 3): Uint8Array =>
  readFileSync(`${weights}/det${network}.npy`);

/** Side of the pictures of `facePictures`. */
export const faceSide = 25;

/** 200 grey pictures of 25×25 values in 0…1: 100 faces, then 100 other cuts. */
export function facePictures(): Float64Array[] {
  const bytes = readFileSync(faces);
  const size = faceSide * faceSide;
  const values = new Float64Array(
    bytes.buffer.slice(bytes.byteOffset + bytes.length - 200 * size * 8),
  );
  return Array.from({ length: 200 }, (_, index) =>
    values.subarray(index * size, (index + 1) * size),
  );
}
