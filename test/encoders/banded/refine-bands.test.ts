import { expect } from "chai";
import { bandedFormOf } from "../../../src/encoders/banded/banded-form-of.js";
import { type BandedRidgeResult, bandedRidge } from "../../../src/encoders/banded/banded-ridge.js";
import { bandedWeights } from "../../../src/encoders/banded/banded-weights.js";
import { descend } from "../../../src/encoders/banded/descend.js";
import { foldLoss } from "../../../src/encoders/banded/fold-loss.js";
import { type RefineBandsOptions, refineBands } from "../../../src/encoders/banded/refine-bands.js";
import { contiguousFolds } from "../../../src/encoders/folds/contiguous-folds.js";
import { explicitFolds } from "../../../src/encoders/folds/explicit-folds.js";
import { ArgumentError, NumericError } from "../../../src/errors.js";
import { jsLinalg as linalg } from "../../../src/linalg/js-linalg.js";
import { matrix } from "../../../src/linalg/matrix.js";
import { createRandom } from "../../../src/random/create-random.js";
import { gn, gx, listsOf, plus } from "../closed-form.js";
import { expectClose } from "../encoder-fixtures.js";

const a = gx(30, 5);
const b = gx(30, 7, 3);
const c = gx(30, 20, 9);
const spaces = [a, b, c];
const y = plus(plus(linalg.multiply(a, gx(5, 3, 2)), linalg.multiply(b, gx(7, 3, 5)), 0.2), gn(30, 3), 0.7);
const folds = contiguousFolds(30, 5);
const alphas = [0.1, 1, 10, 100];
const forms = ["primal", "dual"] as const;
const searched = () => bandedRidge(spaces, y, { alphas, folds, linalg, random: createRandom("start"), draws: 8 });

describe("foldLoss", () => {
  it("has the gradient of its differences, in both forms, with and without a constant", () => {
    const cut = explicitFolds(30, [{ test: [0, 3, 4, 9] }, { test: [12, 20], train: [1, 2, 5, 7, 8, 10, 13, 15, 29] }]);
    for (const form of forms) {
      for (const intercept of [false, true]) {
        const shifted = spaces.map((space) => ({ ...space, values: space.values.map((value) => value + 1) }));
        const made = bandedFormOf(shifted, { linalg, intercept, form });
        const target = matrix(30, 1, Float64Array.from(listsOf(y).map((row) => row[1]! + 2)));
        const loss = foldLoss(made, target, { folds: cut, linalg });
        const place = Float64Array.of(0.3, -1.2, 0.8);
        const { gradient } = loss(place);
        for (let space = 0; space < 3; space++) {
          const [above, below] = [1e-5, -1e-5].map((step) => loss(place.with(space, place[space]! + step)).loss);
          expect(gradient[space], `${form} ${intercept}`).to.be.closeTo((above! - below!) / 2e-5, 1e-7);
        }
      }
    }
  });

  it("is the score that the search gives to the same weights and penalty", () => {
    for (const form of forms) {
      for (const intercept of [false, true]) {
        const high = { ...y, values: y.values.map((value) => value + 5) };
        const settings = { folds, linalg, form, intercept };
        const found = bandedRidge(spaces, high, { ...settings, alphas, random: createRandom("start"), draws: 4 });
        const refined = refineBands(spaces, high, { ...settings, start: found.deltas, steps: 0 });
        expectClose([...refined.startScores], [...found.scores], 1e-9);
        expect([...refined.scores]).to.deep.equal([...refined.startScores]);
        expect(refined.deltas).to.deep.equal(found.deltas);
      }
    }
  });
});

describe("refineBands", () => {
  it("never ends worse than it began, and ends where there is no slope", () => {
    const found = searched();
    const few = refineBands(spaces, y, { start: found.deltas, folds, linalg, steps: 2 });
    const many = refineBands(spaces, y, { start: found.deltas, folds, linalg, steps: 60, tolerance: 1e-13 });
    for (let target = 0; target < 3; target++) {
      expect(few.scores[target]).to.be.above(found.scores[target]!);
      expect(many.scores[target]).to.be.at.least(few.scores[target]!);
    }
    const form = bandedFormOf(spaces, { linalg });
    for (let target = 0; target < 3; target++) {
      const own = matrix(30, 1, Float64Array.from(listsOf(y).map((row) => row[target]!)));
      const place = Float64Array.from(listsOf(many.deltas).map((row) => row[target]!));
      const { gradient } = foldLoss(form, own, { folds, linalg })(place);
      for (const slope of gradient) expect(Math.abs(slope)).to.be.below(1e-5);
    }
  });

  it("ends alike in both forms, from any start that is worse", () => {
    const start = matrix(3, 3, new Float64Array(9));
    const [primal, dual] = forms.map((form) => refineBands(spaces, y, { start, folds, linalg, form, steps: 5 }));
    expectClose(listsOf(primal!.deltas), listsOf(dual!.deltas), 1e-6);
    const random = createRandom("starts");
    for (let draw = 0; draw < 5; draw++) {
      const values = Float64Array.from({ length: 9 }, () => 6 * random.normal());
      const refined = refineBands(spaces, y, { start: matrix(3, 3, values), folds, linalg, steps: 3 });
      for (const [target, score] of refined.scores.entries())
        expect(score).to.be.at.least(refined.startScores[target]!);
    }
  });

  it("gives penalties that can be fitted with", () => {
    const refined = refineBands(spaces, y, { start: searched().deltas, folds, linalg, steps: 3 });
    const { spaces: weights } = bandedWeights(spaces, y, { penalties: refined, linalg });
    expect(weights.every(({ values }) => values.every(Number.isFinite))).to.equal(true);
  });

  it("leaves out a space that the start leaves out, and targets that cannot be fitted", () => {
    const only: BandedRidgeResult = bandedRidge(spaces, y, { alphas, folds, linalg, candidates: [[1, 0, 0]] });
    const hole = { ...y, values: y.values.with(2, Number.NaN) };
    const refined = refineBands(spaces, hole, { start: only.deltas, folds, linalg, steps: 3 });
    expect(listsOf(refined.deltas).slice(1)).to.deep.equal(
      Array(2).fill([Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NaN]),
    );
    expect(refined.scores[2]).to.be.NaN;
    expect(refined.candidateIndex[2]).to.equal(-1);
    expect(refined.scores[0]).to.be.at.least(only.scores[0]!);
  });

  it("refuses a start of other spaces or targets, and no fold", () => {
    const refine = (options: Partial<RefineBandsOptions>) => () =>
      refineBands(spaces, y, { start: matrix(3, 3), folds, linalg, ...options });
    expect(refine({ start: matrix(2, 3) })).to.throw(ArgumentError, "deltas: expected 3 × 3, found 2 × 3");
    expect(refine({ start: matrix(3, 3, new Float64Array(9).fill(800)) })).to.throw(ArgumentError, "found 800");
    expect(refine({ folds: [] })).to.throw(ArgumentError, "folds");
    expect(refine({ folds: contiguousFolds(31, 5) })).to.throw(ArgumentError, "row 30");
    expect(() => refineBands(spaces, gn(29, 3), { start: matrix(3, 3), folds, linalg })).to.throw(
      ArgumentError,
      "30 rows",
    );
  });
});

describe("descend", () => {
  const valley = (place: Float64Array) => {
    const [x, z] = place as unknown as [number, number];
    return { loss: (x - 3) ** 2 + 10 * (z + 1) ** 2, gradient: Float64Array.of(2 * (x - 3), 20 * (z + 1)) };
  };

  it("finds the bottom, within its steps", () => {
    const start = Float64Array.of(0, 0);
    const found = descend(valley, start, { steps: 20, tolerance: 1e-15 });
    expectClose([...found.place], [3, -1], 1e-6);
    expect(found.startLoss).to.equal(19);
    expect([...start]).to.deep.equal([0, 0]);
    expect(descend(valley, start, { steps: 0, tolerance: 0 }).loss).to.equal(19);
  });

  it("halves a step that goes too far", () => {
    const bowl = ([x]: Float64Array) => ({ loss: x! ** 2, gradient: Float64Array.of(2 * x!) });
    const found = descend(bowl, Float64Array.of(0.3), { steps: 1, tolerance: 0 });
    expect(found.loss).to.be.below(0.09);
    expect(found.place[0]).to.be.closeTo(-0.2, 1e-12);
  });

  it("takes places that cannot be solved for worse ones, and lets other errors through", () => {
    const walled = (place: Float64Array) => {
      if (place[0]! > 1) throw new NumericError({ quantity: "weights", reason: "wall" });
      return valley(place);
    };
    const found = descend(walled, Float64Array.of(0, 0), { steps: 50, tolerance: 1e-9 });
    expect(found.place[0]).to.be.within(0, 1);
    expect(found.loss).to.be.below(19);
    const broken = () => {
      throw new RangeError("broken");
    };
    expect(() => descend(broken, Float64Array.of(0), { steps: 1, tolerance: 0 })).to.throw(RangeError);
  });
});
