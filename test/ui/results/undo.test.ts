/** @file Undo and redo, across everything that changes something. */
import { describe, expect } from "vitest";
import { editKey } from "../../../src-renderer/keys/edit-keys.ts";
import { UndoStack } from "../../../src-renderer/state/undo/undo-stack.svelte.ts";
import { model } from "../workspace/fake-host.ts";
import { test } from "../workspace/fixtures.ts";

const press = {
  key: "z",
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  target: null,
};

describe("the stack", () => {
  test("takes back the last that is possible, and forgets what was taken back with a new step", () => {
    const stack = new UndoStack();
    const log: string[] = [];
    let isThere = true;
    const step = (name: "reject" | "opacity", isPossible = () => true) => ({
      name,
      undo: () => log.push(`undo ${name}`),
      redo: () => log.push(`redo ${name}`),
      isPossible,
    });
    stack.push(step("opacity"));
    stack.push(step("reject", () => isThere));
    isThere = false; // another image
    expect([stack.undoable, stack.redoable]).toEqual(["opacity", null]);
    stack.undo();
    stack.undo();
    expect([stack.undoable, stack.redoable]).toEqual([null, "opacity"]);
    isThere = true;
    expect(stack.undoable).toBe("reject");
    stack.redo();
    expect(log).toEqual(["undo opacity", "redo opacity"]);
    stack.undo();
    stack.push(step("reject"));
    expect(stack.redoable).toBeNull();
  });
});

test("settings are steps by what they change, whichever control did it", ({ workspace }) => {
  const { preferences, settingsSteps, undo, limits, overlay } = workspace;
  settingsSteps.note();
  preferences.look = "swipe";
  settingsSteps.note();
  preferences.colorMap = "magma";
  settingsSteps.note();
  overlay.choice.label = "digit";
  settingsSteps.note();
  limits.threshold = 0.7;
  settingsSteps.note();
  const names: (string | null)[] = [];
  for (let count = 0; count < 4; count++) {
    names.push(undo.undoable);
    undo.undo();
    // As the effect does.
    settingsSteps.note();
  }
  expect(names).toEqual(["threshold", "class", "colours", "look"]);
  expect([preferences.look, preferences.colorMap, overlay.choice.label]).toEqual([
    "overlay",
    "viridis",
    null,
  ]);
  expect(limits.areDefault).toBe(true);
  expect(undo.undoable).toBeNull();
  for (let count = 0; count < 4; count++) undo.redo();
  expect([preferences.look, preferences.colorMap, limits.threshold]).toEqual([
    "swipe",
    "magma",
    0.7,
  ]);
});

test("a slider that is dragged is one step", ({ workspace }) => {
  const { preferences, settingsSteps, undo } = workspace;
  settingsSteps.note();
  const before = preferences.opacity;
  settingsSteps.hold();
  for (const opacity of [0.1, 0.2, 0.3]) {
    preferences.opacity = opacity;
    settingsSteps.note();
  }
  expect(undo.undoable).toBeNull();
  settingsSteps.release();
  undo.undo();
  expect(preferences.opacity).toBe(before);
  expect(undo.undoable).toBeNull();
  undo.redo();
  expect(preferences.opacity).toBe(0.3);
});

test("the choice of a model is taken back as long as that model is there", async ({
  host,
  workspace,
}) => {
  host.models = [model, { ...model, id: "mine", own: true }];
  await workspace.loadModels();
  workspace.settingsSteps.note();
  workspace.models.choose("mine");
  workspace.settingsSteps.note();
  workspace.undo.undo();
  expect(workspace.model?.id).toBe("lenet");
  workspace.undo.redo();
  expect(workspace.model?.id).toBe("mine");
  workspace.undo.undo();
  workspace.models.list = [model];
  expect(workspace.undo.redoable).toBeNull();
});

test("corrections of another image wait until it is looked at under its model again", async ({
  host,
  workspace,
  open,
}) => {
  host.models = [model, { ...model, id: "mine", own: true }];
  await workspace.loadModels();
  await open("a.png", 1);
  const edits = workspace.run?.detections.edits;
  edits?.add({ label: "digit", x: 1, y: 2, width: 3, height: 4 });
  edits?.place("box-1", { x: 2, y: 2, width: 3, height: 4 });
  edits?.place("box-1", { x: 3, y: 2, width: 3, height: 4 });
  expect(workspace.undo.undoable).toBe("move");
  workspace.models.choose("mine");
  await expect.poll(() => host.passes).toHaveLength(2);
  expect(workspace.run?.detections.edits.list).toEqual([]);
  expect(workspace.undo.undoable).toBeNull();
  workspace.models.choose("lenet");
  await expect.poll(() => host.passes).toHaveLength(3);
  expect(workspace.run?.detections.edits.list).toHaveLength(1);
  // All that it was moved is one step.
  workspace.undo.undo();
  expect(edits?.list).toMatchObject([{ box: { x: 1 } }]);
  expect(workspace.undo.undoable).toBe("add");
  workspace.undo.undo();
  expect(edits?.list).toEqual([]);
});

test("keys: a text field has its own", () => {
  const ctrl = { ...press, ctrlKey: true };
  expect(editKey(ctrl)).toBe("undo");
  expect(editKey({ ...ctrl, key: "Z", shiftKey: true })).toBe("redo");
  expect(editKey({ ...ctrl, key: "y" })).toBe("redo");
  const field = (tagName: string, type: string) => ({ tagName, type }) as unknown as EventTarget;
  expect(editKey({ ...ctrl, target: field("INPUT", "text") })).toBeNull();
  expect(editKey({ ...ctrl, target: field("INPUT", "range") })).toBe("undo");
  expect(editKey({ ...press, key: "Delete" })).toBe("reject");
  expect(editKey({ ...press, key: "a" })).toBe("add-box");
  expect(editKey({ ...press, key: "a", target: field("SELECT", "select-one") })).toBeNull();
  expect(editKey({ ...ctrl, key: "a" })).toBeNull();
});
