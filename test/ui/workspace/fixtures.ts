/** @file A workspace before a host that a test speaks for. */
import { expect, test as base, vi } from "vitest";
import { Workspace } from "../../../src-renderer/state/workspace/workspace.svelte.ts";
import { FakeHost } from "./fake-host.ts";

export const file = (name: string): File => new File(["x"], name, { type: "image/png" });

/** Told behind what a job began with: once this is known, so is that. */
export const progress = { phase: "convert", done: 10, total: 20 } as const;

/** Each test has a host and a workspace of its own. */
export const test = base
  .extend("host", () => new FakeHost())
  .extend("workspace", async ({ host }, { onCleanup }) => {
    onCleanup(() => void vi.unstubAllGlobals());
    vi.stubGlobal("window", {});
    vi.stubGlobal("location", { hash: "" });
    vi.stubGlobal("navigator", { languages: ["en"] });
    vi.stubGlobal("localStorage", { getItem: () => null, setItem: () => undefined });
    vi.stubGlobal("fetch", host.fetch);
    vi.stubGlobal(
      "Image",
      class {
        src = "";
        decode = (): Promise<void> => Promise.resolve();
      },
    );
    const workspace = new Workspace();
    workspace.preferences.measureAtOnce = false;
    await workspace.loadModels();
    return workspace;
  })
  .extend("open", ({ host, workspace }) => async (name: string, passes: number): Promise<void> => {
    workspace.openFiles([file(name)]);
    await expect.poll(() => host.passes).toHaveLength(passes);
  });
