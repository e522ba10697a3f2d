import { describe, expect, test } from "vitest";
import { scoreText } from "../../../src-core/overlay/score-text.ts";
import { formats } from "../../../src-renderer/i18n/format.ts";

describe("numbers in English", () => {
  const format = formats("en");
  test.each([
    [0, "0 ms"],
    [0.004, "<0.01 ms"],
    [0.0876, "0.09 ms"],
    [8.7526, "8.75 ms"],
    [102.082, "102 ms"],
    [999.6, "1,000 ms"],
    [1234, "1.23 s"],
    [1_234_000, "1,234 s"],
  ])("%d milliseconds: %s", (milliseconds, text) => {
    expect(format.time(milliseconds)).toBe(text);
  });
  test.each([
    [80, "≈ 1 s"],
    [12_400, "≈ 12 s"],
    [59_600, "≈ 1 min"],
    [3_400_000, "≈ 57 min"],
    [5_400_000, "≈ 1.5 h"],
  ])("%d milliseconds that are guessed: %s", (milliseconds, text) => {
    expect(format.about(milliseconds)).toBe(text);
  });
  test("a span has one unit", () => {
    expect(format.span(940, 4840)).toBe("0.94–4.84 s");
    expect(format.span(2.9, 3.3)).toBe("2.9–3.3 ms");
  });
  test("agreement is never rounded up to all", () => {
    expect(format.share(0.99999)).toBe("99.99%");
    expect(format.share(1)).toBe("100%");
  });
  test("a share of whole per cent is told as it is", () => {
    for (let hundredth = 0; hundredth <= 100; hundredth++) {
      expect(format.share(hundredth / 100)).toBe(`${hundredth}%`);
      expect(format.percent(hundredth / 100)).toBe(`${hundredth}.0%`);
    }
    expect(format.share(1 - 1e-12)).toBe("99.99%");
  });
  test.each([
    [18 / 129, "14.0%"],
    [0.9974, "99.7%"],
    [2999 / 3000, "100.0%"],
    [1 / 3000, "0.0%"],
    [0, "0.0%"],
  ])("the share of a count is rounded half up: %d is %s", (share, text) => {
    expect(format.percent(share)).toBe(text);
  });
  test.each([
    [0.9986, "99.9%"],
    [0.5, "50.0%"],
    [1, "100.0%"],
    [12.3456, "12.3"],
    [-4, "-4"],
    [NaN, "NaN"],
  ])("a score %d is written %s, here and in what is exported", (score, text) => {
    expect(format.score(score)).toBe(text);
    expect(scoreText(score)).toBe(text);
  });
  test("differences and sizes", () => {
    expect(format.difference(0)).toBe("0");
    expect(format.difference(5.2e-7)).toBe("5e-7");
    expect(format.difference(0.14)).toBe("0.14");
    expect(format.flops(445_000_000)).toBe("445 MFLOPs");
    expect(format.bytes(180_000_000)).toBe("180 MB");
    expect(format.times(26.66)).toBe("26.7×");
    expect(format.count(4096)).toBe("4,096");
  });
});
