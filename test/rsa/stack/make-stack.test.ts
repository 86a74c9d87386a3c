import { expect } from "chai";
import fc from "fast-check";
import { matrix } from "../../../src/linalg/matrix.js";
import { makeStack } from "../../../src/rsa/stack/make-stack.js";
import { rdmMatrix } from "../../../src/rsa/stack/rdm-matrix.js";
import { stackOfMatrices } from "../../../src/rsa/stack/stack-of-matrices.js";
import { caught } from "../../support/caught.js";
import { stackFrom, three } from "./made-stacks.js";

const failure = async (work: () => unknown) => (await caught(work)).message;

describe("a stack of RDMs", () => {
  it("copies what it is made of, and gives copies", () => {
    const values = Float64Array.of(1, 2, 3);
    const stack = makeStack({ conditions: ["a", "b", "c"], values });
    values[0] = 99;
    const square = rdmMatrix(stack, 0);
    square.values.fill(-1);
    expect([...stack.values]).to.deep.equal([1, 2, 3]);
    expect(stack.rdms).to.deep.equal([
      {
        ...{ id: "rdm1", dissimilarity: null, noise: null, crossvalidation: null, meanRemoved: null },
        ...{ normalisation: null, transforms: [], descriptors: {} },
      },
    ]);
  });

  it("refuses what does not fit together", async () => {
    const conditions = ["a", "b", "c"];
    expect(await failure(() => makeStack({ conditions, values: [1, 2] }))).to.match(/3 pairs of 3 .* 2 values/);
    expect(await failure(() => makeStack({ conditions: ["a"], values: [] }))).to.match(/2 or more, found 1/);
    expect(await failure(() => makeStack({ conditions: ["a", "b", "a"], values: [1, 2, 3] }))).to.match(/"a" twice/);
    const twice = { conditions, values: [1, 2, 3, 4, 5, 6], rdms: [{ id: "r" }, { id: "r" }] };
    expect(await failure(() => makeStack(twice))).to.match(/rdms: expected ids that differ, found "r" twice/);
    expect(await failure(() => makeStack({ ...twice, rdms: [{ id: "r" }] }))).to.match(/2 descriptions, found 1/);
    const conditionDescriptors = { category: ["x"] };
    expect(await failure(() => makeStack({ conditions, values: [1, 2, 3], conditionDescriptors }))).to.match(
      /conditionDescriptors\.category: expected 3 values, found 1/,
    );
  });

  it("takes matrices that are symmetric with an empty diagonal, and no others", async () => {
    const conditions = ["a", "b", "c"];
    const square = matrix(3, 3, Float64Array.of(0, 1, 2, 1, 0, 3, 2, 3, 0));
    expect([...stackOfMatrices([square], { conditions }).values]).to.deep.equal([1, 2, 3]);
    const skew = matrix(3, 3, Float64Array.of(0, 1, 2, 1, 0, 3, 2, 4, 0));
    expect(await failure(() => stackOfMatrices([square, skew], { conditions }))).to.match(
      /matrix 1: expected a symmetric matrix .* found 3 at \(1, 2\) and 4 at \(2, 1\)/,
    );
    const filled = matrix(3, 3, Float64Array.of(1, 1, 2, 1, 0, 3, 2, 3, 0));
    expect(await failure(() => stackOfMatrices([filled], { conditions }))).to.match(/found 1 on the diagonal at 0/);
    const half = matrix(3, 3, Float64Array.of(0, 1, Number.NaN, 1, 0, 3, 2, 3, 0));
    expect(await failure(() => stackOfMatrices([half], { conditions }))).to.match(/NaN at \(0, 2\) and 2/);
    expect(await failure(() => stackOfMatrices([matrix(2, 2)], { conditions }))).to.match(/3 × 3 entries, found 2 × 2/);
  });

  it("comes back from its matrices", () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 6 }), fc.integer({ min: 1, max: 3 }), fc.nat(), (n, count, seed) => {
        const conditions = Array.from({ length: n }, (_, index) => `c${index}`);
        const values = Array.from({ length: (count * n * (n - 1)) / 2 }, (_, index) => Math.sin(seed + index));
        const stack = makeStack({ conditions, values });
        const matrices = stack.rdms.map((_, rdm) => rdmMatrix(stack, rdm));
        expect(stackOfMatrices(matrices, { conditions })).to.deep.equal(stack);
      }),
      { seed: 11, numRuns: 100 },
    );
  });

  it("has one vector per RDM, pairs row by row", () => {
    expect([...rdmMatrix(three, 1).values]).to.deep.equal([0, 10, 20, 30, 10, 0, 40, 50, 20, 40, 0, 60, 30, 50, 60, 0]);
    expect(stackFrom("ab", [[1], [2]]).nRdms).to.equal(2);
  });
});
