import { expect } from "chai";
import fc from "fast-check";
import { sortedIndices } from "../../src/stats/sorted-indices.js";

describe("stats: sortedIndices", () => {
  const value = fc.oneof(
    fc.double(),
    fc.integer({ min: -3, max: 3 }),
    fc.constantFrom(0, -0, Number.NaN, Number.MIN_VALUE, -Number.MIN_VALUE, Number.MAX_VALUE, 2 ** -1022, 1 + 2 ** -52),
    fc.constantFrom(Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY),
  );

  it("gives what a stable sort by comparison gives", () => {
    fc.assert(
      fc.property(fc.array(value, { maxLength: 60 }), (values) => {
        const present = values.flatMap((entry, index) => (Number.isNaN(entry) ? [] : [index]));
        // infinities have no difference
        const order = (a: number, b: number) => (values[a]! < values[b]! ? -1 : values[a]! > values[b]! ? 1 : a - b);
        expect(Array.from(sortedIndices(values))).eql(present.sort(order));
      }),
      { numRuns: 500 },
    );
  });

  it("takes many equal values, one, and none", () => {
    expect(Array.from(sortedIndices(new Float64Array(300).fill(2)))).eql(Array.from({ length: 300 }, (_, k) => k));
    expect(Array.from(sortedIndices([5]))).eql([0]);
    expect(sortedIndices([]).length).equal(0);
    expect(sortedIndices([Number.NaN]).length).equal(0);
  });
});
