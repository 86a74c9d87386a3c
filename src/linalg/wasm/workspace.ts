import { MissingPartError } from "../../errors.js";
import { kernelBytes } from "./kernel-bytes.js";

/** Rows of A, terms of the sums, and bytes of a row of B that one call of a kernel works on; all fill whole groups. */
export const [blockRows, blockTerms, rowBytes] = [128, 256, 4096] as const;
/** Terms of which the columns of B stay packed while all rows of A pass. */
export const panelTerms = 8 * blockTerms;
/** Added to the distance of rows, in bytes, so that they do not all fall on the same lines of the cache. */
export const rowPadding = 128;

/** What the kernels work on, in bytes: 10.4 MB in all, however large the matrices are. */
const sizes = {
  staged: (rowBytes / 4) * (4 * blockTerms + rowPadding),
  packedA: 8 * blockRows * blockTerms,
  packedB: rowBytes * panelTerms,
  product: blockRows * (rowBytes + rowPadding),
};

/** The compiled functions; addresses and distances in bytes, see `kernels/`. */
interface Kernels {
  readonly multiply32: MultiplyKernel;
  readonly multiply64: MultiplyKernel;
  readonly packTerms: PackKernel;
  readonly packLanes32: PackKernel;
  readonly packLanes64: PackKernel;
  solveLower(l: number, x: number, n: number, columns: number, stride: number): void;
}

type MultiplyKernel = (
  a: number,
  b: number,
  c: number,
  rows: number,
  columns: number,
  terms: number,
  stride: number,
  diagonal: number,
  sign: number,
) => void;

type PackKernel = (
  source: number,
  sourceStride: number,
  target: number,
  groups: number,
  terms: number,
  groupBytes: number,
) => void;

/** The memory of the kernels read in one precision, and the kernels of that precision. */
export interface Precision {
  readonly bytes: 4 | 8;
  readonly memory: Float32Array | Float64Array;
  readonly multiply: MultiplyKernel;
  readonly packLanes: PackKernel;
}

/** Compiled kernels and their memory: what one provider works with. */
export interface Workspace {
  /** Addresses of the parts, in bytes. */
  readonly at: Readonly<Record<keyof typeof sizes, number>>;
  readonly single: Precision;
  readonly double: Precision;
  readonly packTerms: PackKernel;
  readonly solveLower: Kernels["solveLower"];
}

/**
 * Compiles the kernels.
 *
 * @throws MissingPartError where WebAssembly or its 128-bit vectors are missing.
 */
export async function createWorkspace(): Promise<Workspace> {
  const pageBytes = 65536;
  const total = Object.values(sizes).reduce((sum, size) => sum + size, 0);
  const pages = Math.ceil(total / pageBytes);
  try {
    const memory = new WebAssembly.Memory({ initial: pages, maximum: pages });
    const bytes = Uint8Array.from(atob(kernelBytes), (letter) => letter.charCodeAt(0));
    const { instance } = await WebAssembly.instantiate(bytes, { env: { memory } });
    return workspaceOf(memory.buffer, instance.exports as unknown as Kernels);
  } catch (cause) {
    const purpose = "multiply matrices in WebAssembly";
    throw new MissingPartError({
      part: "WebAssembly with 128-bit vectors",
      purpose,
      next: "use the js provider",
      cause,
    });
  }
}

function workspaceOf(buffer: ArrayBuffer, kernels: Kernels): Workspace {
  const { multiply32, multiply64, packTerms, packLanes32, packLanes64, solveLower } = kernels;
  const { staged, packedA, packedB } = sizes;
  return {
    at: { staged: 0, packedA: staged, packedB: staged + packedA, product: staged + packedA + packedB },
    single: { bytes: 4, memory: new Float32Array(buffer), multiply: multiply32, packLanes: packLanes32 },
    double: { bytes: 8, memory: new Float64Array(buffer), multiply: multiply64, packLanes: packLanes64 },
    packTerms,
    solveLower,
  };
}
