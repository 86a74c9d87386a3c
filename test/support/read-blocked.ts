import { expect } from "chai";
import type { BlockedArray, BlockOptions } from "../../src/formats/blocked-array.js";

/** All elements of an array from its runs; checks that runs stay in their rows, are longest, and come once. */
export async function readForeground(array: BlockedArray, options?: BlockOptions): Promise<Float64Array> {
  const values = new Float64Array(array.shape.reduce((product, length) => product * length, 1));
  const rowLength = array.shape.at(-1) ?? 1;
  await array.foreground((value, start, length) => {
    expect(value).to.not.equal(0);
    expect(length).to.be.above(0);
    expect(Math.floor(start / rowLength)).to.equal(Math.floor((start + length - 1) / rowLength));
    for (let at = start; at < start + length; at += 1) expect(values[at], `element ${at} told twice`).to.equal(0);
    values.fill(value, start, start + length);
  }, options);
  return values;
}

/** All elements of an array from its blocks; checks that each element comes once. */
export async function readBlocks(array: BlockedArray): Promise<Float64Array> {
  const values = new Float64Array(array.shape.reduce((product, length) => product * length, 1));
  const told = new Uint8Array(values.length);
  for await (const block of array.blocks()) {
    expect(block.values.length).to.equal(block.shape.reduce((product, length) => product * length, 1));
    block.values.forEach((value, index) => {
      let rest = index;
      let stride = 1;
      let at = 0;
      for (let axis = array.shape.length - 1; axis >= 0; axis -= 1) {
        at += (block.start[axis]! + (rest % block.shape[axis]!)) * stride;
        rest = Math.floor(rest / block.shape[axis]!);
        stride *= array.shape[axis]!;
      }
      expect(told[at], `element ${at} told twice`).to.equal(0);
      told[at] = 1;
      values[at] = value;
    });
  }
  expect(told.every((count) => count === 1)).to.equal(true);
  return values;
}
