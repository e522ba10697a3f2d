/** @file What every result of a network has to tell. */
import { headOf } from "../../../src-core/detection/heads/head-of.ts";
import type { Head } from "../../../src-core/contract/heads.ts";
import type { Notice } from "../../../src-core/contract/notices.ts";
import type { ExpectedEquality } from "../../../src-core/network/properties/equality.ts";
import type { FullyConvolutional } from "../../../src-core/network/surgery/convolutionalize.ts";
import { wasDouble } from "../../../src-core/network/reading/single-precision.ts";
import { notClassified } from "../../../src-core/network/metadata/class-metadata.ts";
import type { Source } from "./files/source.ts";

export const inFloat = ({ classifier }: FullyConvolutional): Notice[] =>
  wasDouble(classifier.model)
    ? [
        {
          code: "computed-in-float",
          message:
            "the network is in double precision and computed in single, the pass and its windows alike: scores differ from its own by about 1e-6 of the largest",
        },
      ]
    : [];

/** Of a pass alone, whose cells need not be what its windows give. A comparison measures it instead. */
export const comesNear = (expected: ExpectedEquality | null, head: Head): Notice[] =>
  expected === null || expected.class === "exact" || headOf(head).noWindows !== null
    ? []
    : [
        {
          code: "pass-comes-near",
          message: `the pass was not compared with its windows, and need not equal them: ${expected.reason}`,
        },
      ];

/** Of a network that is used as a classifier. */
export const otherTask = ({ said }: Source): Notice[] =>
  said?.task === undefined ? [] : [{ code: "task-differs", message: notClassified(said.task) }];
