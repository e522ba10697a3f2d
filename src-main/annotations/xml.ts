/** @file XML as a tree of elements: no attributes, and no entities but XML's own. */
import sax from "sax";
import { UserError } from "../../src-core/contract/failure.ts";
import { reason } from "../reason.ts";

export interface Element {
  readonly name: string;
  readonly children: Element[];
  /** What stands in it beside its children, without the space around it. */
  text: string;
}

/** Annotations are four levels deep. */
const deepest = 32;

/** @returns the root @throws UserError when it is no well-formed XML */
export function parseXml(text: string, path: string): Element {
  const strict = true;
  const parser = new sax.SAXParser(strict, { trim: true });
  const open: Element[] = [];
  let root: Element | undefined;
  parser.onopentag = ({ name }) => {
    const element: Element = { name, children: [], text: "" };
    open.at(-1)?.children.push(element);
    root ??= element;
    open.push(element);
    if (open.length > deepest) throw new Error(`elements lie more than ${deepest} levels deep`);
  };
  const addText = (part: string): void => {
    const inner = open.at(-1);
    if (inner) inner.text += part;
  };
  parser.ontext = addText;
  parser.oncdata = addText;
  parser.onclosetag = () => {
    open.pop();
  };
  parser.onerror = (error) => {
    throw error;
  };
  try {
    parser.write(text).close();
    if (!root) throw new Error("it is empty");
    return root;
  } catch (cause) {
    const line = parser.line + 1;
    throw new UserError(
      "invalid-request",
      `${path}: is broken XML (${reason(cause)} in line ${line}): mend it`,
      { cause },
    );
  }
}

export const childOf = ({ children }: Element, name: string): Element | undefined =>
  children.find((child) => child.name === name);
