/** @file All that Fullconv says, in English: as the command line has it. A key belongs to a room. */
import { common } from "./english/common.ts";
import { analysis } from "./english/analysis.ts";
import { api } from "./english/api.ts";
import { batch } from "./english/batch.ts";
import { detection } from "./english/detection.ts";
import { engine } from "./english/engine.ts";
import { equivalence } from "./english/equivalence.ts";
import { files } from "./english/files.ts";
import { image } from "./english/image.ts";
import { models } from "./english/models.ts";
import { mtcnn } from "./english/mtcnn.ts";
import { network } from "./english/network.ts";
import { operators } from "./english/operators.ts";
import { tensorflow } from "./english/tensorflow.ts";

export const english = {
  ...common,
  ...analysis,
  ...api,
  ...batch,
  ...detection,
  ...engine,
  ...equivalence,
  ...files,
  ...image,
  ...models,
  ...mtcnn,
  ...network,
  ...operators,
  ...tensorflow,
} as const;

export type English = typeof english;
export type MessageKey = keyof English;
