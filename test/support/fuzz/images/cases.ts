/** @file Damaged image number `index` of a seed: always the same one, so that a failure can be looked at alone. */
import type { Damage } from "../../images/damage.ts";
import { damaged } from "../../images/damage.ts";
import type { ImageFile } from "../../images/image-files.ts";
import { Draw } from "../draw.ts";
import { damagedTiff } from "./tiff-damage.ts";

export interface ImageCase {
  readonly file: ImageFile;
  readonly damage: Damage;
  /** Whether it goes the way of large images. */
  readonly large: boolean;
}

/** TIFF has most layouts: two of three files are TIFFs, every other of those has its directories damaged. */
export function imageCase(files: readonly ImageFile[], seed: number, index: number): ImageCase {
  const draw = new Draw(seed * 1_000_003 + index * 7919);
  const of = (format: string): ImageFile[] => files.filter((file) => file.format === format);
  const turn = index % 3;
  const format = turn < 2 ? "TIFF" : draw.oneOf("PNG", "JPEG", "WebP", "AVIF", "GIF");
  const file = draw.pick(of(format));
  if (!file) throw new Error(`there are no files of ${format}`);
  const large = draw.chance(0.2);
  const damage = turn === 0 ? damagedTiff(file.bytes, draw) : damaged(file, () => draw.number());
  return { file, damage, large };
}
