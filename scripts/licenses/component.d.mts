/** What is shipped, as the scripts tell it to each other. */
export interface Component {
  readonly type: "library" | "machine-learning-model";
  readonly name: string;
  readonly version: string;
  /** An SPDX expression. */
  readonly license: string;
  readonly source: string | undefined;
  readonly purl: string;
  readonly text: string;
}
