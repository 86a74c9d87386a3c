import { expect } from "chai";
import fc from "fast-check";
import { cheapestAssignment } from "../../src/graphs/cheapest-assignment.js";

/** The least sum of costs over all one-to-one assignments, by trying them. */
function leastSum(costs: readonly (readonly number[])[], row = 0, used: readonly number[] = [], skipped = 0): number {
  if (row === costs.length) return 0;
  const columns = costs[0]!.map((_, column) => column).filter((column) => !used.includes(column));
  const sums = columns.map((column) => costs[row]![column]! + leastSum(costs, row + 1, [...used, column], skipped));
  const mayStayAlone = skipped < costs.length - costs[0]!.length;
  return Math.min(...sums, mayStayAlone ? leastSum(costs, row + 1, used, skipped + 1) : Number.POSITIVE_INFINITY);
}

function patterned(rows: number, columns: number): Float64Array {
  return Float64Array.from({ length: rows * columns }, (_, at) => {
    const [i, j] = [Math.floor(at / columns), at % columns];
    return (3 * i * i + 5 * j + 7 * i * j) % 4;
  });
}

describe("the cheapest assignment", () => {
  it("costs the least of all, whatever is longer", () => {
    const matrix = fc.tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5 })).chain(([rows, columns]) =>
      fc.array(fc.array(fc.integer({ min: -6, max: 6 }), { minLength: columns, maxLength: columns }), {
        minLength: rows,
        maxLength: rows,
      }),
    );
    fc.assert(
      fc.property(matrix, (costs) => {
        const [rows, columns] = [costs.length, costs[0]!.length];
        const assigned = [...cheapestAssignment(Float64Array.from(costs.flat()), rows, columns)];
        const taken = assigned.filter((column) => column >= 0);
        expect(taken).to.have.length(Math.min(rows, columns));
        expect(new Set(taken).size).to.equal(taken.length);
        const sum = assigned.reduce((total, column, row) => total + (column < 0 ? 0 : costs[row]![column]!), 0);
        expect(sum).to.equal(leastSum(costs));
      }),
      { numRuns: 500, seed: 3 },
    );
  });

  it("breaks ties as SciPy 1 does", () => {
    // reference values by scipy.optimize.linear_sum_assignment
    const assigned = (rows: number, columns: number): number[] => [
      ...cheapestAssignment(patterned(rows, columns), rows, columns),
    ];
    expect(assigned(5, 7)).to.deep.equal([0, 1, 4, 3, 5]);
    expect(assigned(7, 5)).to.deep.equal([0, -1, 2, 1, 4, -1, 3]);
    expect(assigned(6, 6)).to.deep.equal([0, 1, 4, 3, 5, 2]);
    expect(assigned(12, 9)).to.deep.equal([0, -1, 2, 1, 4, -1, 3, 5, 6, -1, 8, 7]);
  });

  it("is the identity for equal costs, and empty without columns", () => {
    expect([...cheapestAssignment(new Float64Array(12).fill(2), 3, 4)]).to.deep.equal([0, 1, 2]);
    expect([...cheapestAssignment(new Float64Array(12).fill(-1), 4, 3)]).to.deep.equal([0, 1, 2, -1]);
    expect([...cheapestAssignment(new Float64Array(0), 2, 0)]).to.deep.equal([-1, -1]);
    expect([...cheapestAssignment(new Float64Array(0), 0, 2)]).to.deep.equal([]);
  });
});
