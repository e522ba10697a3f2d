import { expect, it } from "vitest";
import { withoutTokens } from "../../../src-main/log/without-tokens.ts";
import { endInWords, howItEnded } from "../../../src-main/process-end.ts";

it.each([
  [
    null,
    "SIGKILL",
    "",
    "SIGKILL: killed from outside, most often by the system when memory runs out",
  ],
  [139, null, "", "exit code 139: a fault in native code"],
  [0xc0000005, null, "", "exit code 0xC0000005: a fault in native code"],
  [-1073741819, null, "", "exit code 0xC0000005: a fault in native code"],
  [134, null, "FATAL ERROR: Reached heap limit", "exit code 134: JavaScript ran out of memory"],
  [null, "SIGABRT", "std::bad_alloc", "SIGABRT: there was no memory left"],
  [null, "SIGABRT", "", "SIGABRT: native code gave up"],
  [7, null, "", "exit code 7"],
  [null, null, "", "for a reason that is not known"],
])("%s %s %s is told as %s", (code, signal, said, told) => {
  expect(endInWords(howItEnded(code, signal, said))).toBe(told);
});

it("leaves what lets somebody in out of every line", () => {
  const token = "Zm9vYmFyYmF6cXV4Zm9v-mFyYmF6cXV_";
  for (const text of [
    `http://127.0.0.1:1/#${token}`,
    `x-fullconv-session: ${token}`,
    `/api/x?ticket=${token.slice(3)}`,
    `{"token":"${token}"}`,
  ])
    expect(withoutTokens(text)).not.toContain(token.slice(4));
  expect(withoutTokens("/home/me/images/a.png: cannot be read")).toBe(
    "/home/me/images/a.png: cannot be read",
  );
});
