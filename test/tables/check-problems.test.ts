import { expect } from "chai";
import { checkProblems } from "../../src/tables/check-problems.js";

const fact = { table: "signals", equals: 1, source: "made up for tests" };

describe("checkProblems", () => {
  it("finds nothing wrong with sound checks", () => {
    for (const check of [
      {},
      { column: "values", measure: "count" },
      { column: "values", at: -1 },
      { column: "values", at: 0, measure: "mean" },
      { column: "start_s", where: { dataset_id: "x" } },
    ]) {
      expect(checkProblems({ ...fact, ...check } as typeof fact)).to.deep.equal([]);
    }
  });

  for (const [check, problem] of [
    [{ table: "signal" }, 'table: no table named "signal"; nearest: signals'],
    [{ column: "values" }, "column: signals.values holds lists; `at` takes one value of each"],
    [{ column: "start_s", at: 0 }, "at: signals.start_s holds no lists"],
    [{ at: 0 }, "at: needs a column of lists"],
    [{ where: { values: 1 } }, "where.values: signals.values holds lists, which no check compares"],
    [{ measure: "mean" }, "measure: mean needs a column"],
  ] as const) {
    it(`finds: ${problem}`, () => {
      expect(checkProblems({ ...fact, ...check })).to.deep.equal([problem]);
    });
  }
});
