/** @file Messages in codes cross every door to the window, and none to the command line's JSON. */
import { expect, it } from "vitest";
import { failure, failureOf, renamed, userErrorOf } from "../../../src-core/contract/failure.ts";
import { UserError } from "../../../src-core/contract/failure.ts";
import { notice, noticeOf } from "../../../src-core/contract/notices.ts";
import { said } from "../../../src-core/messages/said.ts";
import { documentText } from "../../../src-main/cli/text/document.ts";
import { why } from "../../../src-main/reason.ts";
import { messages } from "../../../src-renderer/i18n/index.ts";
import { told } from "../../../src-renderer/i18n/messages/told.ts";

const path = "/home/me/a.png";
const empty = new UserError("image-unreadable", said("image.empty", { path }));

it("a failure keeps its codes on the way through JSON, and its English is the same", () => {
  const sent = failure.parse(JSON.parse(JSON.stringify(failureOf(empty))));
  expect(sent.message).toBe(`${path}: the file is empty (0 bytes)`);
  expect(failureOf(userErrorOf(sent))).toEqual(sent);
  expect(messages.zh.help.end(sent)).toEqual({
    text: `${path}：文件为空（0 字节）`,
    original: sent.message,
  });
  expect(renamed(sent, (text) => text.replace(path, "a.png"))).toMatchObject({
    message: "a.png: the file is empty (0 bytes)",
    said: { params: { path: "a.png" } },
  });
});

it("what an older version wrote has no codes: its English is shown as the original message", () => {
  const old = failure.parse({ code: "image-unreadable", message: "a.png: strange" });
  expect(messages.zh.help.end(old)).toEqual({ text: null, original: "a.png: strange" });
  expect(told("en", "a.png: strange", undefined)).toEqual({
    text: "a.png: strange",
    original: null,
  });
});

it("the command line's JSON has the English alone; a class that is called so stays", () => {
  const notices = [notice.parse(noticeOf("pages-left-out", said("image.pages", { pages: 3 })))];
  const document = { notices, error: failureOf(empty), thresholds: { said: 0.5 } };
  expect(JSON.parse(documentText(document))).toEqual({
    notices: [
      { code: "pages-left-out", message: "the file has 3 pages: the first one alone is read" },
    ],
    error: { code: "image-unreadable", message: `${path}: the file is empty (0 bytes)` },
    thresholds: { said: 0.5 },
  });
});

it.each([
  [Object.assign(new Error("ENOENT: no such file"), { code: "ENOENT", syscall: "open" }), "没有"],
  [new Error("VipsJpeg: premature end of JPEG image"), "文件在图像结束之前就结束了"],
  [new Error("pngload_buffer: libspng read error"), "文件在图像结束之前就结束了"],
  [new Error("std::bad_alloc"), "内存不足"],
  [new Error("a word that nobody knows"), "原文“a word that nobody knows”"],
])("%s is said in the window's words, and stays as it is in English", (cause, chinese) => {
  const { key, params } = why(cause);
  const message = said("image.unreadable", { path, why: { key, params } });
  expect(messages.zh.notices.message({ message: "", said: message })).toContain(chinese);
  expect(new UserError("image-unreadable", message).message).toBe(
    `${path}: cannot be read (${cause.message}): check the path`,
  );
});
