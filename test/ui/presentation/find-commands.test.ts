import { describe, expect, it } from "vitest";
import { findCommands } from "../../../src-renderer/presentation/find-commands.ts";

const named = (title: string, reason: string | null = null) => ({ title, reason });
const commands = [
  named("Open image"),
  named("Measure the sliding window", "Not while the pass runs."),
  named("Measure every window"),
  named("显示整幅图像"),
];
const titles = (asked: string): string[] =>
  findCommands(commands, asked).map(({ command }) => command.title);

describe("commands by a few letters", () => {
  it("are all of them where nothing is asked for, what cannot be used last", () => {
    expect(titles(" ")).toEqual([
      "Open image",
      "Measure every window",
      "显示整幅图像",
      "Measure the sliding window",
    ]);
  });

  it.each([
    ["mevery", ["Measure every window"]],
    ["OPEN", ["Open image"]],
    ["整幅", ["显示整幅图像"]],
    ["window", ["Measure every window", "Measure the sliding window"]],
    ["zzz", []],
  ])("of %s are %j", (asked, found) => {
    expect(titles(asked)).toEqual(found);
  });

  it("say which letters were asked for, and lose none of the title", () => {
    const [found] = findCommands(commands, "open");
    expect(found?.title.filter(({ matched }) => matched).map(({ text }) => text)).toEqual(["Open"]);
    expect(found?.title.map(({ text }) => text).join("")).toBe("Open image");
  });
});
