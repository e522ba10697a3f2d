/** @file Models of the user's in the window: chosen, examined, removed. */
import { expect } from "vitest";
import { model } from "./fake-host.ts";
import { file, test } from "./fixtures.ts";

test("a model that was removed is no longer chosen", async ({ host, workspace }) => {
  host.models = [model, { ...model, id: "mine", own: true }];
  await workspace.loadModels();
  workspace.models.choose("mine");
  const { model: mine } = workspace;
  if (!mine) throw new Error("no model");
  await workspace.models.remove(mine);
  expect(host.log).toContain("DELETE /api/models/mine");
  expect(workspace.models.list.map(({ id }) => id)).toEqual(["lenet"]);
  expect(workspace.model?.id).toBe("lenet");
});

test("the menu's model is examined, and given up again", async ({ host, workspace }) => {
  workspace.handleHostEvent({ type: "drafted", draft: { id: "d", name: "net.onnx" } });
  expect(workspace.models.newModel?.name).toBe("net.onnx");
  await expect.poll(() => workspace.models.newModel?.failure).not.toBeNull();
  workspace.models.cancelAdding();
  expect(workspace.models.newModel).toBeNull();
  expect(host.log).toContain("DELETE /api/drafts/d");
});

test("a model and an image that are dropped together are both taken", async ({ workspace }) => {
  workspace.openFiles([new File(["x"], "net.onnx"), file("a.png")]);
  expect(workspace.models.newModel?.name).toBe("net.onnx");
  await expect.poll(() => workspace.image?.name).toBe("a.png");
});

test("a card goes with its model, and is told where it comes alone", async ({ workspace }) => {
  const card = new File(['{"input": {}, "head": {}}'], "card.json");
  workspace.openFiles([card]);
  await expect
    .poll(() => workspace.notifications.hint)
    .toEqual({ type: "card-alone", name: "card.json" });
  expect(workspace.models.newModel).toBeNull();
  workspace.openFiles([new File(["x"], "net.onnx"), card]);
  await expect.poll(() => workspace.models.newModel?.name).toBe("net.onnx");
  expect(workspace.notifications.hint).toBeNull();
  workspace.models.cancelAdding();
  workspace.openFiles([card, file("a.png")]);
  await expect
    .poll(() => workspace.notifications.hint)
    .toEqual({ type: "ignored", shown: "a.png", count: 1 });
});
