/** What a layer costs as matrix and as convolution. Biases are left out: there are as many on both sides. */
export interface Costs {
  /** Of the matrix, zeros included. */
  readonly entries: number;
  readonly nonzeros: number;
  /** `dense`: of a dense layer of this shape, all of whose entries are free. */
  readonly parameters: BothWays;
  /** For one input. */
  readonly multiplications: BothWays;
}

export interface BothWays {
  readonly dense: number;
  readonly convolution: number;
}
