import { expect } from "chai";
import fc from "fast-check";
import { ArgumentError } from "../../../src/errors.js";
import { matrix } from "../../../src/linalg/matrix.js";
import type { Model } from "../../../src/rsa/models/model.js";
import { modelFamily } from "../../../src/rsa/models/model-family.js";
import { nonNegativeSolution } from "../../../src/rsa/models/non-negative-solution.js";
import { predict, predictRdms } from "../../../src/rsa/models/predict.js";
import { rdmsOf } from "../made-rdms.js";

const rdms = rdmsOf([1, 2, 3], [3, 2, 7], [0, 1, 0]);
const modelOf = (kind: Model["kind"]): Model => ({ kind, name: "m", rdms });

describe("models", () => {
  it("predict by their kind", () => {
    expect([...predict({ kind: "fixed", name: "two", rdms: rdmsOf([1, 2, 3], [3, 2, 7]) })]).to.deep.equal([2, 2, 5]);
    expect([...predict(modelOf("select"), [1])]).to.deep.equal([3, 2, 7]);
    expect([...predict(modelOf("select"))]).to.deep.equal([1, 2, 3]);
    expect([...predict(modelOf("weighted"))]).to.deep.equal([4, 5, 10]);
    expect([...predict(modelOf("weighted"), [1, -1, 2])]).to.deep.equal([-2, 2, -4]);
    expect([...predict(modelOf("interpolate"))]).to.deep.equal([2, 2, 5]);
  });

  it("predict a stack where several RDMs stand for one model", () => {
    expect(predictRdms(modelOf("fixed"))).to.equal(rdms);
    expect(predictRdms(modelOf("select"), [2])).to.deep.equal(rdmsOf([0, 1, 0]));
  });

  it("keep what is missing, but not of RDMs without weight, and leave their RDMs alone", () => {
    const gap = rdmsOf([1, Number.NaN, 3], [1, 1, 1]);
    expect([...predict({ kind: "weighted", name: "gap", rdms: gap }, [1, 1])]).to.deep.equal([2, Number.NaN, 4]);
    expect([...predict({ kind: "weighted", name: "gap", rdms: gap }, [0, 1])]).to.deep.equal([1, 1, 1]);
    predict(modelOf("select"), [0]).fill(9);
    expect([...rdms.values.subarray(0, 3)]).to.deep.equal([1, 2, 3]);
  });

  it("refuse a θ that is not theirs", () => {
    expect(() => predict(modelOf("weighted"), [1])).to.throw(ArgumentError, "3 numbers");
    for (const theta of [[3], [-1], [0.5], [0, 1]])
      expect(() => predict(modelOf("select"), theta)).to.throw(ArgumentError, "theta");
    expect(() =>
      predict({ kind: "fixed", name: "none", rdms: { nConditions: 3, nRdms: 0, values: new Float64Array(0) } }),
    ).to.throw(ArgumentError, "model none");
  });

  it("make families of all subsets", () => {
    const family = modelFamily(["a", "b", "c"], rdms);
    expect(family.map(({ name }) => name)).to.deep.equal(["a", "b", "a + b", "c", "a + c", "b + c", "a + b + c"]);
    expect([...predict(family[4]!)]).to.deep.equal([1, 3, 3]);
    expect(() => modelFamily(["a"], rdms)).to.throw(ArgumentError, "1 for 3");
  });
});

describe("non-negative least squares", () => {
  /** From A, m × k, and y: AᵀA and Aᵀy. */
  const normal = (a: readonly (readonly number[])[], y: readonly number[]) => {
    const k = a[0]!.length;
    const column = (j: number) => a.map((row) => row[j]!);
    const dot = (u: readonly number[], v: readonly number[]) => u.reduce((sum, value, i) => sum + value * v[i]!, 0);
    const gram = Float64Array.from({ length: k * k }, (_, at) => dot(column(Math.floor(at / k)), column(at % k)));
    return { gram: matrix(k, k, gram), target: Float64Array.from({ length: k }, (_, j) => dot(column(j), y)) };
  };

  it("gives SciPy's solution", () => {
    // reference values by scipy.optimize.nnls
    const a = [
      [0.4, 1.364, 0.916, -0.288, -0.483],
      [0.615, 1.399, 0.719, -0.428, -0.362],
      [0.82, 1.387, 0.508, -0.529, -0.205],
      [1.006, 1.329, 0.291, -0.587, -0.019],
      [1.163, 1.227, 0.08, -0.598, 0.186],
      [1.284, 1.087, -0.116, -0.563, 0.401],
      [1.364, 0.915, -0.288, -0.483, 0.616],
      [1.399, 0.718, -0.428, -0.361, 0.821],
    ];
    const y = [1.2, 0.822, -0.027, -0.704, -0.697, -0.011, 0.835, 1.2];
    const { gram, target } = normal(a, y);
    const expected = [0, 3.90016461, 0, 9.51420381, 2.47232223];
    for (const [k, value] of nonNegativeSolution(gram, target).entries())
      expect(value).to.be.closeTo(expected[k]!, 1e-7);
  });

  it("ends and has no way down that is allowed, at any scale", () => {
    const number = fc.integer({ min: -9, max: 9 });
    const rows = fc.array(fc.array(number, { minLength: 4, maxLength: 4 }), { minLength: 5, maxLength: 9 });
    const property = fc.property(
      rows,
      fc.array(number, { minLength: 9, maxLength: 9 }),
      fc.integer({ min: -8, max: 8 }),
      (a, y, exponent) => {
        const scale = 10 ** exponent;
        const { gram, target } = normal(
          a.map((row) => row.map((value) => value * scale)),
          y,
        );
        const theta = nonNegativeSolution(gram, target);
        const most = Math.max(...target.map(Math.abs));
        for (let k = 0; k < 4; k++) {
          expect(theta[k]).to.be.at.least(0);
          const slope = theta.reduce((sum, weight, j) => sum - gram.values[k * 4 + j]! * weight, target[k]!);
          if (theta[k]! > 0) expect(Math.abs(slope)).to.be.at.most(1e-8 * most);
          // a column that others span may keep a slope of rounding
          else expect(slope).to.be.at.most(1e-6 * most);
        }
      },
    );
    fc.assert(property, { numRuns: 400, seed: 3 });
  });

  it("leaves out what depends on others, although the target asks for it", () => {
    const { values } = matrix(2, 2, Float64Array.of(4, 2, 2, 1));
    expect([...nonNegativeSolution(matrix(2, 2, values), Float64Array.of(2, 1.5))]).to.deep.equal([0.5, 0]);
  });

  it("gives zeros where nothing points up", () => {
    expect([...nonNegativeSolution(matrix(2, 2, Float64Array.of(1, 0, 0, 1)), Float64Array.of(-1, 0))]).to.deep.equal([
      0, 0,
    ]);
  });
});
