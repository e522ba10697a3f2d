/** @file What every result of a network has to tell. */
import type { Notice } from "../../src-core/contract/notices.ts";
import type { FullyConvolutional } from "../../src-core/network/convolutionalize.ts";
import { wasDouble } from "../../src-core/network/reading/single-precision.ts";
import { notClassified } from "../../src-core/network/said.ts";
import type { Source } from "./source.ts";

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

/** Of a network that is used as a classifier. */
export const otherTask = ({ said }: Source): Notice[] =>
  said?.task === undefined ? [] : [{ code: "task-differs", message: notClassified(said.task) }];
