/** @file What notices say, in English: as the host tells them, but for what only the command line has. */
import { rememberedAnswers } from "./remembered-answers.ts";

/** Of the activation, and of the order of the channels. */
const saidOtherwise =
  /: another one is said with --[a-z]+(?: \w+)?, as the model is imported or its file named, or in its card$/;

export function messageInWindow(message: string): string {
  const remembered = rememberedAnswers("en", message);
  if (remembered)
    return `answered before: ${remembered.answers} (${remembered.path}): other answers are given as the model is added`;
  return message.replace(
    saidOtherwise,
    ": another one is chosen as the model is added, or in its card",
  );
}
