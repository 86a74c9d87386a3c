import { UnknownNameError } from "../errors.js";
import { jsLinalg } from "../linalg/js-linalg.js";
import type { LinalgProvider } from "../linalg/provider.js";
import { wasmLinalg } from "../linalg/wasm/wasm-linalg.js";
import { blasLinalg } from "./blas/blas-linalg.js";

/**
 * The providers of linear algebra that operations can be given, by name. `wasm` and `js` give the same digits on every
 * machine; `blas`, the machine's own library, is the fastest, and its last digits are its own.
 */
export const linalgProviders = {
  wasm: wasmLinalg,
  js: async () => jsLinalg,
  blas: async () => blasLinalg(),
} as const satisfies Readonly<Record<string, () => Promise<LinalgProvider>>>;

/** Name of a provider of linear algebra. */
export type LinalgName = keyof typeof linalgProviders;

/**
 * The provider of that name.
 *
 * @throws UnknownNameError with the nearest names; MissingPartError where this machine does not have it.
 */
export async function linalgNamed(name: string): Promise<LinalgProvider> {
  if (!Object.hasOwn(linalgProviders, name)) {
    const known = Object.keys(linalgProviders);
    throw new UnknownNameError({ kind: "linear algebra", name, known, next: `there are ${known.join(", ")}` });
  }
  return linalgProviders[name as LinalgName]();
}
