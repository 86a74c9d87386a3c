import { ArgumentError } from "../../errors.js";
import type { DenseArray, DenseBlock } from "../dense-block.js";
import { type PoolTarget, poolInto } from "./pool-into.js";

/** Elements of a pooled array; more are asked for by damaged headers only, or want larger factors. */
const mostCells = 2 ** 27;

/**
 * Largest element of each box of an array that comes block by block: cell (i, …) of the result covers the elements
 * i · factor to (i + 1) · factor − 1 of each axis, cut at the end of the array. Memory follows the result.
 *
 * @param blocks - Boxes of the array in any order; as 32-bit floats, whole numbers are exact up to 2^24.
 * @param shape - Lengths of the array's axes.
 * @param factors - One whole number per axis; 1 keeps an axis as it is.
 * @returns NaN where no block told a number.
 * @throws ArgumentError for factors that are no such numbers, blocks with other axes, or a result too large
 */
export async function maxPoolBlocks(
  blocks: Iterable<DenseBlock> | AsyncIterable<DenseBlock>,
  shape: readonly number[],
  factors: readonly number[],
): Promise<DenseArray> {
  const target = poolTarget(shape, factors);
  for await (const block of blocks) poolInto(target, block);
  return { shape: target.shape, values: pooledValues(target) };
}

/** {@link maxPoolBlocks} of an array in memory. */
export function maxPool({ shape, values }: DenseArray, factors: readonly number[]): DenseArray {
  const target = poolTarget(shape, factors);
  poolInto(target, { start: shape.map(() => 0), shape, values });
  return { shape: target.shape, values: pooledValues(target) };
}

/** The cells as they are when all was told: NaN, in place, where nothing was. */
export function pooledValues({ values }: PoolTarget): Float32Array {
  for (let cell = 0; cell < values.length; cell++)
    if (values[cell] === Number.NEGATIVE_INFINITY) values[cell] = Number.NaN;
  return values;
}

/** Empty cells over the whole of an array. */
export function poolTarget(shape: readonly number[], factors: readonly number[]): PoolTarget {
  const isWhole = (number: number) => Number.isInteger(number) && number >= 1;
  if (factors.length !== shape.length || !factors.every(isWhole) || !shape.every(isWhole)) {
    const expected = `a whole number from 1 on for each of ${shape.length} axes`;
    throw new ArgumentError({ argument: "factors", expected, found: factors.join(", ") });
  }
  const cells = shape.map((length, axis) => Math.ceil(length / factors[axis]!));
  const size = cells.reduce((product, length) => product * length, 1);
  if (size > mostCells) {
    const found = cells.join(" × ");
    throw new ArgumentError({ argument: "factors", expected: `at most ${mostCells} cells`, found });
  }
  const values = new Float32Array(size).fill(Number.NEGATIVE_INFINITY);
  return { values, shape: cells, factors, from: shape.map(() => 0), to: shape };
}
