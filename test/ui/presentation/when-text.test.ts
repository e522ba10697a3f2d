import { expect, test } from "vitest";
import { whenText } from "../../../src-renderer/presentation/when-text.ts";

const now = Date.UTC(2026, 4, 20, 12);
const [minute, hour, day] = [60_000, 3_600_000, 86_400_000];

test("how long ago something was is told in whole steps, and never rounded up", () => {
  const told = (ago: number): string => whenText(now - ago, now, "en");
  expect([0, minute - 1, minute, 2 * hour - 1, day, 7 * day - 1].map(told)).toEqual([
    "now",
    "now",
    "1 minute ago",
    "1 hour ago",
    "yesterday",
    "6 days ago",
  ]);
  expect(told(8 * day)).toMatch(/^May 1[12], 2026$/);
  // A clock that was set back.
  expect(told(-hour)).toBe("now");
});

test("in Chinese, too", () => {
  expect(whenText(now - 3 * minute, now, "zh")).toBe("3分钟前");
});
