import type { BlockedArray } from "../../src/formats/blocked-array.js";

const productOf = (lengths: readonly number[]): number => lengths.reduce((product, one) => product * one, 1);

/** All elements of an array in C order, from its runs of foreground. Each element is told once at most. */
export async function valuesOfRuns(array: BlockedArray): Promise<Float64Array> {
  const values = new Float64Array(productOf(array.shape));
  const rowLength = array.shape.at(-1) ?? 1;
  await array.foreground((value, start, length) => {
    const inRow = length > 0 && Math.floor(start / rowLength) === Math.floor((start + length - 1) / rowLength);
    if (value === 0 || !inRow) throw new Error(`a run of ${length} times ${value} at ${start}`);
    for (let at = start; at < start + length; at++) {
      if (values[at] !== 0) throw new Error(`element ${at} twice`);
      values[at] = value;
    }
  });
  return values;
}

/** The same from its blocks, which must cover the array. */
export async function valuesOfBlocks(array: BlockedArray): Promise<Float64Array> {
  const values = new Float64Array(productOf(array.shape)).fill(Number.NEGATIVE_INFINITY);
  for await (const block of array.blocks()) {
    if (block.values.length !== productOf(block.shape)) throw new Error(`${block.values.length} for ${block.shape}`);
    const place = block.shape.map(() => 0);
    for (const value of block.values) {
      const at = place.reduce((sum, one, axis) => sum * array.shape[axis]! + block.start[axis]! + one, 0);
      values[at] = value;
      for (let axis = place.length - 1; axis >= 0; axis--) {
        if (++place[axis]! < block.shape[axis]!) break;
        place[axis] = 0;
      }
    }
  }
  return values;
}
