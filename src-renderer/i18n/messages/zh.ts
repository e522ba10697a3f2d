/** @file 主程序所说的话：简体中文。 */
import type { MessageKey } from "../../../src-core/messages/english.ts";
import { common } from "./zh/common.ts";
import { files } from "./zh/files.ts";
import { image } from "./zh/image.ts";

export const messages: Record<MessageKey, string> = { ...common, ...files, ...image };
