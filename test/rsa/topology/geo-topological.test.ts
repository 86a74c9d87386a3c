import { readFile } from "node:fs/promises";
import { expect } from "chai";
import fc from "fast-check";
import { fieldOf, matNumbers, matText } from "../../../src/formats/mat/mat-access.js";
import { openMat } from "../../../src/formats/mat.js";
import { fileSource } from "../../../src/node/file-source.js";
import { rdmVector } from "../../../src/rsa/rdm-vector.js";
import { geoTopological } from "../../../src/rsa/topology/geo-topological.js";
import { publishedGeoTopological } from "../../../src/rsa/topology/published/published-geo-topological.js";
import { rankNormalised } from "../../../src/rsa/topology/rank-normalised.js";
import { pearsonCorrelation } from "../../../src/stats/pearson-correlation.js";
import { caught } from "../../support/caught.js";
import { realData } from "../../support/real-data.js";
import { rdmsOf } from "../made-rdms.js";
import { expectValues } from "./expect-values.js";
import { reordered } from "./made-rdms.js";

describe("geoTopological", () => {
  it("gives the reference correlations of human and monkey inferior temporal cortex", async function () {
    const path = "rsa/rsatoolbox/92imageData/Kriegeskorte_Neuron2008_supplementalData.mat";
    const file = await openMat(await fileSource(realData(this, path)));
    const stored = await file.read("RDMs_mIT_hIT_fig1");
    file.close();
    const vectors = [0, 1].map((place) => matNumbers(fieldOf(stored, "RDM", place))!);
    expect(matText(fieldOf(stored, "name", 0))).to.equal("mIT_674neurons");
    const rdms = { nConditions: 92, nRdms: 2, values: Float64Array.from(vectors.flatMap((vector) => [...vector])) };
    const known = {
      "0,1": 0.4389238094,
      "0,0.2": 0.5077485142,
      "0.2,0.8": 0.393443929,
      "0.4,0.6": 0.3199446981,
      "0.1,0.9": 0.4220362661,
      "0.8,1": 0.1952643552,
      "0,0.5": 0.4505215626,
      "0.5,1": 0.3257493293,
    };
    const images = JSON.parse(await readFile(realData(this, "rsa/expected/images92.json"), "utf8"));
    for (const [cell, expected] of Object.entries(known)) {
      const [low, high] = cell.split(",").map(Number) as [number, number];
      const transformed = geoTopological(rdms, { low, high });
      const { r } = pearsonCorrelation(rdmVector(transformed, 0), rdmVector(transformed, 1));
      expect(r, cell).to.be.closeTo(expected, 1e-10);
      const full = images["GT_rank|hIT_vs_mIT_pearson"]?.[`l=${low},u=${high}`];
      if (full !== undefined) expect(r, cell).to.be.closeTo(full, 1e-12);
    }
  });

  it("is the adjacency matrix where both thresholds are one, which the published code divides by zero", () => {
    const rdm = rdmsOf([0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1]);
    const thresholds = { low: 4 / 9, high: 4 / 9 };
    expectValues(geoTopological(rdm, thresholds).values, [0, 0, 0, 0, 0, 1, 1, 1, 1, 1]);
    expect(publishedGeoTopological(rdm, thresholds).values[4]).to.deep.equal(Number.NaN);
  });

  it("is a step too where ties make both thresholds one value", () => {
    const rdm = rdmsOf([1, 2, 2, 2, 2, 3]);
    expectValues(geoTopological(rdm, { low: 0.4, high: 0.6 }).values, [0, 0, 0, 0, 0, 1]);
    expect(publishedGeoTopological(rdm, { low: 0.4, high: 0.6 }).values[2]).to.deep.equal(Number.NaN);
  });

  it("gives equal dissimilarities the mean of their ranks", () => {
    expectValues(rankNormalised(rdmsOf([2, 1, 2, 4, 2, 3])).values, [0.4, 0, 0.4, 1, 0.4, 0.8]);
    expectValues(rankNormalised(rdmsOf([1, 1, 2, 2, 3, 3])).values, [0, 0, 0.5, 0.5, 1, 1]);
  });

  it("takes quantiles of each RDM by itself", () => {
    const vector = [0.3, 0.1, 0.7, 0.9, 0.2, 0.4];
    for (const rank of [true, false]) {
      const both = geoTopological(
        rdmsOf(
          vector,
          vector.map((value) => 100 * value),
        ),
        { low: 0.2, high: 0.7, rank },
      );
      expectValues(rdmVector(both, 1), rdmVector(both, 0));
    }
  });

  it("keeps the ranks with low 0 and high 1, and does not care for the order of the conditions", () => {
    const vector = fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 10, maxLength: 10 });
    const share = fc.integer({ min: 0, max: 20 });
    const order = fc.shuffledSubarray([0, 1, 2, 3, 4], { minLength: 5, maxLength: 5 });
    fc.assert(
      fc.property(vector, share, share, order, (values, first, second, places) => {
        fc.pre(new Set(values).size > 1);
        const rdm = rdmsOf(values);
        expectValues(geoTopological(rdm, { low: 0, high: 1 }).values, rankNormalised(rdm).values);
        const thresholds = { low: Math.min(first, second) / 20, high: Math.max(first, second) / 20 };
        const transformed = geoTopological(rdm, thresholds);
        expect(transformed.values.every((value) => value >= 0 && value <= 1)).to.equal(true);
        const after = reordered(transformed, places).values;
        expectValues(geoTopological(reordered(rdm, places), thresholds).values, after);
      }),
      { seed: 1 },
    );
  });

  it("leaves unknown pairs unknown, and ranks the others without them", () => {
    const found = geoTopological(rdmsOf([0.3, Number.NaN, 0.1, 0.9, 0.5, 0.7]), { low: 0, high: 1 });
    expect(found.values[1]).to.deep.equal(Number.NaN);
    expectValues(
      found.values.filter((value) => !Number.isNaN(value)),
      [0.25, 0, 1, 0.5, 0.75],
    );
  });

  it("refuses thresholds that cannot be meant and RDMs without differences", async () => {
    const rdm = rdmsOf([0.1, 0.2, 0.3]);
    for (const thresholds of [
      { low: 0.6, high: 0.4 },
      { low: -0.1, high: 1 },
      { low: 0, high: Number.NaN },
    ]) {
      expect(await caught(() => geoTopological(rdm, thresholds))).to.have.property("tag", "argument");
    }
    for (const vector of [
      [2, 2, 2],
      [Number.NaN, 1, Number.NaN],
    ]) {
      expect(await caught(() => rankNormalised(rdmsOf(vector)))).to.have.property("tag", "numeric");
    }
  });
});
