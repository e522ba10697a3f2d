import { expect, it } from "vitest";
import { menuWords } from "../../src-main/desktop/menu-words.ts";

it.each([
  ["zh-CN", "打开…"],
  ["zh", "打开…"],
  ["en-GB", "Open…"],
  ["de", "Open…"],
])("speaks to %s: %s", (locale, open) => {
  expect(menuWords(locale).open).toBe(open);
});
