import { readFileSync } from "node:fs";
import { cpus } from "node:os";
import { join } from "node:path";
import type { Benchmark, BenchmarkCase } from "./benchmark.js";
import type { TimedMeasure } from "./graph-timing.js";
import { needModules, numpyLibrary, oursCommand, peerCommand } from "./peer-environment.js";
import { rsaSizes, writeRsaInputs } from "./rsa-input.js";

interface Task {
  readonly name: string;
  readonly variant?: string;
  readonly providers?: readonly ("blas" | "wasm")[];
  /** Samples or centres of our side and of the peer's; the first ones are compared. */
  readonly counts?: readonly [number, number];
  /** Whether it is measured with all threads too. */
  readonly isThreaded?: boolean;
}

const both = ["blas", "wasm"] as const;
const measures = "cosine corr spearman rho-a tau-a tau-b cosine-cov corr-cov bures bures-squared riemannian".split(" ");

const tasks: readonly Task[] = [
  { name: "correlation", providers: both, isThreaded: true },
  { name: "crossnobis", variant: "plain", providers: both, isThreaded: true },
  { name: "crossnobis", variant: "precision", providers: both, isThreaded: true },
  { name: "covariance", providers: both, isThreaded: true },
  ...measures.map((variant): Task => ({ name: "compare", variant })),
  { name: "bootstrap", variant: "corr", providers: both, counts: [1000, 100], isThreaded: true },
  { name: "bootstrap", variant: "spearman", providers: both, counts: [1000, 40], isThreaded: true },
  { name: "bootstrap", variant: "tau-a", providers: both, counts: [1000, 40], isThreaded: true },
  { name: "bootstrap", variant: "cosine-cov", providers: both, counts: [1000, 20], isThreaded: true },
  ...[4000, 16_000, 64_000].map((centres): Task => ({ name: "searchlight", counts: [centres, 1000] })),
];

export const rsa: Benchmark = {
  name: "rsa",
  summary:
    "dissimilarities, comparisons, samples of a bootstrap, searchlight; one thread each, then all, by processor time",
  peer: "rsatoolbox (bench/peers/rsa.py), the library of its NumPy for both sides",
  async cases(folder) {
    needModules("rsatoolbox, numpy");
    writeRsaInputs(folder);
    const library = numpyLibrary();
    const sizes = JSON.stringify(rsaSizes);
    let outputs = 0;
    const caseOf = (task: Task, provider: string, threads: number): BenchmarkCase => {
      const { name, variant = "", counts = [0, 0] } = task;
      const file = join(folder, `found-${outputs++}`);
      const environment = {
        NEUROLOOM_BLAS: library,
        ...(threads > 1 ? { OPENBLAS_NUM_THREADS: String(threads), OMP_NUM_THREADS: String(threads) } : {}),
      };
      const words = (count: number, side: string) => [name, variant, String(count), sizes, `${file}-${side}.f64`];
      const parts = counts[0] > 0 ? [`${counts[0]} and ${counts[1]}`] : [];
      return {
        name: [name, variant, ...parts, provider, `${threads} thread${threads > 1 ? "s" : ""}`]
          .filter(Boolean)
          .join(", "),
        ours: { ...oursCommand("rsa-child.js", [folder, provider, ...words(counts[0], "ours")]), environment },
        peer: { ...peerCommand("rsa.py", [folder, ...words(counts[1], "peer")]), environment },
        mostRuns: 1,
      };
    };
    return tasks.flatMap((task) => [
      ...(task.providers ?? ["blas"]).map((provider) => caseOf(task, provider, 1)),
      ...(task.isThreaded && cpus().length > 1 ? [caseOf(task, "blas", cpus().length)] : []),
    ]);
  },
  lines: ({ oursDetails, peerDetails }) => [calculationLine(oursDetails as Details, peerDetails as Details)],
};

interface Details {
  readonly measured: TimedMeasure;
  /** Samples or centres of one call. */
  readonly parts: number;
  /** Where the results are. */
  readonly output: string;
  readonly loadedBytes: number;
  readonly maxRssBytes: number;
}

/** The calculation alone, without start-up and reading, and how far results are apart. */
function calculationLine(ours: Details, peer: Details): string {
  const milliseconds = ({ measured, parts }: Details) => (1000 * measured.seconds) / parts;
  const clock = ({ measured, parts }: Details) => (1000 * measured.clockSeconds) / parts;
  const added = ({ maxRssBytes, loadedBytes }: Details) => `${Math.round((maxRssBytes - loadedBytes) / 1e6)} MB`;
  return [
    `  ${ours.parts > 1 ? "each" : "the calculation"}: ours ${milliseconds(ours).toPrecision(3)} ms`,
    `peer ${milliseconds(peer).toPrecision(3)} ms`,
    `ratio ${(milliseconds(peer) / milliseconds(ours)).toFixed(1)}`,
    `by the clock ${(clock(peer) / clock(ours)).toFixed(1)}`,
    `memory added: ours ${added(ours)}, peer ${added(peer)}`,
    `largest difference ${largestDifference(numbersOf(ours), numbersOf(peer)).toExponential(1)}`,
  ].join(", ");
}

function numbersOf({ output }: Details): Float64Array {
  const bytes = readFileSync(output);
  return new Float64Array(bytes.buffer, bytes.byteOffset, bytes.length / 8);
}

/** Of what both sides have, relative to the largest number; NaN where one alone is NaN. */
function largestDifference(a: Float64Array, b: Float64Array): number {
  let [difference, size] = [0, 0];
  for (let k = 0; k < Math.min(a.length, b.length); k++) {
    if (Number.isNaN(a[k]!) && Number.isNaN(b[k]!)) continue;
    difference = Math.max(difference, Math.abs(a[k]! - b[k]!));
    size = Math.max(size, Math.abs(b[k]!));
  }
  return difference / Math.max(1, size);
}
