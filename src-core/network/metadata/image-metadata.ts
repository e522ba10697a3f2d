/** @file What a file says of its images. Source: ONNX, "Image metadata properties" (docs/MetadataProps.md). */
import type { InputCard } from "../../contract/card.ts";
import type { ModelProto } from "../onnx/model.ts";

const colors: ReadonlyMap<string, InputCard["color"]> = new Map<string, InputCard["color"]>([
  ["Gray8", "gray"],
  ["Gray16", "gray"],
  ["Rgb8", "rgb"],
  ["Rgba8", "rgb"],
  ["Bgr8", "bgr"],
  ["Bgra8", "bgr"],
]);

/** Value of a pixel of 0…255: `pixel · scale − mean`. */
const ranges: ReadonlyMap<string, { readonly scale: number; readonly mean: number }> = new Map([
  ["NominalRange_0_255", { scale: 1, mean: 0 }],
  ["Normalized_0_1", { scale: 1 / 255, mean: 0 }],
  ["Normalized_1_1", { scale: 1 / 127.5, mean: 1 }],
]);

/** Colour order and range of the pixels, as far as the file names them. */
export function imageMetadata(
  { metadataProps }: ModelProto,
  channels: number,
): Partial<Pick<InputCard, "color" | "scale" | "mean" | "std">> {
  const property = (name: string): string =>
    metadataProps.find(({ key }) => key === `Image.${name}`)?.value ?? "";
  const color = colors.get(property("BitmapPixelFormat"));
  const range = ranges.get(property("NominalPixelRange"));
  const each = (value: number): number[] => Array.from({ length: channels }, () => value);
  return {
    ...(color && (color === "gray") === (channels === 1) ? { color } : {}),
    ...(range ? { scale: range.scale, mean: each(range.mean), std: each(1) } : {}),
  };
}
