import { NumericError } from "../errors.js";
import type { NpyValues } from "./npy-types.js";

/**
 * Numbers of any type as float64.
 *
 * @param what what the numbers are, for the message
 * @throws NumericError for a 64-bit integer beyond ±(2^53 - 1), which float64 cannot hold exactly, and for strings
 */
export function safeNumbers(values: NpyValues, what: string): Float64Array {
  if (values instanceof Float64Array) return values;
  if (Array.isArray(values)) throw new NumericError({ quantity: what, reason: "it holds strings, not numbers" });
  if (!(values instanceof BigInt64Array || values instanceof BigUint64Array)) return Float64Array.from(values);
  const numbers = new Float64Array(values.length);
  for (const [index, value] of values.entries()) {
    numbers[index] = Number(value);
    if (!Number.isSafeInteger(numbers[index])) {
      throw new NumericError({
        quantity: what,
        reason: `value ${index} is ${value}, beyond what float64 holds exactly`,
      });
    }
  }
  return numbers;
}
