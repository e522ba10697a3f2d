/** @file 主程序所说的话：简体中文。 */
import type { MessageKey } from "../../../src-core/messages/english.ts";
import { common } from "./zh/common.ts";
import { analysis } from "./zh/analysis.ts";
import { api } from "./zh/api.ts";
import { batch } from "./zh/batch.ts";
import { detection } from "./zh/detection.ts";
import { engine } from "./zh/engine.ts";
import { equivalence } from "./zh/equivalence.ts";
import { files } from "./zh/files.ts";
import { image } from "./zh/image.ts";
import { models } from "./zh/models.ts";
import { mtcnn } from "./zh/mtcnn.ts";
import { network } from "./zh/network.ts";
import { operators } from "./zh/operators.ts";
import { tensorflow } from "./zh/tensorflow.ts";

export const messages: Record<MessageKey, string> = {
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
};
