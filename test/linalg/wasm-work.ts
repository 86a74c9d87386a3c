import { wasmLinalg } from "../../src/linalg/wasm/wasm-linalg.js";

/** Products and a factor of fixed numbers, for one process to compare with another. */
export async function wasmWork(): Promise<Record<string, readonly number[]>> {
  const linalg = await wasmLinalg();
  const single = linalg.multiply(waves(37, 300, new Float32Array(11100)), waves(300, 41, new Float32Array(12300)));
  const gram = linalg.gram(waves(300, 23, new Float32Array(6900)));
  const factor = linalg.cholesky(gram);
  return { single: [...single.values], gram: [...gram.values], factor: [...factor.values] };
}

function waves(rows: number, columns: number, values: Float32Array) {
  return { rows, columns, values: values.map((_, at) => (((at * 7919) % 1009) - 504) / 617) };
}
