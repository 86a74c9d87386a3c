import { expect } from "chai";
import { checkProblems } from "../../src/tables/check-problems.js";

const fact = { table: "signals", equals: 1, source: "made up for tests" };

describe("checkProblems", () => {
  it("finds nothing wrong with sound checks", () => {
    for (const check of [
      {},
      { column: "values", measure: "count" },
      { column: "start_s", where: { dataset_id: "x" } },
    ]) {
      expect(checkProblems({ ...fact, ...check } as typeof fact)).to.deep.equal([]);
    }
  });

  for (const [check, problem] of [
    [{ table: "signal" }, 'table: no table named "signal"; nearest: signals'],
    [{ column: "values" }, "column: signals.values holds lists, which no check compares"],
    [{ where: { values: 1 } }, "where.values: signals.values holds lists, which no check compares"],
    [{ measure: "mean" }, "measure: mean needs a column"],
  ] as const) {
    it(`finds: ${problem}`, () => {
      expect(checkProblems({ ...fact, ...check })).to.deep.equal([problem]);
    });
  }
});
