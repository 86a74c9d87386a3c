import type { Floats, LinalgProvider } from "../linalg/provider.js";
import { bestLinalg } from "./best-linalg.js";
import type { BlasOptions } from "./blas/blas-linalg.js";
import { namedLibrary, noLibrary } from "./blas/library-candidates.js";
import type { Diagnosis } from "./diagnosis.js";

/** Rows and columns of the product that is timed, and for how long, in milliseconds. */
const [size, duration] = [512, 60];

/** Which linear algebra this machine has, and how fast it multiplies. */
export async function linalgDiagnosis(options: BlasOptions = {}): Promise<Diagnosis> {
  const name = "linear algebra";
  try {
    const linalg = await bestLinalg(options);
    const speeds = [Float32Array, Float64Array].map((create) => gigaflops(linalg, create).toFixed(1));
    const library = "library" in linalg ? linalg : undefined;
    const threads = library?.threads === undefined ? "" : `, ${library.threads} threads`;
    const from = library ? ` from ${library.library}${threads}` : "";
    const found = `${linalg.name}${from}: ${speeds[0]} GFLOP/s float32, ${speeds[1]} float64`;
    if (library || namedLibrary(options) === noLibrary) return { name, found, state: "good" };
    const advice =
      "optional; install OpenBLAS (for example the package libopenblas0), or name a library by NEUROLOOM_BLAS";
    return { name, found, state: "missing", advice };
  } catch (error) {
    const { message } = error as Error;
    return { name, found: message, state: "bad", advice: "correct NEUROLOOM_BLAS, or unset it" };
  }
}

/** 10⁹ operations per second in products of `size` × `size`, the best of several. */
function gigaflops(linalg: LinalgProvider, create: new (length: number) => Floats): number {
  const values = new create(size * size).map((_, k) => (k % 7) - 3) as Floats;
  const [a, into] = [values, new create(size * size)].map((one) => ({ rows: size, columns: size, values: one }));
  const end = performance.now() + duration;
  let best = Number.POSITIVE_INFINITY;
  do {
    const start = performance.now();
    linalg.multiply(a!, a!, { into: into! });
    best = Math.min(best, performance.now() - start);
  } while (performance.now() < end);
  return (2 * size ** 3) / (best * 1e6);
}
