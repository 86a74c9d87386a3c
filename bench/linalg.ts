import type { Benchmark, BenchmarkResult } from "./benchmark.js";
import type { TimedMeasure } from "./graph-timing.js";
import { libraryTasks, linalgTasks, operationsOf, taskName } from "./linalg-tasks.js";
import { needModules, numpyLibrary, oursCommand, peerCommand } from "./peer-environment.js";

type Measures = Readonly<Record<string, TimedMeasure>>;

export const linalg: Benchmark = {
  name: "linalg",
  summary: "products, Gram matrices, triangular systems and factorisations on one thread, by processor time",
  peer: "NumPy and SciPy (bench/peers/linalg.py); tfjs-backend-wasm",
  async cases() {
    needModules("numpy, scipy");
    const [numpy, numpyLarge] = [linalgTasks, libraryTasks].map((tasks) =>
      peerCommand("linalg.py", [JSON.stringify(tasks)]),
    );
    const blas = oursCommand("linalg-child.js", ["blas", JSON.stringify(libraryTasks)]);
    const environment = { NEUROLOOM_BLAS: numpyLibrary() };
    return [
      { name: "blas, NumPy", ours: { ...blas, environment }, peer: numpyLarge!, mostRuns: 1 },
      { name: "wasm, NumPy", ours: oursCommand("linalg-child.js", ["wasm"]), peer: numpy!, mostRuns: 1 },
      {
        name: "wasm, tfjs wasm",
        ours: oursCommand("linalg-child.js", ["wasm"]),
        peer: oursCommand("linalg-tfjs-child.js", []),
        mostRuns: 1,
      },
    ];
  },
  lines: byTask,
};

/** One line per task that both sides have: thousands of millions of operations per second, and their ratio. */
function byTask({ oursDetails, peerDetails }: BenchmarkResult): readonly string[] {
  const [ours, peer] = [oursDetails, peerDetails].map((details) => (details as { measures: Measures }).measures);
  return [...new Map([...linalgTasks, ...libraryTasks].map((task) => [taskName(task), task])).values()]
    .filter((task) => ours![taskName(task)] && peer![taskName(task)])
    .map((task) => {
      const name = taskName(task);
      const [a, b] = [ours![name]!, peer![name]!];
      const operations = operationsOf(task);
      const speed = ({ seconds }: TimedMeasure) =>
        operations === undefined
          ? `${(1000 * seconds).toFixed(1)} ms`
          : `${(operations / seconds / 1e9).toFixed(1)} GFLOP/s`;
      const ratio = (b.seconds / a.seconds).toFixed(2);
      return `  ${name.padEnd(24)} ours ${speed(a)}, peer ${speed(b)}, ratio ${ratio}${difference(name, a, b)}`;
    });
}

function difference(name: string, { value: a }: TimedMeasure, { value: b }: TimedMeasure): string {
  const tolerance = name.includes("float32") ? 1e-4 : 1e-11;
  return Math.abs(a! - b!) <= tolerance * Math.max(1, Math.abs(b!)) ? "" : `  DIFFERENT: ${a} against ${b}`;
}
