/** @file Whether the pass must equal the windows, read off the graph before anything is measured. */
import type { Message } from "../../messages/template.ts";
import { because } from "../../contract/message.ts";
import { said } from "../../messages/said.ts";
import type { EqualityClass } from "../../contract/analysis.ts";
import { pads } from "../graph/layer.ts";
import type { FullyConvolutional } from "../surgery/convolutionalize.ts";
import type { Size } from "../../size.ts";
import { printableName } from "../../printable.ts";

export interface ExpectedEquality {
  readonly class: EqualityClass;
  readonly reason: string;
  /** The reason in codes. */
  readonly said: Message;
}

/** The class with the node that decides it. */
export function expectedEquality(surgery: FullyConvolutional): ExpectedEquality {
  const { layers, window, vertical, horizontal } = surgery;
  const padded = layers.find(pads);
  if (padded)
    return {
      class: "padded",
      ...because(
        said("network.pads", { operator: padded.operator, name: printableName(padded.name) }),
      ),
    };
  const ceil = layers.find((layer) => layer.ceil);
  const { width, height } = window;
  if (vertical.completeCells >= 1 && horizontal.completeCells >= 1)
    return {
      class: "exact",
      ...because(ceil ? said("network.exact-with-pool", { width, height }) : said("network.exact")),
    };
  const field = receptiveWindow(surgery);
  const operator = ceil?.operator ?? said("network.a-pool");
  const name = printableName(ceil?.name ?? "");
  // Behind rows that were cut off, no larger window makes the position complete.
  if (field.width === width && field.height === height)
    return { class: "padded", ...because(said("network.ceil-cut-off", { operator, name })) };
  const seen = { seenWidth: horizontal.size, seenHeight: vertical.size };
  const whole = { fieldWidth: field.width, fieldHeight: field.height };
  return {
    class: "ceil",
    ...because(said("network.ceil", { operator, name, width, height, ...seen, ...whole })),
  };
}

/** The smallest window, with its corner where the cell's window has it, that holds all pixels that a cell depends on. */
export const receptiveWindow = ({ window, vertical, horizontal }: FullyConvolutional): Size => ({
  width: Math.max(window.width, horizontal.offset + horizontal.size),
  height: Math.max(window.height, vertical.offset + vertical.size),
});
