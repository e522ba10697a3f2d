/** @file Everything that can be done in the window, with its shortcut, and why it cannot be done now. */
import { themes } from "../../../src-core/contract/settings.ts";
import { localeNames, locales } from "../../i18n/index.ts";
import type { CommandName } from "../../presentation/command-availability.ts";
import { commandAvailability } from "../../presentation/command-availability.ts";
import { places } from "../navigation/places.svelte.ts";
import { addModel, openFolder, openImages } from "./choose.ts";
import { commandFacts } from "./command-facts.ts";
import { editCommands } from "./edit-commands.ts";
import type { WindowCommands } from "./window-commands.svelte.ts";
import { openSampleOf } from "./open-sample.ts";
import type { Workspace } from "./workspace.svelte.ts";

export interface ListedCommand {
  readonly id: string;
  readonly title: string;
  /** As it is written on the keyboard. */
  readonly keys: string | null;
  /** In words; null for what can be done. */
  readonly reason: string | null;
  readonly run: () => void;
}

/** Those of the image that the window's own keys do, too. */
const windowCommands = [
  "overlay",
  "boxes",
  "previous",
  "next",
  "zoom-in",
  "zoom-out",
  "fit",
  "measure",
  "export",
  "stop",
  "diagnostics",
] as const satisfies readonly CommandName[];

const keys: Partial<Record<CommandName | "open", string>> = {
  open: "O",
  overlay: "H",
  boxes: "D",
  previous: "[",
  next: "]",
  "zoom-in": "+",
  "zoom-out": "−",
  fit: "0",
  measure: "B",
  stop: "Esc",
};

export function listCommands(workspace: Workspace, window: WindowCommands): ListedCommand[] {
  const { language, models, preferences, run } = workspace;
  const { t, locale } = language;
  const { names, reasons } = t.commands;
  const availability = commandAvailability(commandFacts(workspace));
  const always = (id: string, title: string, action: () => void, shortcut?: string) => ({
    id,
    title,
    keys: shortcut ?? null,
    reason: null,
    run: action,
  });
  const named = (name: CommandName, action: () => void): ListedCommand => {
    const reason = availability[name];
    const shortcut = keys[name] ?? null;
    return {
      id: name,
      title: names[name],
      keys: shortcut,
      reason: reason === null ? null : reasons[reason],
      run: action,
    };
  };
  return [
    always("open", t.open, () => void openImages(workspace), keys.open),
    always("open-folder", t.batch.openFolder, () => void openFolder(workspace)),
    ...windowCommands.map((name) =>
      named(name, () => {
        window.run(name);
      }),
    ),
    ...editCommands(workspace),
    named("again", () => {
      workspace.analyse();
    }),
    named("continue", () => {
      workspace.continuePass();
    }),
    named("race", () => {
      workspace.racing = true;
    }),
    named("repeat", () => void run?.measurePrecisely()),
    named("measure-full", () => void run?.measureBaseline("full")),
    named("compare-devices", () => void run?.compareDevices()),
    named("copy-command", () => void workspace.copyCommandLine()),
    ...places.map((place) =>
      always(`place-${place}`, names.goTo(t.places[place]), () => {
        workspace.places.go(place);
      }),
    ),
    ...models.list.map(({ id, title }) =>
      always(`model-${id}`, names.useModel(title[locale]), () => {
        models.choose(id);
      }),
    ),
    ...models.list
      .filter(({ sample }) => sample)
      .map((model) =>
        always(
          `sample-${model.id}`,
          names.sampleOf(model.title[locale]),
          () => void openSampleOf(workspace, model),
        ),
      ),
    always("tour", t.tour.start, () => {
      workspace.help.startTour();
    }),
    always("add-model", t.addModel.add, () => void addModel(workspace)),
    ...themes.map((theme) =>
      always(`theme-${theme}`, `${t.theme.label}: ${t.theme[theme]}`, () => {
        preferences.theme = theme;
      }),
    ),
    ...locales.map((name) =>
      always(`locale-${name}`, `${t.language}: ${localeNames[name]}`, () => {
        preferences.locale = name;
      }),
    ),
  ];
}
