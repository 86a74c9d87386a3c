/** A chunk as a list of chunks has it. */
export interface ListedChunk {
  /** Place in the grid of chunks, counted in C order. */
  readonly number: number;
  readonly address: number;
  /** Stored bytes. */
  readonly length: number;
  /** Bit i is set where the filter i was left out. */
  readonly mask: number;
}
