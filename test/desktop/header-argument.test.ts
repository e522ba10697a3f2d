import { expect, it } from "vitest";
import { headerArgument, readHeaderArgument } from "../../src-main/desktop/header-argument.ts";

it("comes back as it was handed over", () => {
  const argv = ["electron", "--type=renderer", headerArgument("x-key", "a=b-c_1")];
  expect(readHeaderArgument(argv)).toEqual(["x-key", "a=b-c_1"]);
});

it("is missed where there is none", () => {
  expect(() => readHeaderArgument(["electron", "--fullconv-header="])).toThrow(
    "--fullconv-header=",
  );
});
