import { expect } from "chai";
import fc from "fast-check";
import type { BlockValues } from "../../src/formats/blocked-array.js";
import { cutBlock } from "../../src/formats/cut-block.js";
import { foregroundOfValues } from "../../src/formats/foreground-of-values.js";

const makers: readonly ((numbers: readonly number[]) => BlockValues)[] = [
  (numbers) => Uint8Array.from(numbers),
  (numbers) => Int8Array.from(numbers),
  // begins where no word does
  (numbers) => {
    const bytes = new Uint8Array(numbers.length + 3);
    bytes.set(numbers, 3);
    return bytes.subarray(3);
  },
  (numbers) => Uint16Array.from(numbers),
  (numbers) => {
    const values = new Int16Array(numbers.length + 1);
    values.set(numbers, 1);
    return values.subarray(1);
  },
  (numbers) => Int32Array.from(numbers),
  (numbers) => Float32Array.from(numbers),
  (numbers) => Float64Array.from(numbers),
];

const box = fc
  .array(fc.tuple(fc.nat(3), fc.integer({ min: 1, max: 6 }), fc.nat(3)), { minLength: 1, maxLength: 4 })
  .chain((axes) => {
    const length = axes.reduce((product, [, count]) => product * count, 1);
    const element = fc.oneof({ weight: 5, arbitrary: fc.constant(0) }, { weight: 2, arbitrary: fc.nat(3) });
    const values = fc.array(element, { minLength: length, maxLength: length });
    return fc.record({ axes: fc.constant(axes), values, maker: fc.constantFrom(...makers) });
  });

/** What each element of the block is, by its place in the whole array, one by one. */
function placed(axes: readonly (readonly number[])[], values: readonly number[]): Map<number, number> {
  const elements = new Map<number, number>();
  values.forEach((value, index) => {
    let rest = index;
    let stride = 1;
    let at = 0;
    for (const [start = 0, count = 1, behind = 0] of [...axes].reverse()) {
      at += (start + (rest % count)) * stride;
      rest = Math.floor(rest / count);
      stride *= start + count + behind;
    }
    if (value !== 0) elements.set(at, value);
  });
  return elements;
}

describe("foreground of values", () => {
  it("tells each element other than 0 once, in longest runs inside of rows, whatever the type", () => {
    fc.assert(
      fc.property(box, ({ axes, values, maker }) => {
        const shape = axes.map(([, count]) => count);
        const arrayShape = axes.map(([start, count, behind]) => start + count + behind);
        const found = new Map<number, number>();
        const ends = new Map<number, number>();
        foregroundOfValues(
          { start: axes.map(([start]) => start), shape, values: maker(values) },
          arrayShape,
          (value, start, length) => {
            for (let at = start; at < start + length; at += 1) {
              expect(found.has(at)).to.equal(false);
              found.set(at, value);
            }
            const rowLength = arrayShape.at(-1)!;
            expect(Math.floor(start / rowLength)).to.equal(Math.floor((start + length - 1) / rowLength));
            if (start % rowLength !== 0) expect(ends.get(start)).to.not.equal(value);
            ends.set(start + length, value);
          },
        );
        expect([...found].sort(([a], [b]) => a - b)).to.deep.equal([...placed(axes, values)].sort(([a], [b]) => a - b));
      }),
      { numRuns: 2000 },
    );
  });

  it("neighbouring NaNs are one run, a negative zero is none, infinities are values", () => {
    const runs: number[][] = [];
    const values = Float32Array.of(-0, Number.NaN, Number.NaN, -0, 1, -0, Number.NEGATIVE_INFINITY, 0.5);
    foregroundOfValues({ start: [0, 0], shape: [2, 4], values }, [2, 4], (...run) => runs.push(run));
    expect(runs).to.deep.equal([
      [Number.NaN, 1, 2],
      [1, 4, 1],
      [Number.NEGATIVE_INFINITY, 6, 1],
      [0.5, 7, 1],
    ]);
  });

  it("an array without axes is one element, an empty one has none", () => {
    const runs: number[][] = [];
    foregroundOfValues({ start: [], shape: [], values: Int8Array.of(-3) }, [], (...run) => runs.push(run));
    foregroundOfValues({ start: [0], shape: [0], values: new Int8Array(0) }, [0], (...run) => runs.push(run));
    expect(runs).to.deep.equal([[-3, 0, 1]]);
  });

  it("a cut block has the first elements of each axis", () => {
    const values = Int16Array.from({ length: 24 }, (_, index) => index);
    expect([...cutBlock(values, [2, 3, 4], [2, 2, 3])]).to.deep.equal([0, 1, 2, 4, 5, 6, 12, 13, 14, 16, 17, 18]);
    expect([...cutBlock(values, [2, 3, 4], [1, 3, 1])]).to.deep.equal([0, 4, 8]);
    expect(cutBlock(values, [2, 3, 4], [2, 3, 4])).to.equal(values);
  });
});
