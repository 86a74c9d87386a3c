import { completeLinalg } from "../complete-linalg.js";
import type { LinalgProvider } from "../provider.js";
import { wasmPrimitives } from "./wasm-primitives.js";
import { createWorkspace } from "./workspace.js";

/**
 * The portable fast provider: kernels in WebAssembly with 128-bit vectors, on one thread, in Node and in browsers. It
 * multiplies without fused operations, so that every machine gives the same digits. Matrices stay where they are: the
 * kernels have 10.4 MB of memory of their own, whatever the sizes.
 *
 * @throws MissingPartError where WebAssembly or its 128-bit vectors are missing.
 */
export async function wasmLinalg(): Promise<LinalgProvider> {
  return completeLinalg("wasm", wasmPrimitives(await createWorkspace()));
}
