/** @file What corrects results, and takes changes back, among the commands. */
import { addAtProbe } from "../analysis/add-box.ts";
import type { Workspace } from "./workspace.svelte.ts";

export function editCommands({ language, undo, run }: Workspace) {
  const { results } = language.t;
  const { undoable, redoable } = undo;
  const detections = run?.detections;
  const unknown = detections?.areKnown ? null : results.notKnown;
  const unfit = unknown ?? (detections?.isEditable ? null : results.notLast);
  return [
    {
      id: "undo",
      title: undoable ? results.undo(results.steps[undoable]) : results.undoLast,
      keys: "Ctrl+Z",
      reason: undoable ? null : results.nothingToUndo,
      run: () => {
        undo.undo();
      },
    },
    {
      id: "redo",
      title: redoable ? results.redo(results.steps[redoable]) : results.redoLast,
      keys: "Ctrl+Shift+Z",
      reason: redoable ? null : results.nothingToRedo,
      run: () => {
        undo.redo();
      },
    },
    {
      id: "reject",
      title: results.toggle,
      keys: "Del",
      reason: unfit ?? (detections?.toEdit ? null : results.noneSelected),
      run: () => {
        detections?.toggleSelected();
      },
    },
    {
      id: "add-box",
      title: results.add,
      keys: "A",
      reason: unfit,
      run: () => {
        if (run) addAtProbe(run);
      },
    },
  ];
}
