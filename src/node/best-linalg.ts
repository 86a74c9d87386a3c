import { isNeuroloomError } from "../errors.js";
import { jsLinalg } from "../linalg/js-linalg.js";
import type { LinalgProvider } from "../linalg/provider.js";
import { wasmLinalg } from "../linalg/wasm/wasm-linalg.js";
import { type BlasLinalg, type BlasOptions, blasLinalg } from "./blas/blas-linalg.js";
import { namedLibrary, noLibrary } from "./blas/library-candidates.js";

/**
 * The fastest linear algebra of this machine: its BLAS library where there is one, else WebAssembly, else plain loops.
 * With `NEUROLOOM_BLAS=none` no library is looked for,
 * and every machine gives the same digits.
 *
 * @throws What {@link blasLinalg} throws where a library is named: it is not replaced by another provider.
 */
export async function bestLinalg(options: BlasOptions = {}): Promise<LinalgProvider | BlasLinalg> {
  const named = namedLibrary(options);
  return (
    (named === noLibrary ? undefined : await unlessMissing(() => blasLinalg(options), named)) ??
    (await unlessMissing(wasmLinalg)) ??
    jsLinalg
  );
}

async function unlessMissing<Provider>(
  create: () => Promise<Provider>,
  named?: string | undefined,
): Promise<Provider | undefined> {
  try {
    return await create();
  } catch (error) {
    if (named === undefined && isNeuroloomError(error, "missing-part")) return undefined;
    throw error;
  }
}
