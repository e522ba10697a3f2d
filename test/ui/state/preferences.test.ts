/** @file What was chosen goes to the host, what changed alone, and comes back from there. */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { UserError } from "../../../src-core/contract/failure.ts";
import type { SettingsChange } from "../../../src-core/contract/settings.ts";
import { settings, settingsChange, withChange } from "../../../src-core/contract/settings.ts";
import { Preferences } from "../../../src-renderer/state/settings/preferences.svelte.ts";

const key = "fullconv.preferences";

/** A host that keeps what it is told; what comes while it is held up waits. */
class Host {
  kept: Record<string, unknown> = {};
  readonly changes: SettingsChange[] = [];
  refusal: UserError | null = null;
  reads = true;
  private held: Promise<void> = Promise.resolve();
  release = (): void => undefined;

  hold(): void {
    this.held = new Promise((resolve) => (this.release = resolve));
  }

  readonly fetch = async (path: string, init: RequestInit = {}): Promise<Response> => {
    expect(path).toBe("/api/settings");
    if (init.method === undefined)
      return this.reads ? Response.json(this.kept) : new Response("", { status: 500 });
    const change = settingsChange.parse(JSON.parse(typeof init.body === "string" ? init.body : ""));
    this.changes.push(change);
    await this.held;
    if (this.refusal) {
      const { code, message } = this.refusal;
      return Response.json({ error: { code, message } }, { status: 507 });
    }
    this.kept = withChange(this.kept, change);
    return Response.json(settings.parse(this.kept));
  };
}

let host: Host;
let stored: Map<string, string>;
let failures: unknown[];
const opened = async (): Promise<Preferences> => {
  const preferences = new Preferences((cause) => failures.push(cause));
  await preferences.load();
  return preferences;
};

beforeEach(() => {
  host = new Host();
  stored = new Map();
  failures = [];
  vi.stubGlobal("fetch", host.fetch);
  vi.stubGlobal("navigator", { languages: ["en"] });
  vi.stubGlobal("localStorage", {
    getItem: (name: string) => stored.get(name) ?? null,
    removeItem: (name: string) => stored.delete(name),
  });
});
afterEach(() => {
  expect(stored.size === 0 || host.changes.length === 0 || host.refusal !== null).toBe(true);
  vi.unstubAllGlobals();
});

test("what was chosen is found again by the next window, and nothing else is sent", async () => {
  const first = await opened();
  first.save();
  expect(host.changes).toEqual([]);
  first.device = "webgpu";
  first.thresholds = { lenet: 0.25 };
  first.save();
  first.save();
  await expect.poll(() => host.kept).toEqual({ device: "webgpu", thresholds: { lenet: 0.25 } });
  expect(host.changes).toHaveLength(1);
  const next = await opened();
  expect([next.device, next.thresholds, next.theme]).toEqual(["webgpu", { lenet: 0.25 }, "auto"]);
  expect(failures).toEqual([]);
});

test("two windows change different things, and both are kept", async () => {
  const [one, two] = [await opened(), await opened()];
  one.theme = "dark";
  one.save();
  await expect.poll(() => host.kept).toEqual({ theme: "dark" });
  two.locale = "zh";
  two.save();
  await expect.poll(() => host.kept).toEqual({ theme: "dark", locale: "zh" });
});

test("two windows set limits for different models, and both are kept", async () => {
  const [one, two] = [await opened(), await opened()];
  one.thresholds = { lenet: 0.9, old: 0.1 };
  one.save();
  await expect.poll(() => host.kept).toEqual({ thresholds: { lenet: 0.9, old: 0.1 } });
  two.thresholds = { cells: 0.3 };
  two.save();
  one.thresholds = { lenet: 0.9 };
  one.save();
  await expect.poll(() => host.kept).toEqual({ thresholds: { lenet: 0.9, cells: 0.3 } });
  expect(host.changes.slice(1)).toEqual([
    { thresholds: { cells: 0.3 } },
    { thresholds: { old: null } },
  ]);
});

test("of what is drawn along while the host is busy the last is told", async () => {
  const preferences = await opened();
  host.hold();
  for (const opacity of [0.1, 0.2, 0.3, 0.4]) {
    preferences.opacity = opacity;
    preferences.save();
  }
  host.release();
  await expect.poll(() => host.kept).toEqual({ opacity: 0.4 });
  expect(host.changes).toEqual([{ opacity: 0.1 }, { opacity: 0.4 }]);
});

test("what cannot be kept is told once, and sent again with the next change", async () => {
  const preferences = await opened();
  host.refusal = new UserError("disk-full", "settings.json: the disk is full");
  preferences.theme = "dark";
  preferences.save();
  await expect.poll(() => failures).toMatchObject([{ code: "disk-full" }]);
  preferences.boxes = false;
  preferences.save();
  await expect.poll(() => host.changes).toHaveLength(2);
  expect(failures).toHaveLength(1);
  host.refusal = null;
  preferences.opacity = 0.5;
  preferences.save();
  await expect.poll(() => host.kept).toEqual({ theme: "dark", boxes: false, opacity: 0.5 });
});

describe("what an earlier version kept in the browser", () => {
  test("goes to the host once; what the host has holds", async () => {
    host.kept = { theme: "light" };
    stored.set(key, JSON.stringify({ theme: "dark", locale: "zh", opacity: 0.5, boxes: true }));
    const preferences = await opened();
    expect([preferences.theme, preferences.locale]).toEqual(["light", "zh"]);
    expect(stored.has(key)).toBe(true);
    preferences.save();
    await expect
      .poll(() => host.kept)
      .toEqual({ theme: "light", locale: "zh", opacity: 0.5, boxes: true });
    await expect.poll(() => stored.has(key)).toBe(false);
  });

  test("stays there until the host has it", async () => {
    host.refusal = new UserError("disk-full", "settings.json: the disk is full");
    stored.set(key, JSON.stringify({ locale: "zh" }));
    (await opened()).save();
    await expect.poll(() => failures).toHaveLength(1);
    expect(stored.has(key)).toBe(true);
  });

  test.each(["{", '{"device":"abacus"}', "[]", "null"])("%s is left out", async (damaged) => {
    stored.set(key, damaged);
    const preferences = await opened();
    expect(preferences.device).toBe("auto");
    preferences.save();
    expect(host.changes).toEqual([]);
    stored.clear();
  });
});

test("a host that does not tell is told of, and only what is chosen from then on goes there", async () => {
  host.reads = false;
  stored.set(key, JSON.stringify({ locale: "zh" }));
  const preferences = await opened();
  expect(failures).toHaveLength(1);
  expect(preferences.locale).toBe("zh");
  preferences.save();
  preferences.theme = "dark";
  preferences.save();
  await expect.poll(() => host.kept).toEqual({ theme: "dark" });
  expect(stored.has(key)).toBe(true);
  stored.clear();
});
