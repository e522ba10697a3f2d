/** @file The words of diagnostics and reports, in English. */

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
  ended: {
    app: "Fullconv ended unexpectedly the last time.",
    engine: "Fullconv’s engine ended unexpectedly.",
    pictures: "The process that reads images ended unexpectedly.",
    window: "The window’s page ended unexpectedly.",
  },
};
