/** @file 主程序所说的话：简体中文。 */
import type { MessageKey } from "../../../src-core/messages/english.ts";
import { common } from "./zh/common.ts";
import { files } from "./zh/files.ts";
import { image } from "./zh/image.ts";
import { mtcnn } from "./zh/mtcnn.ts";
import { network } from "./zh/network.ts";
import { operators } from "./zh/operators.ts";
import { tensorflow } from "./zh/tensorflow.ts";

export const messages: Record<MessageKey, string> = {
  ...common,
  ...files,
  ...image,
  ...mtcnn,
  ...network,
  ...operators,
  ...tensorflow,
};
