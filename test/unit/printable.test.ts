import { describe, expect, it } from "vitest";
import { oneLine, printableName, printableNames } from "../../src-core/printable.ts";

describe("a name out of a file", () => {
  it("is one line that no terminal obeys", () => {
    expect(printableName("a\nb\r\t\u001b[31m\u0007\u009b")).toBe("a\\nb\\r\\t\\x1b[31m\\x07\\x9b");
    expect(printableName("left\u202eright\u2028\ud800")).toBe("left\\u202eright\\u2028\\ud800");
  });

  it("is left alone where nothing is wrong with it", () => {
    for (const name of ["/features/0/Conv", "层/卷积", "naïve 🦠 cell", ""])
      expect(printableName(name)).toBe(name);
  });

  it("is cut in its middle, between characters", () => {
    expect(printableName("0123456789", 7)).toBe("012…789");
    expect(printableName("🦠".repeat(5_000), 7)).toBe("🦠🦠🦠…🦠🦠🦠");
    expect(printableName("n".repeat(5_000_000)).length).toBeLessThanOrEqual(80);
  });

  it("is one of the first few", () => {
    expect(printableNames(["a", "b\n", "c"], 2)).toBe("a, b\\n, 1 more");
  });
});

describe("a line", () => {
  it("has its breaks as spaces, and an end", () => {
    expect(oneLine("one \n two\u0000")).toBe("one two\\x00");
    expect(oneLine("x".repeat(1e6)).length).toBeLessThanOrEqual(2000);
  });
});
