/** Elements of an array as numbers; 64-bit integers only where they are below 2^53. */
export type BlockValues =
  | Uint8Array
  | Int8Array
  | Uint16Array
  | Int16Array
  | Uint32Array
  | Int32Array
  | Float32Array
  | Float64Array;

/** A box of an array, cut to what lies inside of it. */
export interface ArrayBlock {
  /** Where the box begins, one place per axis. */
  readonly start: readonly number[];
  /** Its lengths. */
  readonly shape: readonly number[];
  /** Its elements in C order. */
  readonly values: BlockValues;
}

/**
 * Called for a run of equal elements other than 0 along the last axis: the elements `start` to `start + length - 1`,
 * counted in C order over the whole array. Runs come in the order of the chunks, are cut where chunks end, and never
 * leave their row. NaN is told as it is.
 */
export type OnRun = (value: number, start: number, length: number) => void;

/** What long reading reports and obeys. */
export interface BlockOptions {
  readonly signal?: AbortSignal;
  /** Called after each chunk. */
  readonly onChunk?: (done: number, total: number) => void;
}

/** A stored array of numbers that is read block by block, so that it never has to fit in memory. */
export interface BlockedArray {
  /** The file, and the path of the array in it, as errors name them. */
  readonly file: string;
  readonly path: string;
  /** Lengths of the axes, the slowest first: (channel,) z, y, x. */
  readonly shape: readonly number[];
  /** "uint8", "int32", "float32", … */
  readonly dtype: string;
  /** Lengths of a chunk; null where the elements lie in one stretch. */
  readonly chunks: readonly number[] | null;
  /** The compressor in a word or two, such as "blosc-zstd"; null where there is none or it is not known. */
  readonly codec: string | null;
  /** Bytes that the chunks take up in the file; null where only reading all of them would tell. */
  readonly storedBytes: number | null;
  /** What the file says about the array. */
  attributes(): Promise<Readonly<Record<string, unknown>>>;
  /**
   * Tells all elements other than 0. Time and memory follow them and the number of chunks: where the format allows it,
   * chunks and parts of chunks that hold one value throughout are told apart without being decoded.
   *
   * @throws FormatError for what is damaged
   */
  foreground(onRun: OnRun, options?: BlockOptions): Promise<void>;
  /**
   * The elements, chunk by chunk; chunks that `wanted` refuses are not read.
   *
   * @throws FormatError for what is damaged
   */
  blocks(
    options?: BlockOptions & {
      readonly wanted?: (start: readonly number[], shape: readonly number[]) => boolean;
    },
  ): AsyncIterable<ArrayBlock>;
}
