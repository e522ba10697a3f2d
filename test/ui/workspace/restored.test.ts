/** @file A window that is loaded anew: the image, its result and what runs are found again at the host. */
import { beforeEach, expect, vi } from "vitest";
import {
  beginsEmpty,
  readRemembered,
  remember,
} from "../../../src-renderer/state/workspace/remembered.ts";
import { Workspace } from "../../../src-renderer/state/workspace/workspace.svelte.ts";
import { passOnly } from "../analysis.ts";
import { test } from "./fixtures.ts";

const kept = new Map<string, string>();
beforeEach(() => {
  kept.clear();
  vi.stubGlobal("sessionStorage", {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  });
});

/** As a page that is loaded: nothing of the old one is there but what it remembered. */
async function loadedAnew(): Promise<Workspace> {
  const workspace = new Workspace();
  workspace.preferences.measureAtOnce = false;
  await workspace.loadModels();
  const before = readRemembered();
  if (before) await workspace.restore(before);
  return workspace;
}

const place = { x: 140, y: 70, scale: 3 };
const result = { type: "result", analysis: "A", result: passOnly } as const;

test("image, result, place and settings are found again without a second pass", async ({
  host,
  workspace,
  open,
}) => {
  workspace.everyPixel = true;
  await open("a.png", 1);
  host.say(0, { type: "started", job: "p" }, result);
  await expect.poll(() => workspace.run?.pass.status).toBe("done");
  expect(host.log).toContain("POST /api/jobs/p/keep");
  workspace.place = place;
  workspace.overlay.choice.label = "digit";
  remember(workspace.remembered);

  host.followed = [{ type: "started", job: "p" }, result];
  const anew = await loadedAnew();
  await expect.poll(() => anew.run?.pass.status).toBe("done");
  expect(anew.image?.name).toBe("a.png");
  expect(anew.run?.id).toBe("A");
  expect([anew.place, anew.everyPixel, anew.overlay.choice.label]).toEqual([place, true, "digit"]);
  expect(host.passes).toHaveLength(1);
  // Another reload would find it, too.
  expect(anew.remembered).toEqual(workspace.remembered);
});

test("a pass that the host no longer has begins anew", async ({ host, workspace, open }) => {
  await open("a.png", 1);
  host.say(0, { type: "started", job: "p" });
  await expect.poll(() => workspace.run?.pass.id).toBe("p");
  remember(workspace.remembered);
  const anew = await loadedAnew();
  expect(host.log).toContain("GET /api/jobs/p/events");
  await expect.poll(() => host.passes).toHaveLength(2);
  host.say(1, { type: "started", job: "q" }, result);
  await expect.poll(() => anew.remembered?.pass).toBe("q");
});

test("what was opened since stays, and an image that is gone leaves the window empty", async ({
  host,
  workspace,
  open,
}) => {
  await open("a.png", 1);
  const before = workspace.remembered;
  await open("b.png", 2);
  if (before) await workspace.restore(before);
  expect(workspace.image?.name).toBe("b.png");
  remember(before && { ...before, image: "gone" });
  const anew = await loadedAnew();
  expect([anew.image, anew.notifications.failure]).toEqual([null, null]);
  expect(host.passes).toHaveLength(2);
});

test("a setting that changes before the image is there makes a new pass of it", async ({
  host,
  workspace,
  open,
}) => {
  await open("a.png", 1);
  host.say(0, { type: "started", job: "p" });
  await expect.poll(() => workspace.run?.pass.id).toBe("p");
  const anew = new Workspace();
  await anew.loadModels();
  const { remembered } = workspace;
  class ChangedMeanwhile {
    src = "";
    decode(): Promise<void> {
      anew.setEveryPixel(true);
      return Promise.resolve();
    }
  }
  vi.stubGlobal("Image", ChangedMeanwhile);
  if (remembered) await anew.restore(remembered);
  await expect.poll(() => host.strides).toEqual(["native", 1]);
});

test("what cannot be understood is nothing", () => {
  kept.set("fullconv-window", "{");
  expect(readRemembered()).toBeNull();
  kept.set("fullconv-window", JSON.stringify({ image: 3 }));
  expect(readRemembered()).toBeNull();
});

test("a window that is to begin empty does so once", () => {
  const addresses: string[] = [];
  vi.stubGlobal("location", { search: "?empty", pathname: "/" });
  vi.stubGlobal("history", {
    replaceState: (_: null, __: string, to: string) => addresses.push(to),
  });
  expect([beginsEmpty(), addresses]).toEqual([true, ["/"]]);
  vi.stubGlobal("location", { search: "", pathname: "/" });
  expect([beginsEmpty(), addresses]).toEqual([false, ["/"]]);
  vi.unstubAllGlobals();
});
