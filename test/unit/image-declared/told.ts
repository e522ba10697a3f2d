/** @file What is told of an image's file. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { inspectImage } from "../../../src-main/image/inspect.ts";
import { messageInChinese } from "../../../src-renderer/i18n/notices/messages-zh.ts";
import { temporaryFolder } from "../../support/folder.ts";

const folder = temporaryFolder();
let files = 0;

/** What is told, without its code; all of it has its Chinese. */
export async function told(bytes: Uint8Array): Promise<string[]> {
  const path = join(folder, `${files++}`);
  writeFileSync(path, bytes);
  const { notices } = await inspectImage(path);
  for (const { message } of notices) {
    expect(messageInChinese(message)).toMatch(/\p{Script=Han}/u);
    expect(messageInChinese(message)).not.toMatch(/undefined|\bis\b|\bare\b/);
  }
  return notices.map(({ code, message }) => `${code}: ${message}`);
}
