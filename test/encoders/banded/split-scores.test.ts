import { expect } from "chai";
import fc from "fast-check";
import { type SplitKind, splitScores } from "../../../src/encoders/banded/split-scores.js";
import { correlation, determination } from "../../../src/encoders/column-scores.js";
import { ArgumentError } from "../../../src/errors.js";
import { jsLinalg as linalg } from "../../../src/linalg/js-linalg.js";
import { matrix } from "../../../src/linalg/matrix.js";
import type { Matrix } from "../../../src/linalg/provider.js";
import { gn, gx, listsOf, plus } from "../closed-form.js";
import { encoderFixtures, expectClose } from "../encoder-fixtures.js";

const a = gx(30, 5);
const b = gx(30, 7, 3);
const y = plus(plus(linalg.multiply(a, gx(5, 3, 2)), linalg.multiply(b, gx(7, 3, 5)), 0.2), gn(30, 3), 0.7);
const kinds: readonly SplitKind[] = ["product", "without-correlation", "correlation", "relative-weights"];

describe("splitScores", () => {
  it("gives every split of himalaya", async function () {
    const { banded_ridge: expected } = await encoderFixtures(this);
    const coef = expected!.coef as number[][];
    const parts = [a, b].map((space, index) => {
      const rows = index === 0 ? coef.slice(0, 5) : coef.slice(5);
      return linalg.multiply(space, matrix(rows.length, 3, Float64Array.from(rows.flat())));
    });
    const split = expected!.split as Record<string, number[] & number[][]>;
    const found = Object.fromEntries(kinds.map((kind) => [kind, splitScores(y, parts, { linalg, kind })]));
    expectClose(listsOf(found.product!.parts), split.r2_split, 1e-9);
    expectClose(listsOf(found["without-correlation"]!.parts), split.r2_split_no_corr, 1e-9);
    expectClose(listsOf(found.correlation!.parts), split.corr_split, 1e-9);
    expectClose(listsOf(found["relative-weights"]!.parts), split.r2_split_svd, 1e-9);
    expectClose([...found.product!.joint], split.joint_r2, 1e-9);
    expectClose([...found.correlation!.joint], split.corr, 1e-9);
    // the mean of y is not 0: parts do not sum to R², and it is said so
    expectClose(sumsOf(found.product!.parts), [0.911995, 0.903695, 0.847091], 1e-6);
    expectClose([...found.product!.joint], [0.911949, 0.903306, 0.843312], 1e-6);
    expect(found.product!.warnings).to.deep.equal([
      {
        kind: "mean",
        targets: [0, 1, 2],
        message: "3 targets have a mean that is not 0: their parts do not sum to R²; take the mean away before fitting",
      },
    ]);
    expect(found.correlation!.warnings).to.deep.equal([]);
    expect(found["relative-weights"]!.warnings).to.deep.equal([]);
  });

  it("adds up to the score of the whole where y has mean 0, and is that score where there is one part", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 3, max: 20 }),
        fc.integer({ min: 1, max: 4 }),
        fc.integer({ min: 0, max: 99 }),
        (rows, count, k) => {
          const measured = centred(gn(rows, 2));
          const parts = Array.from({ length: count }, (_, part) => gx(rows, 2, k + part));
          const whole = parts.reduce((sum, part) => plus(sum, part), matrix(rows, 2));
          for (const kind of kinds) {
            const { joint, parts: split, warnings } = splitScores(measured, parts, { linalg, kind });
            const score = (kind === "correlation" ? correlation : determination)(measured, whole);
            expectClose([...joint], [...score], 1e-12);
            if (kind !== "without-correlation" || count === 1) expectClose(sumsOf(split), [...score], 1e-9, kind);
            expect(warnings).to.deep.equal([]);
          }
        },
      ),
      { numRuns: 100 },
    );
  });

  it("gives by relative weights what each part explains where parts are uncorrelated", () => {
    const first = Float64Array.of(1, 1, -1, -1);
    const second = Float64Array.of(2, -2, 2, -2);
    const parts = [first, second].map((values) => matrix(4, 1, values));
    const measured = plus(parts[0]!, parts[1]!);
    const split = splitScores(measured, parts, { linalg, kind: "relative-weights" });
    expectClose([...split.parts.values], [0.2, 0.8], 1e-12);
  });

  it("gives equal shares to parts that are equal, and none to one that is 0", () => {
    const part = centred(gx(8, 1));
    const parts = [part, part, matrix(8, 1)];
    for (const kind of ["product", "relative-weights", "correlation"] as const) {
      const { joint, parts: split } = splitScores(plus(part, part), parts, { linalg, kind });
      expectClose([...split.values], [joint[0]! / 2, joint[0]! / 2, 0], 1e-9, kind);
    }
  });

  it("takes what is not finite in a prediction for 0, and says so", () => {
    const measured = centred(gn(10, 2));
    const part = gx(10, 2);
    const broken = { ...part, values: part.values.with(2, Number.NaN).with(4, Number.POSITIVE_INFINITY) };
    const repaired = { ...part, values: part.values.with(2, 0).with(4, 0) };
    for (const kind of kinds) {
      const found = splitScores(measured, [broken, part], { linalg, kind });
      const expected = splitScores(measured, [repaired, part], { linalg, kind });
      expect(found.parts).to.deep.equal(expected.parts);
      expect(found.joint).to.deep.equal(expected.joint);
      expect(found.warnings).to.deep.equal([
        {
          kind: "not-finite",
          targets: [0],
          message: "1 targets have predictions that are not finite: these count as 0",
        },
      ]);
    }
  });

  it("gives 0 to a constant target, NaN to one with a gap, and 0 to a prediction of nothing", () => {
    const values = Float64Array.from([5, 1, 5, Number.NaN, 5, 2]);
    for (const kind of kinds) {
      const found = splitScores(matrix(3, 2, values), [gx(3, 2), gx(3, 2, 1)], { linalg, kind });
      expect([found.joint[0], found.parts.values[0], found.parts.values[2]]).to.deep.equal([0, 0, 0]);
      expect([found.joint[1], found.parts.values[1], found.parts.values[3]]).to.deep.equal([NaN, NaN, NaN]);
      expect(found.warnings.map((warning) => warning.kind)).to.deep.equal(["constant", "missing"]);
      const nothing = splitScores(centred(gn(6, 1)), [matrix(6, 1), matrix(6, 1)], { linalg, kind });
      expect([...nothing.parts.values]).to.deep.equal([0, 0]);
      expect(nothing.joint[0]).to.be.closeTo(0, 1e-12);
    }
  });

  it("refuses no part, and parts of other rows or targets", () => {
    expect(() => splitScores(y, [], { linalg })).to.throw(ArgumentError, "parts: expected at least one");
    expect(() => splitScores(y, [gn(29, 3)], { linalg })).to.throw(ArgumentError, "parts[0]: expected 30 rows");
    expect(() => splitScores(y, [gn(30, 3), gn(30, 2)], { linalg })).to.throw(
      ArgumentError,
      "parts[1]: expected 3 targets",
    );
  });
});

function sumsOf(parts: Matrix): number[] {
  return listsOf(parts).reduce(
    (sums, row) => sums.map((sum, target) => sum + row[target]!),
    Array<number>(parts.columns).fill(0),
  );
}

function centred(x: Matrix): Matrix {
  const lists = listsOf(x);
  const means = lists[0]!.map((_, column) => lists.reduce((sum, row) => sum + row[column]!, 0) / x.rows);
  return { ...x, values: x.values.map((value, index) => value - means[index % x.columns]!) };
}
