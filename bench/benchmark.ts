/** A command to measure: it must print one line of JSON with `maxRssBytes` as the last line of its standard output. */
export interface BenchmarkCommand {
  readonly program: string;
  readonly words: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
}

/** One input on which both sides do the same work. */
export interface BenchmarkCase {
  readonly name: string;
  readonly ours: BenchmarkCommand;
  readonly peer: BenchmarkCommand;
  /** Where one run takes long: so many runs at most, without one that warms up. */
  readonly mostRuns?: number;
  /** Where one run of the peer alone takes long: so many runs of it at most, without one that warms up. */
  readonly mostPeerRuns?: number;
}

/** One measured task against a named peer. */
export interface Benchmark {
  readonly name: string;
  readonly summary: string;
  /** Who we compare with, in words: libraries and versions are asked from the peer itself. */
  readonly peer: string;
  /** Prepares inputs below `folder` and names the cases. */
  cases(folder: string): Promise<readonly BenchmarkCase[]>;
  /** What else to print about a result, for example its parts. */
  lines?(result: BenchmarkResult): readonly string[];
}

/** What both sides took for one case. */
export interface BenchmarkResult {
  readonly case: string;
  readonly runs: number;
  readonly oursSeconds: number;
  readonly peerSeconds: number;
  /** peer / ours: above 1 we are faster. */
  readonly ratio: number;
  /** The same of processor time, start-up included; null where a side does not tell its own. */
  readonly processorRatio: number | null;
  readonly oursPeakBytes: number;
  readonly peerPeakBytes: number;
  readonly oursAll: readonly number[];
  readonly peerAll: readonly number[];
  readonly oursDetails: unknown;
  readonly peerDetails: unknown;
}
