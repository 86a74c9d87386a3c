import { expect } from "chai";
import fc from "fast-check";
import { correctedParticipationRatio } from "../../../src/encoders/features/corrected-participation-ratio.js";
import { covarianceSpectrum } from "../../../src/encoders/features/covariance-spectrum.js";
import { spectrumDivergence } from "../../../src/encoders/features/spectrum-divergence.js";
import { spectrumMetrics } from "../../../src/encoders/features/spectrum-metrics.js";
import { ArgumentError } from "../../../src/errors.js";
import type { MatNumbers } from "../../../src/formats/mat/mat-value.js";
import { openMat } from "../../../src/formats/mat.js";
import { jsLinalg as linalg } from "../../../src/linalg/js-linalg.js";
import { matrix } from "../../../src/linalg/matrix.js";
import type { Matrix } from "../../../src/linalg/provider.js";
import { fileSource } from "../../../src/node/file-source.js";
import { createRandom } from "../../../src/random/create-random.js";
import { zscoreRuns } from "../../../src/signals/runs/zscore-runs.js";
import { realData } from "../../support/real-data.js";
import { gx } from "../closed-form.js";
import { encoderFixtures, expectClose } from "../encoder-fixtures.js";

/** Counts of the motor cortex recording, bins × neurons: MATLAB keeps neurons × bins by columns. */
async function motorCounts(context: Mocha.Context): Promise<Matrix> {
  const mat = await openMat(await fileSource(realData(context, "encoding/motor-cortex/m1_stevenson_2011.mat")));
  const { shape, values } = (await mat.read("spikes")) as MatNumbers;
  return matrix(shape[1]!, shape[0]!, Float64Array.from(values as Uint8Array));
}

describe("spectrum metrics", () => {
  it("are those of the reference", async function () {
    const { spectrum } = await encoderFixtures(this);
    const metrics = spectrumMetrics(spectrum!.lambda as number[]);
    expectClose(
      [metrics.spectralEntropy, metrics.participationRatio, metrics.earlyEnrichment],
      [spectrum!.SE, spectrum!.PR, spectrum!.EEE],
      1e-9,
    );
    expect(spectrumMetrics(spectrum!.lambda2 as number[]).participationRatio).to.be.closeTo(5.5555555556, 1e-9);
    const divergence = spectrumDivergence(spectrum!.lambda as number[], spectrum!.lambda2 as number[]);
    expect(divergence).to.be.closeTo(spectrum!.JS as number, 1e-9);
    expectClose(covarianceSpectrum(gx(50, 4), { linalg }), spectrum!["gx(50,4) cov eig"], 1e-9);
  });

  it("of counts of the motor cortex are those of NumPy", async function () {
    const counts = await motorCounts(this);
    expect([counts.rows, counts.columns]).to.deep.equal([15_536, 171]);
    const of = (x: Matrix) => spectrumMetrics(covarianceSpectrum(x, { linalg }));
    const found = of(counts);
    expect(found.participationRatio).to.be.closeTo(55.736363, 1e-5);
    expect(found.spectralEntropy).to.be.closeTo(4.4522, 1e-5);
    expect(found.earlyEnrichment).to.be.closeTo(0.608104, 1e-5);
    expect(found.topShare).to.be.closeTo(0.069117, 1e-5);
    const roots = of({ ...counts, values: counts.values.map(Math.sqrt) });
    expectClose([roots.participationRatio, roots.spectralEntropy], [93.719759, 4.759], 1e-5);
    expect(roots.earlyEnrichment).to.be.closeTo(0.452327, 1e-5);
    const scored = of(zscoreRuns(counts) as Matrix);
    expectClose([scored.participationRatio, scored.spectralEntropy], [122.097242, 5.023849], 1e-5);
    expect(scored.earlyEnrichment).to.be.closeTo(0.215551, 1e-5);
    // by NumPy from the same two estimates
    expect(correctedParticipationRatio(counts, { linalg })).to.be.closeTo(55.99237740085267, 1e-8);
  });

  it("lie in their ranges, reached by one axis and by equal ones", () => {
    const lists = fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(lists, lists, (values, other) => {
        fc.pre(Math.max(...values) > 1e-6 && Math.max(...other) > 1e-6);
        const { spectralEntropy, participationRatio, earlyEnrichment, topShare } = spectrumMetrics(values);
        expect(spectralEntropy).to.be.within(-1e-12, Math.log(values.length) + 1e-12);
        expect(participationRatio).to.be.within(1 - 1e-12, values.length + 1e-9);
        expect(earlyEnrichment).to.be.within(0, 1);
        expect(topShare).to.be.within(1 / values.length - 1e-12, 1);
        const divergence = spectrumDivergence(values, other);
        expect(divergence).to.be.within(0, Math.LN2 + 1e-12);
        expect(divergence).to.be.closeTo(spectrumDivergence(other, values), 1e-12);
        expect(spectrumDivergence(values, [...values.map((value) => 3 * value), 0])).to.be.closeTo(0, 1e-12);
      }),
    );
    const even = spectrumMetrics([2, 2, 2, 2]);
    expectClose(Object.values(even), [Math.log(4), 4, 0, 0.25], 1e-12);
    expectClose(Object.values(spectrumMetrics([0, 5, 0, 0])), [0, 1, 0.75, 1], 1e-12);
  });

  it("refuse spectra that are none", () => {
    for (const wrong of [[], [0, 0], [1, -1], [1, Number.NaN]]) {
      expect(() => spectrumMetrics(wrong)).to.throw(ArgumentError, "eigenvalues");
      expect(() => spectrumDivergence([1], wrong)).to.throw(ArgumentError, "eigenvalues");
    }
    expect(() => covarianceSpectrum(gx(1, 3), { linalg })).to.throw(ArgumentError, "two samples");
    expect(() => correctedParticipationRatio(gx(3, 3), { linalg })).to.throw(ArgumentError, "four samples");
    expect(() => covarianceSpectrum(matrix(2, 1, new Float64Array([1, Number.NaN])), { linalg })).to.throw(
      ArgumentError,
      "NaN in row 1",
    );
  });
});

describe("correctedParticipationRatio", () => {
  it("is that of the population for few samples, where the plain ratio is far below", () => {
    const random = createRandom("participation");
    const axes = 40;
    const spreads = Float64Array.from({ length: axes }, (_, axis) => 1 + axis / 20);
    const [one, two] = [2, 4].map((power) => spreads.reduce((sum, spread) => sum + spread ** power, 0));
    const expected = one! ** 2 / two!;
    let [plain, corrected] = [0, 0];
    for (let draw = 0; draw < 60; draw++) {
      // not normal: uniform, where formulas for normal samples are wrong
      const values = Float64Array.from(
        { length: 25 * axes },
        (_, at) => spreads[at % axes]! * (random.uniform() - 0.5),
      );
      const x = matrix(25, axes, values);
      plain += spectrumMetrics(covarianceSpectrum(x, { linalg })).participationRatio / 60;
      corrected += correctedParticipationRatio(x, { linalg }) / 60;
    }
    expect(plain).to.be.lessThan(0.55 * expected);
    expect(corrected).to.be.closeTo(expected, 0.06 * expected);
  });

  it("is a ratio of estimates without bias: the mean over all samples of a population of three", () => {
    const population = [
      [1, 0, 2],
      [0, 3, -1],
      [2, 2, 5],
    ];
    const estimates = { numerator: 0, denominator: 0 };
    for (let draw = 0; draw < 81; draw++) {
      const rows = [0, 1, 2, 3].map((place) => population[Math.floor(draw / 3 ** place) % 3]!);
      const means = [0, 1, 2].map((j) => rows.reduce((sum, row) => sum + row[j]! / 4, 0));
      const trace = rows.flatMap((row) => row.map((value, j) => (value - means[j]!) ** 2)).reduce((a, b) => a + b) / 3;
      const ratio = correctedParticipationRatio(matrix(4, 3, Float64Array.from(rows.flat())), { linalg });
      const fourth = rows.reduce((sum, row) => sum + row.reduce((s, v, j) => s + (v - means[j]!) ** 2, 0) ** 2 / 3, 0);
      let squares = 0;
      for (const a of [0, 1, 2]) {
        for (const b of [0, 1, 2]) {
          squares += (rows.reduce((sum, row) => sum + (row[a]! - means[a]!) * (row[b]! - means[b]!), 0) / 3) ** 2;
        }
      }
      const denominator = (3 / 8) * (6 * squares + trace ** 2 - 4 * fourth);
      estimates.denominator += denominator / 81;
      const numerator = (3 / 8) * (2 * squares + 5 * trace ** 2 - 4 * fourth);
      estimates.numerator += numerator / 81;
      if (denominator > 1e-9) expect(ratio).to.be.closeTo(numerator / denominator, 1e-8 * Math.abs(ratio) + 1e-8);
      if (denominator < -1e-9) expect(ratio).to.be.NaN;
    }
    const centre = [1, 5 / 3, 2];
    const covariance = [0, 1, 2].map((a) =>
      [0, 1, 2].map((b) =>
        population.reduce((sum, row) => sum + ((row[a]! - centre[a]!) * (row[b]! - centre[b]!)) / 3, 0),
      ),
    );
    const trace = covariance.reduce((sum, row, j) => sum + row[j]!, 0);
    expect(estimates.numerator).to.be.closeTo(trace ** 2, 1e-9);
    expect(estimates.denominator).to.be.closeTo(
      covariance.flat().reduce((sum, value) => sum + value * value, 0),
      1e-9,
    );
  });
});
