import { MissingPartError } from "../../errors.js";

export type Koffi = typeof import("koffi");

/** @throws MissingPartError where koffi, an optional dependency, is not installed or does not run here. */
export async function loadKoffi(): Promise<Koffi> {
  try {
    return await import("koffi");
  } catch (cause) {
    const next = "run npm install koffi, or use the wasm provider";
    throw new MissingPartError({ part: "koffi", purpose: "call a BLAS library of this machine", next, cause });
  }
}
