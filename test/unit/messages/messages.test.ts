/** @file Every message in both languages: its holes are filled, its words are of its language, and it is said somewhere. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { common } from "../../../src-core/messages/english/common.ts";
import { english } from "../../../src-core/messages/english.ts";
import { inEnglish, said, withTexts } from "../../../src-core/messages/said.ts";
import type { Message } from "../../../src-core/messages/template.ts";
import { holesOf } from "../../../src-core/messages/template.ts";
import { messages as windowEnglish } from "../../../src-renderer/i18n/messages/en.ts";
import { sentence } from "../../../src-renderer/i18n/messages/sentence.ts";
import { messages as chinese } from "../../../src-renderer/i18n/messages/zh.ts";

/** A message with holes that are filled with this. */
function sample(key: string, fill: (hole: string) => Message["params"][string]): Message {
  const holes = [...holesOf(english[key as keyof typeof english])];
  return { key, params: Object.fromEntries(holes.map((hole) => [hole, fill(hole)])) };
}

const keys = Object.keys(english);

/** Names, formats and units that stand in Chinese as they are. */
const allowed = new Set(
  `PNG JPEG WebP TIFF GIF AVIF BMP HEIC XL SVG XML PDF DICOM Photoshop gzip LZW Deflate JSON RGB YCbCr CMYK ICC EXIF GIF
  BigTIFF bin boxes variances anchors none sigmoid proposalsPer Runtime CUDA docs devices.md WebGPU GPU Linux Vulkan WebAssembly IEND InkSet ONNX MTCNN NumPy PNet RNet ONet Keras Sequential npy NaN SSD softmax logits LogSoftmax auto_pad pads kernel_shape ceil dropout squeeze-and-excite Reshape InstanceNormalization MatMul Softmax Gemm Conv QuantizeLinear DequantizeLinear QDQ imgsz float int initializer pickle tf raw null npy model.json det alpha dims same tfjs_layers_model tensorflowjs_converter output_format TensorFlow.js TensorFlow js json onnx card card.json id file sha PhotometricInterpretation gamma ImageJ Fullconv FULLCONV_CACHE FULLCONV_HOME package.json version kB B`.split(
    /\s+/,
  ),
);

describe.each(keys)("%s", (key) => {
  it("has the holes of its English in every language", () => {
    const holes = holesOf(english[key as keyof typeof english]);
    for (const table of [windowEnglish, chinese])
      for (const hole of holesOf(table[key as keyof typeof english])) expect(holes).toContain(hole);
  });

  it("is filled in every language", () => {
    for (const fill of [() => 1, () => 2]) {
      const message = sample(key, fill);
      for (const text of [inEnglish(message), sentence("en", message), sentence("zh", message)])
        expect(text).not.toMatch(/[{}]|undefined|^$/);
    }
  });

  it("has no English left in Chinese", () => {
    const words =
      sentence(
        "zh",
        sample(key, () => 7),
      )?.match(/[A-Za-z][A-Za-z_.-]*[A-Za-z]/g) ?? [];
    expect(words.filter((word) => !allowed.has(word))).toEqual([]);
  });
});

/** All source of the host and of the core, without the tables. */
function source(folder: string): string {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((file) => file.isFile() && /\.(ts|svelte)$/.test(file.name))
    .map((file) => join(file.parentPath, file.name))
    .filter((path) => !path.includes("messages"))
    .map((path) => readFileSync(path, "utf8"))
    .join("\n");
}

it("is said somewhere", () => {
  const all = ["src-core", "src-main", "src-renderer"].map(source).join("\n");
  const unused = keys.filter((key) => !all.includes(`"${key}"`));
  const built =
    /^(files\.(start-again|go-on|change-again)|models\.answer-|network\.(sequence|map|optional|sparse|opaque)$)/;
  const ofAll = Object.keys(common);
  expect(unused.filter((key) => !built.test(key) && !ofAll.includes(key))).toEqual([]);
});

it("keeps numbers as numbers, so that each language writes them in its way", () => {
  const message = said("image.pages", { pages: 12345 });
  expect(inEnglish(message)).toBe("the file has 12345 pages: the first one alone is read");
  expect(sentence("zh", message)).toBe("该文件有 12,345 页：只读取第一页");
});

it("has messages in messages, and others' words as such", () => {
  const path = "a.png";
  const why = said("raw", { text: "VipsJpeg: strange" });
  const message = said("image.not-whole", { path, why });
  expect(inEnglish(message)).toMatch(/^a\.png: is no whole image .* \(VipsJpeg: strange\)/);
  expect(sentence("zh", message)).toContain("（原文“VipsJpeg: strange”）");
  const early = said("cause.ends-early", { text: "premature EOF" });
  expect(sentence("en", said("image.not-whole", { path, why: early }))).toContain(
    "(this file ends before the picture does)",
  );
  expect(withTexts(message, (text) => text.replace("a.png", "b.png")).params["path"]).toBe("b.png");
});

it("does not compile with a hole too few, too many, or filled with words where a number is needed", () => {
  // @ts-expect-error a path is missing
  expect(() => said("image.empty")).not.toThrow();
  // @ts-expect-error there is no such hole
  expect(said("image.empty", { path: "a", pages: 2 }).key).toBe("image.empty");
  // @ts-expect-error bytes are a number
  expect(said("bytes", { bytes: "many" }).key).toBe("bytes");
  expect(() => inEnglish({ key: "image.empty", params: {} })).toThrow(/nothing fills \{path\}/);
});

it("says nothing of a message that a newer Fullconv knows", () => {
  expect(sentence("zh", { key: "moon.full", params: {} })).toBeNull();
  expect(sentence("zh", { key: "image.empty", params: {} })).toBeNull();
});
