import { expect, test } from "vitest";
import { preferredLocale } from "../../src-renderer/i18n/index.ts";
import { firstImage } from "../../src-renderer/state/files/group-files.ts";
import { shortcut } from "../../src-renderer/keys/shortcuts.ts";

const press = (key: string, more = {}): ReturnType<typeof shortcut> =>
  shortcut({ key, ctrlKey: false, metaKey: false, altKey: false, target: null, ...more });

test("keys act from anywhere, but not in a list, and not with the system's keys", () => {
  expect(press("h")).toBe("overlay");
  expect(press("H")).toBe("overlay");
  expect(press("=")).toBe("zoom-in");
  expect(press("o", { ctrlKey: true })).toBe("open");
  expect(press("h", { metaKey: true })).toBeNull();
  const target = { tagName: "SELECT" };
  expect(press("b", { target })).toBeNull();
  expect(press("Escape", { target })).toBe("stop");
});

test("Ctrl+O is the menu's where there is one", () => {
  const key = { key: "o", ctrlKey: true, metaKey: false, altKey: false, target: null };
  expect(shortcut(key, true)).toBeNull();
  expect(shortcut({ ...key, ctrlKey: false }, true)).toBe("open");
});

test("of several files the first image counts", () => {
  const [text, image, scan] = [
    new File([], "notes.txt", { type: "text/plain" }),
    new File([], "photo.png", { type: "image/png" }),
    new File([], "scan.TIFF"),
  ];
  expect(firstImage([text, image])).toBe(image);
  expect(firstImage([text, scan, image])).toBe(scan);
  expect(firstImage([text])).toBe(text);
  expect(firstImage([])).toBeUndefined();
});

test("the first language that the window speaks", () => {
  expect(preferredLocale(["zh-CN", "en"])).toBe("zh");
  expect(preferredLocale(["de", "en-GB", "zh"])).toBe("en");
  expect(preferredLocale(["fr"])).toBe("en");
});
