/** What is shipped, as the scripts tell it to each other. */
export interface Component {
  readonly type: "framework" | "library" | "machine-learning-model";
  readonly name: string;
  readonly version: string;
  /** An SPDX expression, or `LicenseRef-…` for terms that SPDX does not know. */
  readonly license: string;
  readonly source: string | undefined;
  readonly purl: string;
  readonly text: string;
}
