/** @file All that is known now of app, settings, machine and devices, section by section: for a text, or for a report to keep. */
import { join } from "node:path";
import { rememberedIn } from "../engine/remembered-trials.ts";
import { cacheFolder } from "../files/cache-folder.ts";
import { userFolder } from "../files/user-folder.ts";
import type { Fact, Facts, TakeFacts } from "../log/facts.ts";
import { logFolder } from "../log/log-folder.ts";
import { devicesInWords } from "./devices-in-words.ts";
import { appFacts, keptFacts, libraryFacts } from "./facts.ts";
import { machineFacts } from "./machine.ts";
import { settingsFacts } from "./settings-facts.ts";
import { toldBrowser, toldCounts, toldDevice, toldLanguages } from "./told.ts";

/** How Fullconv runs. */
export type RunsAs = "command line" | "fullconv serve" | "desktop app";

/** @param usedDevice what networks ran on last, where this process has run none */
export const sectionsOf =
  (runsAs: RunsAs, usedDevice: () => string | null = () => null): TakeFacts =>
  () => [
    { title: "App", facts: [...appFacts(runsAs), ...windowFacts(runsAs)] },
    { title: "Libraries", facts: libraryFacts() },
    { title: "Machine", facts: machineFacts() },
    {
      title: "Devices",
      facts: [
        ["in use", toldDevice() ?? usedDevice() ?? "not known: nothing was computed"],
        ...devicesInWords(rememberedIn(join(userFolder(), "devices.json"))).map((text): Fact => [
          "tested",
          text,
        ]),
      ],
    },
    { title: "Settings", facts: settingsFacts() },
    { title: "Folders", facts: folderFacts() },
    { title: "Counts", facts: [...toldCounts(), ...keptFacts()] },
  ];

function windowFacts(runsAs: RunsAs): Facts {
  if (runsAs === "command line") return [["browser", "none"]];
  const languages: Fact = ["languages asked for", toldLanguages() ?? "not known"];
  return runsAs === "desktop app"
    ? [languages]
    : [["browser", toldBrowser() ?? "none yet"], languages];
}

/** They are the user's: without paths nothing of them is told but that they are left out. */
const folderFacts = (): Facts =>
  (
    [
      ["user's folder", userFolder()],
      ["settings", join(userFolder(), "settings.json")],
      ["log", logFolder()],
      ["cache", cacheFolder()],
    ] as const
  ).map(([name, path]): Fact => [name, path, [path]]);
