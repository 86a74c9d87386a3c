import { expect } from "chai";
import { matNumbers } from "../../../src/formats/mat/mat-access.js";
import { openMat } from "../../../src/formats/mat.js";
import { jsLinalg } from "../../../src/linalg/js-linalg.js";
import { matrix } from "../../../src/linalg/matrix.js";
import type { Matrix } from "../../../src/linalg/provider.js";
import { fileSource } from "../../../src/node/file-source.js";
import { rdmOf } from "../../../src/rsa/dissimilarities/rdm-of.js";
import { realData } from "../../support/real-data.js";

/** 92 conditions × 100 channels; MATLAB keeps columns together. */
async function truePatterns(test: Mocha.Context): Promise<Matrix> {
  const path = realData(test, "rsa/rsatoolbox/92imageData/simTruePatterns.mat");
  const file = await openMat(await fileSource(path));
  const stored = matNumbers(await file.read("simTruePatterns2"))!;
  file.close();
  return matrix(
    92,
    100,
    Float64Array.from({ length: 9200 }, (_, k) => stored[Math.floor(k / 100) + 92 * (k % 100)]!),
  );
}

const conditions = Array.from({ length: 92 }, (_, k) => String(k));

/** Reference values by NumPy. */
describe("rdmOf: simulated patterns of the 92 images", () => {
  const summary = (values: Float64Array) => ({
    mean: values.reduce((sum, value) => sum + value, 0) / values.length,
    min: Math.min(...values),
    max: Math.max(...values),
  });

  it("squared euclidean", async function () {
    const rdm = rdmOf({ values: await truePatterns(this), conditions }, { linalg: jsLinalg });
    expect(rdm.conditions).to.deep.equal(conditions);
    const { values } = rdm.vectors;
    const expected: readonly (readonly [number, number])[] = [
      [0, 1.79168033],
      [1, 1.79025977],
      [91, 1.82424097],
      [4185, 1.78983719],
      [88, 2.34585297],
      [89, 2.34306615],
      [90, 2.37794181],
    ];
    for (const [pair, distance] of expected) expect(values[pair]).to.be.closeTo(distance, 5e-9);
    expect(values[0]).to.be.closeTo(1.7916803290138887, 1e-10);
    const { mean, min, max } = summary(values);
    expect(mean).to.be.closeTo(2.119905612278566, 1e-10);
    expect(mean * values.length).to.be.closeTo(8873.9248929981, 1e-8);
    expect(min).to.be.closeTo(1.3709220773253674, 1e-10);
    expect(max).to.be.closeTo(3.937953224057728, 1e-10);
  });

  it("correlation", async function () {
    const rdm = rdmOf({ values: await truePatterns(this), conditions }, { method: "correlation", linalg: jsLinalg });
    const { mean, min, max } = summary(rdm.vectors.values);
    expect(rdm.vectors.values[0]).to.be.closeTo(0.8948064668787681, 1e-10);
    expect(mean).to.be.closeTo(1.0027177731165167, 1e-10);
    expect(min).to.be.closeTo(0.625593164323639, 1e-10);
    expect(max).to.be.closeTo(1.247064741366766, 1e-10);
  });
});
