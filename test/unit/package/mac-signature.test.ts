/** @file A package for macOS is signed with a certificate where there is one, and never left with a broken seal. */
import { expect, it } from "vitest";
import type { MacSignature } from "../../../scripts/package/mac-signature.ts";
import { signAdHocWithoutCertificate } from "../../../scripts/package/mac-signature.ts";

it.each<[MacSignature, Record<string, string>, MacSignature]>([
  [{}, {}, { identity: "-", hardenedRuntime: false }],
  [{}, { CSC_LINK: "" }, { identity: "-", hardenedRuntime: false }],
  [{}, { CSC_LINK: "a certificate" }, {}],
  [{}, { CSC_NAME: "Somebody" }, {}],
  [{ identity: "Somebody" }, {}, { identity: "Somebody" }],
])("%o with %o in the environment is %o", (options, environment, expected) => {
  signAdHocWithoutCertificate(options, environment);
  expect(options).toEqual(expected);
});
