/** @file The window's words in English, screen by screen; the other languages follow its keys. */
import { addModel } from "./add-model/en.ts";
import { batch } from "./batch/en.ts";
import { commands } from "./commands/en.ts";
import { breakEven, comparison } from "./comparison/en.ts";
import { detections } from "./detections/en.ts";
import { devices } from "./devices/en.ts";
import { exports } from "./export/en.ts";
import { help } from "./help/en.ts";
import { home } from "./home/en.ts";
import { network } from "./model/en.ts";
import { models } from "./models/en.ts";
import { notices } from "./notices/en.ts";
import { look, overlay } from "./overlay/en.ts";
import { pass } from "./pass/en.ts";
import { race } from "./race/en.ts";
import { results } from "./results/en.ts";
import { shared } from "./shared/en.ts";
import { shell } from "./shell/en.ts";
import { state } from "./state/en.ts";
import { preparing, probe, stage } from "./viewer/en.ts";
import { tour } from "./tour/en.ts";
import { why } from "./why/en.ts";

export const en = {
  ...shell,
  ...shared,
  stage,
  preparing,
  probe,
  look,
  overlay,
  network,
  models,
  pass,
  commands,
  comparison,
  breakEven,
  race,
  devices,
  detections,
  exports,
  results,
  addModel,
  batch,
  help,
  home,
  notices,
  state,
  tour,
  why,
};

/** What every language has to say. */
export type Messages = typeof en;
