import type { Floats, LinalgProvider, MatrixView } from "../src/linalg/provider.js";
import { transposed } from "../src/linalg/views.js";
import { wasmLinalg } from "../src/linalg/wasm/wasm-linalg.js";
import { blasLinalg } from "../src/node/blas/blas-linalg.js";
import { timeMeasures } from "./graph-timing.js";
import { type LinalgTask, linalgTasks, symmetricPart, taskName, taskValues } from "./linalg-tasks.js";

const providers: Readonly<Record<string, () => Promise<LinalgProvider>>> = {
  wasm: wasmLinalg,
  blas: () => blasLinalg({ threads: 1 }),
};

const provider = await providers[process.argv[2]!]!();

type Square<V extends Floats> = MatrixView<V>;
const double = (view: Square<Floats>) => view as Square<Float64Array>;

const calculations: Readonly<
  Record<LinalgTask["kind"], (a: Square<Floats>, b: Square<Floats>, s: Square<Float64Array>) => Floats>
> = {
  A·B: (a, b) => provider.multiply(a, b).values,
  Aᵀ·B: (a, b) => provider.multiply<Floats>(transposed(a), b).values,
  AᵀA: (a) => provider.gram(a).values,
  "L·X = B": (a, b) => provider.solveTriangular(double(a), double(b)).values,
  "S = L·Lᵀ": (_a, _b, s) => provider.cholesky(s).values,
  "S = V·D·Vᵀ": (_a, _b, s) => provider.symmetricEigen(s).values,
  "A = U·D·Vᵀ": (a) => provider.svd(double(a)).values,
  "A = Q·R": (a) => provider.qr(double(a)).r.values,
};

const tasks: readonly LinalgTask[] = process.argv[3] ? JSON.parse(process.argv[3]) : linalgTasks;

/** Matrices that several tasks share, made before any of them is measured. */
const inputs = new Map<string, readonly [Square<Floats>, Square<Floats>, Square<Float64Array>]>();
for (const task of tasks) {
  const shape = { rows: task.size, columns: task.size };
  const [a, b] = [0, 1].map((shift) => taskValues(task, shift)) as [Floats, Floats];
  const symmetric = { ...shape, values: symmetricPart(a, task.size) };
  inputs.set(inputOf(task), [{ ...shape, values: a }, { ...shape, values: b }, symmetric]);
}

function inputOf({ precision, size }: LinalgTask): string {
  return `${precision}, ${size}`;
}

timeMeasures(
  Object.fromEntries(
    tasks.map((task) => [taskName(task), () => calculations[task.kind](...inputs.get(inputOf(task))!).at(-1)!]),
  ),
);
