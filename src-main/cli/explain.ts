/** @file `fullconv explain`: dense layer ↔ convolution, in both directions. */
import { print } from "./text/terminal.ts";
import type { ExplanationRequest } from "../../src-core/contract/explanation.ts";
import { toDocument } from "../../src-core/equivalence/document.ts";
import { explain as explanationOf } from "../../src-core/equivalence/explain.ts";
import { explanationText } from "./text/explanation-text.ts";

export type ExplainOptions = ExplanationRequest & { readonly json?: true };

/** @throws UserError when the sizes do not fit each other, or the matrix would be too large */
export function explain({ json, ...request }: ExplainOptions): void {
  const explanation = explanationOf(request);
  if (json) console.log(JSON.stringify(toDocument(explanation)));
  else print(explanationText(explanation).split("\n"));
}
