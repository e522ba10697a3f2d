/** @file 界面文字：简体中文。 */
import { addModel } from "./add-model/zh.ts";
import { batch } from "./batch/zh.ts";
import { commands } from "./commands/zh.ts";
import { breakEven, comparison } from "./comparison/zh.ts";
import { detections } from "./detections/zh.ts";
import { devices } from "./devices/zh.ts";
import { exports } from "./export/zh.ts";
import { help } from "./help/zh.ts";
import { home } from "./home/zh.ts";
import { network } from "./model/zh.ts";
import { models } from "./models/zh.ts";
import { notices } from "./notices/zh.ts";
import { look, overlay } from "./overlay/zh.ts";
import { pass } from "./pass/zh.ts";
import { race } from "./race/zh.ts";
import { results } from "./results/zh.ts";
import { shared } from "./shared/zh.ts";
import { shell } from "./shell/zh.ts";
import { state } from "./state/zh.ts";
import { preparing, probe, stage } from "./viewer/zh.ts";
import { tour } from "./tour/zh.ts";
import { why } from "./why/zh.ts";
import type { Messages } from "./en.ts";

export const zh: Messages = {
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
