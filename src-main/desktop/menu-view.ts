/** @file The menu's part about what the window shows. */
import type { MenuItemConstructorOptions as Item } from "electron";
import type { WindowCommand } from "../../src-core/contract/desktop.ts";
import type { MenuWords } from "./menu-words.ts";

interface Actions {
  readonly command: (command: WindowCommand) => void;
}

/** The keys are the window's own, which lists and fields have to themselves: here they are shown, not registered. */
const keys: Partial<Record<WindowCommand, string>> = {
  overlay: "H",
  boxes: "D",
  measure: "B",
  stop: "Esc",
  previous: "[",
  next: "]",
  "zoom-in": "Plus",
  "zoom-out": "-",
  fit: "0",
};

/** @param isMac where a key that is shown would be registered, too */
export function viewItems(words: MenuWords, { command }: Actions, isMac: boolean): Item[] {
  const item = (id: WindowCommand, label: string, type: Item["type"] = "normal"): Item => {
    const key = isMac ? undefined : keys[id];
    return {
      id,
      label,
      type,
      // Until the window says what can be used.
      enabled: false,
      ...(key !== undefined && { accelerator: key, registerAccelerator: false }),
      click: () => {
        command(id);
      },
    };
  };
  const separator: Item = { type: "separator" };
  return [
    item("overlay", words.heatMap, "checkbox"),
    item("boxes", words.boxes, "checkbox"),
    item("previous", words.previous),
    item("next", words.next),
    separator,
    item("zoom-in", words.nearer),
    item("zoom-out", words.farther),
    item("fit", words.wholeImage),
    separator,
    item("measure", words.measure),
    item("stop", words.stop),
    separator,
    {
      label: words.appearance,
      submenu: [
        item("theme-auto", words.asSystem, "radio"),
        item("theme-light", words.light, "radio"),
        item("theme-dark", words.dark, "radio"),
      ],
    },
    { role: "zoomIn", label: words.zoomIn },
    { role: "zoomOut", label: words.zoomOut },
    { role: "resetZoom", label: words.resetZoom },
    separator,
    { role: "togglefullscreen", label: words.fullScreen },
    { role: "toggleDevTools", label: words.devTools },
  ];
}
