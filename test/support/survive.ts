import { expect } from "chai";
import { isNeuroloomError } from "../../src/errors.js";
import type { DamagedCopy } from "./damaged-copies.js";

/**
 * Reads each damaged copy; what is thrown must be one of our errors, and name the file (`named`) where that is given. `read` itself
 * checks what it gets when nothing is thrown. Gives how many copies were refused.
 */
export async function survive(
  copies: Iterable<DamagedCopy>,
  read: (bytes: Uint8Array, what: string) => Promise<unknown>,
  { named }: { readonly named?: string | RegExp } = {},
): Promise<number> {
  let refused = 0;
  for (const { bytes, what } of copies) {
    try {
      await read(bytes, what);
    } catch (error) {
      if (!isNeuroloomError(error)) throw new Error(`${what}: ${String(error)}`, { cause: error });
      if (typeof named === "string") expect(error.message, what).to.include(named);
      else if (named) expect(error.message, what).to.match(named);
      refused++;
    }
  }
  return refused;
}
