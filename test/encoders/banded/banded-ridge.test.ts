import { expect } from "chai";
import fc from "fast-check";
import { penaltiesOf } from "../../../src/encoders/banded/banded-choice.js";
import { bandedPredict } from "../../../src/encoders/banded/banded-predict.js";
import { type BandedRidgeOptions, bandedRidge } from "../../../src/encoders/banded/banded-ridge.js";
import { bandedWeights } from "../../../src/encoders/banded/banded-weights.js";
import { joinParts } from "../../../src/encoders/banded/predict-bands.js";
import { contiguousFolds } from "../../../src/encoders/folds/contiguous-folds.js";
import { explicitFolds } from "../../../src/encoders/folds/explicit-folds.js";
import { predictRidge } from "../../../src/encoders/ridge/predict-ridge.js";
import { ridge } from "../../../src/encoders/ridge/ridge.js";
import { ridgeCV } from "../../../src/encoders/ridge/ridge-cv.js";
import { targetsOf } from "../../../src/encoders/targets.js";
import { ArgumentError, NumericError } from "../../../src/errors.js";
import { jsLinalg as linalg } from "../../../src/linalg/js-linalg.js";
import { matrix } from "../../../src/linalg/matrix.js";
import type { Floats, Matrix } from "../../../src/linalg/provider.js";
import { createRandom } from "../../../src/random/create-random.js";
import { gn, gx, listsOf, plus, single } from "../closed-form.js";
import { encoderFixtures, expectClose } from "../encoder-fixtures.js";

const a = gx(30, 5);
const b = gx(30, 7, 3);
const spaces = [a, b];
const y = plus(plus(linalg.multiply(a, gx(5, 3, 2)), linalg.multiply(b, gx(7, 3, 5)), 0.2), gn(30, 3), 0.7);
const folds = contiguousFolds(30, 5);
const alphas = [0.1, 1, 10, 100];
const forms = ["primal", "dual"] as const;
const candidates = [
  [0.5, 0.5],
  [1, 0],
  [0, 1],
  [0.9, 0.1],
];

describe("bandedWeights", () => {
  it("gives the weights of NumPy for a penalty of each space, in both forms", async function () {
    const { banded_ridge: expected } = await encoderFixtures(this);
    const [first, second] = expected!.alphas as number[];
    const penalties = sameDeltas([-Math.log(first!), -Math.log(second!)], 3);
    for (const form of forms) {
      const fit = bandedWeights(spaces, y, { penalties, linalg, form });
      expectClose(fit.spaces.flatMap(listsOf), expected!.coef, 1e-9, form);
      const rough = bandedWeights(spaces.map(single), single(y), { penalties, linalg, form });
      expect(rough.spaces[0]!.values).to.be.instanceOf(Float32Array);
      expectClose(rough.spaces.flatMap(listsOf), expected!.coef, 1e-4, form);
    }
  });

  it("is ridge on features divided by the root of their penalty", () => {
    const penalties = [3, 0.4];
    const scaled = spaces.map((space, index) => times(space, 1 / Math.sqrt(penalties[index]!)));
    for (const intercept of [false, true]) {
      const plain = ridge(sideBySide(scaled), add(y, 2), { alpha: 1, linalg, intercept });
      for (const form of forms) {
        const deltas = sameDeltas(
          penalties.map((penalty) => -Math.log(penalty)),
          3,
        );
        const fit = bandedWeights(spaces, add(y, 2), { penalties: deltas, linalg, form, intercept, batch: 2 });
        const back = fit.spaces.flatMap((space, index) => listsOf(times(space, Math.sqrt(penalties[index]!))));
        expectClose(back, listsOf(plain.weights), 1e-9, `${form} ${intercept}`);
        if (intercept) expectClose(fit.intercept, plain.intercept!, 1e-9);
        else expect(fit.intercept).to.equal(undefined);
      }
    }
  });

  it("gives NaN for targets that could not be fitted, and leaves the others as they are", () => {
    const hole = { ...y, values: y.values.with(1, Number.NaN) };
    const penalties = sameDeltas([0, 1], 3);
    for (const intercept of [false, true]) {
      const [whole, holed] = [y, hole].map((one) => bandedWeights(spaces, one, { penalties, linalg, intercept }));
      for (const [space, lists] of holed!.spaces.map(listsOf).entries()) {
        for (const [row, list] of lists.entries()) {
          expect(list[1]).to.be.NaN;
          expect(list.with(1, 0)).to.deep.equal(listsOf(whole!.spaces[space]!)[row]!.with(1, 0));
        }
      }
      if (intercept) expect(holed!.intercept![1]).to.be.NaN;
    }
    const none = bandedWeights(spaces, y, { penalties: sameDeltas([Number.NaN, 0], 3), linalg });
    expect(none.spaces.map(({ rows }) => rows)).to.deep.equal([5, 7]);
    expect(none.spaces.every(({ values }) => values.every(Number.isNaN))).to.equal(true);
  });

  it("refuses penalties of other spaces or targets", () => {
    const fitting = (penalties: ReturnType<typeof sameDeltas>) => () => bandedWeights(spaces, y, { penalties, linalg });
    expect(fitting(sameDeltas([1], 3))).to.throw(ArgumentError, "2 spaces and 3 targets");
    expect(fitting(sameDeltas([1, 1], 2))).to.throw(ArgumentError, "2 targets");
  });
});

describe("bandedRidge", () => {
  it("chooses, scores and fits as ridge does on scaled features, candidate by candidate", () => {
    for (const form of forms) {
      for (const intercept of [false, true]) {
        for (const score of ["mse", "r2", "correlation"] as const) {
          const settings = { alphas, folds, linalg, form, intercept, score };
          const found = bandedRidge(spaces, add(y, 3), { ...settings, candidates, keepWeights: true, batch: 2 });
          const single_ = candidates.map((candidate) => {
            const design = sideBySide(spaces.map((space, index) => times(space, Math.sqrt(candidate[index]!))));
            return ridgeCV(design, add(y, 3), { ...settings, form: "primal" });
          });
          expectBestOf(found, single_);
          for (let target = 0; target < 3; target++) {
            const candidate = candidates[found.candidateIndex[target]!]!;
            const design = sideBySide(spaces.map((space, index) => times(space, Math.sqrt(candidate[index]!))));
            const plain = ridge(design, add(y, 3), { alpha: found.alphas[target]!, linalg, intercept });
            const roots = [...Array(5).fill(Math.sqrt(candidate[0]!)), ...Array(7).fill(Math.sqrt(candidate[1]!))];
            const weights = listsOf(plain.weights).map((row, feature) => row[target]! * roots[feature]);
            const own = found.weights!.spaces.flatMap(listsOf).map((row) => row[target]!);
            expectClose(own, weights, 1e-8, `${form} ${intercept} ${score}`);
            if (intercept) expect(found.weights!.intercept![target]).to.be.closeTo(plain.intercept![target]!, 1e-8);
          }
        }
      }
    }
  });

  it("is ridge on scaled features for the sizes of himalaya's own test", () => {
    const designs = [gx(80, 10), gx(80, 20, 4)];
    const targets = plus(gx(80, 4, 1), gn(80, 4));
    const grid = Array.from({ length: 9 }, (_, index) => 10 ** (index - 3));
    const settings = { alphas: grid, folds: contiguousFolds(80, 10), linalg };
    const found = bandedRidge(designs, targets, {
      ...settings,
      random: createRandom("ten"),
      draws: 5,
      keepWeights: true,
    });
    for (let target = 0; target < 4; target++) {
      const weights = found.candidates[found.candidateIndex[target]!]!;
      const scaled = sideBySide(designs.map((design, index) => times(design, Math.sqrt(weights[index]!))));
      const plain = ridge(scaled, targets, { alpha: found.alphas[target]!, linalg });
      const predicted = listsOf(linalg.multiply(scaled, plain.weights as Matrix)).map((row) => row[target]!);
      const own = designs.map((design, index) => linalg.multiply(design, found.weights!.spaces[index]! as Matrix));
      expectClose(
        listsOf(plus(own[0]!, own[1]!)).map((row) => row[target]!),
        predicted,
        1e-8,
      );
    }
  });

  it("agrees in both forms, precisions and sizes of batches, with rows that no fold has", () => {
    fc.assert(
      fc.property(
        fc.record({
          rows: fc.integer({ min: 8, max: 16 }),
          widths: fc.array(fc.integer({ min: 1, max: 8 }), { minLength: 1, maxLength: 3 }),
          intercept: fc.boolean(),
          batch: fc.integer({ min: 1, max: 4 }),
          skip: fc.boolean(),
        }),
        ({ rows, widths, intercept, batch, skip }) => {
          const designs = widths.map((width, index) => add(gx(rows, width, index), intercept ? 2 : 0));
          const targets = gn(rows, 3);
          const made = skip
            ? explicitFolds(rows, [
                { test: [0, 2], train: [1, 3, 5, 6] },
                { test: [4, 5], train: [0, 1, 2, 3] },
              ])
            : contiguousFolds(rows, 3);
          const settings = {
            alphas: [0.5, 5],
            folds: made,
            linalg,
            intercept,
            random: createRandom("forms"),
            draws: 4,
          };
          const [primal, dual] = forms.map((form) => bandedRidge(designs, targets, { ...settings, form }));
          expectClose(listsOf(primal!.candidateScores), listsOf(dual!.candidateScores), 1e-8);
          const streamed = bandedRidge(designs, targetsOf(targets), { ...settings, batch });
          expectClose(listsOf(streamed.candidateScores), listsOf(primal!.candidateScores), 1e-8);
        },
      ),
      { numRuns: 60 },
    );
    const rough = bandedRidge(spaces.map(single), single(y), { alphas, folds, linalg, candidates });
    const found = bandedRidge(spaces, y, { alphas, folds, linalg, candidates });
    expectClose(listsOf(rough.candidateScores), listsOf(found.candidateScores), 1e-4);
    expect([...rough.alphas]).to.deep.equal([...found.alphas]);
  });

  it("says which weights and penalty each target has as ln(γ / α), −∞ for a space that is left out", () => {
    const found = bandedRidge(spaces, y, {
      alphas,
      folds,
      linalg,
      candidates: [
        [1, 0],
        [0.25, 0.75],
      ],
    });
    for (const [target, place] of found.candidateIndex.entries()) {
      const weights = found.candidates[place]!;
      const expected = Array.from(weights, (weight) => Math.log(weight / found.alphas[target]!));
      expect(listsOf(found.deltas).map((row) => row[target])).to.deep.equal(expected);
    }
    const one = bandedRidge(spaces, y, { alphas, folds, linalg, candidates: [[1, 0]] });
    expect(listsOf(one.deltas)[1]).to.deep.equal(Array(3).fill(Number.NEGATIVE_INFINITY));
  });

  it("chooses one space for each target by the identity matrix", () => {
    const parts = plus(linalg.multiply(a, gx(5, 2, 2)), gn(30, 2), 0.1);
    const others = plus(linalg.multiply(b, gx(7, 2, 5)), gn(30, 2), 0.1);
    const both = matrix(
      30,
      4,
      Float64Array.from(listsOf(parts).flatMap((row, at) => [...row, ...listsOf(others)[at]!])),
    );
    const identity = [
      [1, 0],
      [0, 1],
    ];
    for (const form of forms) {
      const found = bandedRidge(spaces, both, { alphas, folds, linalg, candidates: identity, form });
      expect([...found.candidateIndex]).to.deep.equal([0, 0, 1, 1]);
      for (const [space, design] of spaces.entries()) {
        const alone = ridgeCV(design, both, { alphas, folds, linalg });
        const best = listsOf(alone.scores)[0]!.map(
          (_, target) => alone.scores.values[alone.alphaIndex[target]! * 4 + target]!,
        );
        expectClose(listsOf(found.candidateScores)[space], best, 1e-9);
      }
    }
  });

  it("is plain ridge with one space, and with equal weights", () => {
    const settings = { alphas, folds, linalg };
    const alone = bandedRidge([a], y, { ...settings, keepWeights: true });
    const plain = ridgeCV(a, y, settings);
    expect([...alone.alphas]).to.deep.equal([...plain.alphas]);
    expectClose(
      listsOf(alone.weights!.spaces[0]!),
      listsOf(ridge(a, y, { alpha: plain.alphas, linalg }).weights),
      1e-9,
    );
    const equal = bandedRidge(spaces, y, { alphas: [2], folds, linalg, candidates: [[0.5, 0.5]] });
    const joined = ridgeCV(sideBySide(spaces), y, { alphas: [4], folds, linalg });
    expectClose([...equal.scores], listsOf(joined.scores)[0], 1e-9);
  });

  it("takes the form of the smaller system where none is asked for", () => {
    const formOf = (designs: readonly Matrix[]) =>
      bandedRidge(designs, y, { alphas: [1], folds, linalg, candidates: [[0.5, 0.5]] }).form;
    expect(formOf([gx(30, 12), gx(30, 12, 1)])).to.equal("primal");
    // 24 rows are fitted at a time
    expect(formOf([gx(30, 12), gx(30, 13, 1)])).to.equal("dual");
  });

  it("draws candidates from a seed, equal weights first, more after fewer", () => {
    const settings = { alphas: [1], folds, linalg };
    const few = bandedRidge(spaces, y, { ...settings, random: createRandom("seed"), draws: 5 });
    const more = bandedRidge(spaces, y, { ...settings, random: createRandom("seed"), draws: 8 });
    expect([...few.candidates[0]!]).to.deep.equal([0.5, 0.5]);
    expect(few.candidates).to.deep.equal(more.candidates.slice(0, 5));
    expect(more.candidates).to.have.length(8);
    const other = bandedRidge(spaces, y, { ...settings, random: createRandom("other"), draws: 5 });
    expect(other.candidates[1]).not.to.deep.equal(few.candidates[1]);
    expect(bandedRidge(spaces, y, { ...settings, random: createRandom("seed") }).candidates).to.have.length(100);
  });

  it("continues an earlier search where it is given", () => {
    const settings = { alphas, folds, linalg };
    const whole = bandedRidge(spaces, y, { ...settings, candidates });
    const first = bandedRidge(spaces, y, { ...settings, candidates: candidates.slice(0, 2) });
    const second = bandedRidge(spaces, y, { ...settings, candidates: candidates.slice(2), warmStart: first });
    expect({ ...second, form: whole.form }).to.deep.equal(whole);
    const less = matrix(30, 1, y.values.slice(0, 30));
    const other = { ...settings, candidates: [[1]], warmStart: first };
    expect(() => bandedRidge([a], y, other)).to.throw(ArgumentError, "warmStart: expected 1 spaces and 3 targets");
    const fewer = { ...settings, candidates, warmStart: first };
    expect(() => bandedRidge(spaces, less, fewer)).to.throw(ArgumentError, "found 2 spaces and 3 targets");
  });

  it("chooses for all targets together, or for groups, where asked to", () => {
    const settings = { alphas, folds, linalg, candidates };
    const all = bandedRidge(spaces, y, { ...settings, alphaPer: "all" });
    expect(new Set(all.alphas).size).to.equal(1);
    expect(new Set(all.candidateIndex).size).to.equal(1);
    const sums = listsOf(all.candidateScores).map((row) => row.reduce((sum, score) => sum + score, 0));
    expect(all.candidateIndex[0]).to.equal(sums.indexOf(Math.max(...sums)));
    const pairs = bandedRidge(spaces, y, { ...settings, alphaPer: ["a", "b", "a"] });
    expect(pairs.candidateIndex[0]).to.equal(pairs.candidateIndex[2]);
    expect(pairs.alphas[0]).to.equal(pairs.alphas[2]);
  });

  it("takes the earlier candidate and the larger penalty of those that score alike", () => {
    const nothing = { ...y, values: new Float64Array(90) };
    const found = bandedRidge(spaces, nothing, { alphas: [1, 100, 10], folds, linalg, candidates });
    expect([...found.alphas]).to.deep.equal([100, 100, 100]);
    expect([...found.candidateIndex]).to.deep.equal([0, 0, 0]);
    expect(found.warnings.map(({ kind }) => kind)).to.deep.equal(["constant"]);
  });

  it("sets targets that hold a gap aside", () => {
    const hole = { ...y, values: y.values.with(4, Number.NaN) };
    const settings = { alphas, folds, linalg, candidates };
    for (const alphaPer of ["target", "all"] as const) {
      const found = bandedRidge(spaces, hole, { ...settings, alphaPer });
      expect(found.candidateIndex[1]).to.equal(-1);
      expect(found.alphas[1]).to.be.NaN;
      expect(found.scores[1]).to.be.NaN;
      expect(found.warnings[0]).to.deep.include({ kind: "missing", targets: [1] });
      expect(found.candidateIndex[0]).to.be.at.least(0);
    }
    const found = bandedRidge(spaces, hole, settings);
    const whole = bandedRidge(spaces, y, settings);
    expect([...found.scores].with(1, 0)).to.deep.equal([...whole.scores].with(1, 0));
  });

  it("fits constant and equal features, which have no weight or share it", () => {
    const constant = matrix(30, 2, new Float64Array(60).fill(1));
    const found = bandedRidge([a, constant, a], y, {
      alphas,
      folds,
      linalg,
      intercept: true,
      random: createRandom("equal"),
      draws: 6,
      keepWeights: true,
    });
    expect(found.scores.every(Number.isFinite)).to.equal(true);
    expectClose([...found.weights!.spaces[1]!.values], Array(6).fill(0), 1e-9);
  });

  it("refuses what it cannot fit, by name", () => {
    const refuse = (options: Partial<BandedRidgeOptions>, designs: readonly Matrix<Floats>[] = spaces) =>
      expect(() => bandedRidge(designs, y, { alphas, folds, linalg, candidates, ...options }));
    refuse({}, []).to.throw(ArgumentError, "spaces: expected at least one");
    refuse({}, [a, matrix(30, 0)]).to.throw(ArgumentError, "spaces[1]: expected rows and features, found 30 × 0");
    refuse({}, [a, { ...b, values: b.values.with(8, Number.NaN) }]).to.throw(ArgumentError, "NaN in row 1, column 1");
    refuse({}, [a, gx(29, 7)]).to.throw(ArgumentError, "spaces[1]: expected 30 rows");
    refuse({ candidates: [] }).to.throw(ArgumentError, "candidates: expected at least one");
    refuse({ candidates: [[0.5, 0.4]] }).to.throw(ArgumentError, "2 weights from 0 that sum to 1, found 0.5, 0.4");
    refuse({
      candidates: [
        [0.5, 0.5],
        [1.5, -0.5],
      ],
    }).to.throw(ArgumentError, "1.5, -0.5 at place 1");
    refuse({ candidates: [[1]] }).to.throw(ArgumentError, "2 weights");
    refuse({ candidates: [[Number.NaN, 1]] }).to.throw(ArgumentError, "NaN, 1");
    refuse({ candidates: undefined }).to.throw(ArgumentError, "random: expected a source of random numbers");
    for (const draws of [0, -1, 1.5, Number.NaN]) {
      const random = createRandom("draws");
      refuse({ candidates: undefined, random, draws }).to.throw(
        ArgumentError,
        `draws: expected a whole number from 1, found ${draws}`,
      );
    }
    refuse({ alphas: [1, 0] }).to.throw(ArgumentError, "penalties above 0");
    refuse({ alphas: [1, -1] }).to.throw(ArgumentError, "found -1");
    refuse({ alphas: [] }).to.throw(ArgumentError, "at least one");
    refuse({ folds: [] }).to.throw(ArgumentError, "folds");
    refuse({ folds: contiguousFolds(31, 5) }).to.throw(ArgumentError, "row 30");
    refuse({ alphaPer: ["a"] }).to.throw(ArgumentError, "3 labels");
    expect(() => bandedRidge(spaces, gn(29, 3), { alphas, folds, linalg, candidates })).to.throw(
      ArgumentError,
      "30 rows",
    );
    const twice = [times(a, 1e8), times(a, 1e8)];
    for (const few of [[1e-12], Array(30).fill(1e-12)])
      expect(() => bandedRidge(twice, y, { alphas: few, folds, linalg, candidates: [[0.5, 0.5]] })).to.throw(
        NumericError,
        "a penalty of 1e-12 is too small",
      );
  });
});

describe("bandedPredict", () => {
  it("predicts apart for each space what the weights of NumPy predict", async function () {
    const { banded_ridge: expected } = await encoderFixtures(this);
    const [first, second] = expected!.alphas as number[];
    const penalties = sameDeltas([-Math.log(first!), -Math.log(second!)], 3);
    const coef = expected!.coef as number[][];
    const weights = [coef.slice(0, 5), coef.slice(5)].map((rows) =>
      matrix(rows.length, 3, Float64Array.from(rows.flat())),
    );
    for (const form of forms) {
      for (const { from, parts, means } of bandedPredict(spaces, y, {
        predicted: spaces,
        penalties,
        linalg,
        form,
        batch: 2,
      })) {
        expect(means).to.equal(undefined);
        for (const [space, part] of parts.entries()) {
          const all = listsOf(linalg.multiply(spaces[space]!, weights[space]!));
          expectClose(
            listsOf(part),
            all.map((row) => row.slice(from, from + part.columns)),
            1e-9,
            form,
          );
        }
      }
    }
  });

  it("sums to what ridge on the scaled features predicts, with its constant", () => {
    const others = [gx(4, 5, 7), gx(4, 7, 8)].map((space) => add(space, 1));
    const designs = spaces.map((space) => add(space, 1));
    const deltas = [0.3, -1];
    const scale = (list: readonly Matrix[]) =>
      sideBySide(list.map((space, index) => times(space, Math.exp(deltas[index]! / 2))));
    const fit = ridge(scale(designs), add(y, 5), { alpha: 1, linalg, intercept: true });
    const expected = listsOf(predictRidge(scale(others), fit, { linalg }));
    for (const form of forms) {
      const options = { predicted: others, penalties: sameDeltas(deltas, 3), linalg, form, intercept: true };
      const [batch] = [...bandedPredict(designs, add(y, 5), options)];
      expectClose(listsOf(joinParts(batch!.parts, batch!.means)), expected, 1e-9, form);
    }
  });

  it("refuses other spaces to predict", () => {
    const options = { predicted: [a, a], penalties: sameDeltas([0, 0], 3), linalg };
    expect(() => [...bandedPredict(spaces, y, options)]).to.throw(ArgumentError, "spaces of 5, 7 features, found 5, 5");
  });
});

/** The best of several searches, each over one candidate. */
function expectBestOf(found: ReturnType<typeof bandedRidge>, alone: readonly ReturnType<typeof ridgeCV>[]): void {
  for (const [candidate, { scores, alphaIndex }] of alone.entries()) {
    const best = Array.from(alphaIndex, (index, target) => scores.values[index * scores.columns + target]!);
    expectClose(listsOf(found.candidateScores)[candidate], best, 1e-8);
  }
  for (let target = 0; target < found.alphas.length; target++) {
    const list = listsOf(found.candidateScores).map((row) => row[target]!);
    const place = list.indexOf(Math.max(...list));
    expect(found.candidateIndex[target]).to.equal(place);
    expect(found.alphas[target]).to.equal(alone[place]!.alphas[target]);
    expect(found.scores[target]).to.equal(list[place]);
  }
}

function sameDeltas(deltas: readonly number[], targets: number) {
  const values = Float64Array.from(deltas.flatMap((delta) => Array<number>(targets).fill(delta)));
  return penaltiesOf(matrix(deltas.length, targets, values));
}

function times(x: Matrix<Floats>, factor: number): Matrix {
  return { ...x, values: Float64Array.from(x.values, (value) => value * factor) };
}

function add(x: Matrix, constant: number): Matrix {
  return { ...x, values: x.values.map((value) => value + constant) };
}

function sideBySide(parts: readonly Matrix[]): Matrix {
  const lists = parts.map(listsOf);
  const rows = lists[0]!.map((_, row) => lists.flatMap((list) => list[row]!));
  return matrix(rows.length, rows[0]!.length, Float64Array.from(rows.flat()));
}
