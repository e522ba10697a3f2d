import { expect } from "@playwright/test";
import { test } from "./browser.ts";

test("Back and Forward lead from the page to the work and back, and a reload stays", async ({
  window,
}) => {
  const link = window.getByRole("navigation", { name: "Places" }).getByRole("link");
  const why = window.getByRole("heading", { name: "Why one pass is every window at once" });
  await link.filter({ hasText: "Why it works" }).click();
  await expect(why).toBeVisible();
  await window.goBack();
  await expect(why).toHaveCount(0);
  await expect(window.getByRole("combobox", { name: "Model" })).toBeVisible();
  await window.goForward();
  await expect(why).toBeVisible();
  await window.reload();
  await expect(why).toBeVisible();
  await expect(link.filter({ hasText: "Why it works" })).toHaveAttribute("aria-current", "page");
});

for (const width of [1280, 640])
  test(`the places are named in one row of the top bar at ${width} pixels`, async ({ window }) => {
    await window.setViewportSize({ width, height: 400 });
    const bar = window.getByRole("banner");
    await expect(bar.getByRole("link", { name: "Why it works" })).toBeVisible();
    expect((await bar.boundingBox())?.height).toBeLessThanOrEqual(49);
    await expect(window.locator("html")).toHaveJSProperty("scrollWidth", width);
  });
