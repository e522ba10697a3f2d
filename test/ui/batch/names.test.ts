import { expect, test } from "vitest";
import { Language } from "../../../src-renderer/state/settings/language.svelte.ts";

const files = { name: "BloodImage_00007.png", total: 16 };

test("a batch of files is called after the first one and how many others there are", () => {
  const english = new Language({ locale: "en" });
  expect(english.batchName(files)).toBe("BloodImage_00007.png and 15 others");
  expect(english.batchName({ ...files, total: 2 })).toBe("BloodImage_00007.png and 1 other");
  expect(english.batchName({ ...files, total: 1 })).toBe("BloodImage_00007.png");
  expect(english.batchName({ name: "smears", total: 16 })).toBe("smears");
  expect(new Language({ locale: "zh" }).batchName(files)).toBe(
    "BloodImage_00007.png 等，另有 15 个文件",
  );
});
