/** @file The words of diagnostics and reports, in English. */
import type { Message } from "../../../src-core/messages/template.ts";
import type { Failure } from "../../../src-core/contract/failure.ts";
import type { Told } from "../messages/told.ts";
import { told } from "../messages/told.ts";
import type { ProcessEnd } from "../../../src-core/contract/process-end.ts";

const ended = "It has ended: start it again.";

const endTitle: Record<ProcessEnd["process"], string> = {
  engine: "The engine process ended",
  pictures: "The process that reads images ended",
};

const intro =
  "This is all that is copied or saved, and it is sent nowhere: read it before you share it.";

export const help = {
  open: "Help: diagnostics",
  title: "Copy diagnostics",
  reportTitle: "Report of an unexpected end",
  intro,
  /** Behind what ended. */
  reportIntro: (ended: string) => `${ended} ${intro}`,
  text: "What would be copied",
  paths: "Include paths and names of files",
  copy: "Copy",
  save: "Save",
  close: "Close",
  read: "Read the report",
  end: ({ code, message, said }: Failure): Told =>
    code === "app-ended" ? { text: ended, original: null } : told("en", message, said),
  /** What the host tells, and its own English. */
  told: (message: string, said: Message | undefined): Told => told("en", message, said),
  /** Behind it stands what the host says itself. */
  original: "Original message",
  /** In place of words that this language has not; English has all. */
  untold: "",
  endTitle,
  gone: "Fullconv has ended. Start it again, then open the address that it prints.",
  saved: "Saved",
  logFolder: (folder: string) => `The log lies in ${folder}.`,
  ended: {
    app: "Fullconv ended unexpectedly the last time.",
    engine: "Fullconv’s engine ended unexpectedly.",
    pictures: "The process that reads images ended unexpectedly.",
    window: "The window’s page ended unexpectedly.",
  },
};
