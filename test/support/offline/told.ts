/** @file What a scenario tells its test. */

export interface Report {
  /** Names that a resolver was asked for. */
  readonly names: readonly string[];
  /** Whom the processes wanted to reach beyond the loopback. */
  readonly contacts: readonly string[];
  /** Files in the folders that the processes have, below the scenario's own. */
  readonly files: readonly string[];
}

export type Told = Telling & {
  /** When it was told, milliseconds of the test's clock. */
  readonly at: number;
};

export type Telling =
  | { readonly type: "analysed"; readonly last: unknown }
  | { readonly type: "ended"; readonly args: readonly string[]; readonly status: number | null }
  | { readonly type: "through"; readonly report: Report }
  | { readonly type: "report"; readonly report: Report }
  | { readonly type: "heard"; readonly names: readonly string[] };
