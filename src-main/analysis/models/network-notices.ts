/** @file What every result of a network has to tell. */
import { said } from "../../../src-core/messages/said.ts";
import { noticeOf } from "../../../src-core/contract/notices.ts";
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
    ? [noticeOf("computed-in-float", said("models.double-precision"))]
    : [];

/** Of a pass alone, whose cells need not be what its windows give. A comparison measures it instead. */
export const comesNear = (expected: ExpectedEquality | null, head: Head): Notice[] =>
  expected === null || expected.class === "exact" || headOf(head).noWindows !== null
    ? []
    : [noticeOf("pass-comes-near", said("models.comes-near", { reason: expected.said }))];

/** Of a network that is used as a classifier. */
export const otherTask = ({ said: stated }: Source): Notice[] =>
  stated?.task === undefined ? [] : [noticeOf("task-differs", notClassified(stated.task))];
