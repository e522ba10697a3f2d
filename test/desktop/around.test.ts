/** @file What is decided around the window, without one. */
import { expect, it, vi } from "vitest";
import { crashPage } from "../../src-main/desktop/crash-page.ts";
import { showDocument } from "../../src-main/desktop/document.ts";
import { questionOf } from "../../src-main/desktop/leaving.ts";
import { menuWords } from "../../src-main/desktop/menu-words.ts";
import { ToldState } from "../../src-main/desktop/told-state.ts";
import { fitToDisplays } from "../../src-main/desktop/window-bounds.ts";
import { progressOf } from "../../src-main/desktop/work.ts";

vi.mock("electron", () => ({}));

const words = menuWords("en");

it("asks about a job that has run a while and about a batch, and about nothing else", () => {
  expect(questionOf({ waiting: 0, job: null }, words)).toBeNull();
  expect(questionOf({ waiting: 0, job: 1000 }, words)).toBeNull();
  expect(questionOf({ waiting: 0, job: 60_000 }, words)).toBe(words.jobLost);
  expect(questionOf({ waiting: 7, job: null }, words)).toBe(
    "The batch stops with 7 images to go; it goes on from there the next time.",
  );
  expect(questionOf({ waiting: 7, job: 60_000 }, words)?.split("\n")).toHaveLength(2);
});

it("shows how far batches and passes have come: none below 0, unknown above 1", () => {
  const none = { running: false, share: null };
  expect(progressOf([], undefined)).toBe(-1);
  expect(progressOf([], none)).toBe(-1);
  expect(progressOf([], { running: true, share: null })).toBe(2);
  expect(progressOf([], { running: true, share: 0.25 })).toBe(0.25);
  const batches = [
    { done: 2, failed: 1, total: 6 },
    { done: 0, failed: 0, total: 6 },
  ];
  expect(progressOf(batches, { running: true, share: 0.9 })).toBe(0.25);
});

const area = { x: 0, y: 0, width: 1366, height: 728 };
const right = { x: 1366, y: 0, width: 2560, height: 1400 };
const saved = { width: 2000, height: 1200, maximized: false, theme: "auto" } as const;

it("comes back where it was, while its display is there", () => {
  const place = { ...saved, position: { x: 1500, y: 20 } };
  expect(fitToDisplays(place, area, [area, right])).toEqual(place);
});

it("is no larger than the display that is left", () => {
  const place = { ...saved, position: { x: 1500, y: 20 } };
  expect(fitToDisplays(place, area, [area])).toEqual({ ...saved, width: 1366, height: 728 });
  expect(fitToDisplays(saved, area, [area])).toEqual({ ...saved, width: 1366, height: 728 });
  expect(fitToDisplays({ ...saved, position: { x: -300, y: 20 } }, area, [area])).toEqual({
    ...saved,
    position: { x: 0, y: 0 },
    width: 1366,
    height: 728,
  });
});

it("says why the window's page died, without a script, and leads back", async () => {
  const url = new URL("fullconv://app/crashed?reason=oom&code=<5>");
  const html = await crashPage(url, words).text();
  expect(html).toContain("oom (&#60;5&#62;)");
  expect(html).toContain('<a href="/?empty" role="button">Try again</a>');
  expect(html).not.toContain("<script");
});

it("names the user's file behind the title, and marks work that would be lost", () => {
  const told = new ToldState();
  const window = { setRepresentedFilename: vi.fn(), setDocumentEdited: vi.fn() };
  showDocument(window, told, (id) => (id === "own" ? "/home/scan.png" : null));
  const state = { locale: "en", theme: "auto", commands: [], on: [] } as const;
  const common = { ...state, commands: [], on: [] };
  told.set({ ...common, image: "own", pass: { running: true, share: null } });
  told.set({ ...common, image: "upload", pass: { running: false, share: null } });
  expect(window.setRepresentedFilename.mock.calls).toEqual([["/home/scan.png"], [""]]);
  expect(window.setDocumentEdited.mock.calls).toEqual([[true], [false]]);
});

it("knows nothing of a window whose page died", () => {
  const told = new ToldState();
  const state = { locale: "en", theme: "auto", image: "i", commands: [], on: [] } as const;
  told.set({ ...state, commands: ["stop"], on: [], pass: { running: true, share: 0.5 } });
  told.windowGone();
  expect(told.last).toMatchObject({ image: null, commands: [], pass: { running: false } });
});
