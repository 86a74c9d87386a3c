import { expect } from "chai";
import { ArgumentError } from "../../../src/errors.js";
import { jsLinalg } from "../../../src/linalg/js-linalg.js";
import { createRandom } from "../../../src/random/create-random.js";
import { compareThresholdRegions } from "../../../src/rsa/topology/compare-threshold-regions.js";
import { pairedDifferenceTest } from "../../../src/rsa/topology/difference-test.js";
import { drawThresholds } from "../../../src/rsa/topology/draw-thresholds.js";
import { identificationMap } from "../../../src/rsa/topology/identification-map.js";
import { publishedDifferenceTest } from "../../../src/rsa/topology/published/published-difference-test.js";
import { publishedThresholdComparison } from "../../../src/rsa/topology/published/published-threshold-comparison.js";
import { thresholdGrid } from "../../../src/rsa/topology/threshold-grid.js";
import { thresholdRegion, thresholdRegions } from "../../../src/rsa/topology/threshold-regions.js";
import { mean } from "../../../src/stats/mean.js";
import { caught } from "../../support/caught.js";
import { labelsOf, randomRdms } from "./made-rdms.js";

describe("regions of the (l, u) triangle", () => {
  it("have 20, 20, 15, 10 and 145 of the 210 cells", async () => {
    const cells = thresholdGrid();
    expect(cells).to.have.length(210);
    const counts = thresholdRegions.map((region) => cells.filter((cell) => thresholdRegion(cell) === region).length);
    expect(Object.fromEntries(thresholdRegions.map((region, place) => [region, counts[place]]))).to.deep.equal({
      "local extractor": 20,
      "global extractor": 20,
      "geometry sensitive": 15,
      "topology sensitive": 10,
      intermediate: 145,
    });
    expect(await caught(() => thresholdGrid({ steps: 0.5 }))).to.have.property("tag", "argument");
  });

  it("are asked in their order, with a slack", () => {
    expect(thresholdRegion({ low: 0, high: 0.4 })).to.equal("local extractor");
    expect(thresholdRegion({ low: 0.1, high: 0.3019 })).to.equal("local extractor");
    expect(thresholdRegion({ low: 0.1, high: 0.303 })).to.equal("intermediate");
    expect(thresholdRegion({ low: 0, high: 1 })).to.equal("geometry sensitive");
    expect(thresholdRegion({ low: 0.5, high: 0.5 })).to.equal("topology sensitive");
    expect(thresholdRegion({ low: 0.9, high: 0.95 })).to.equal("global extractor");
  });

  it("are drawn from, the same with the same seed", () => {
    for (const region of thresholdRegions) {
      const draw = () => drawThresholds(region, { count: 20, random: createRandom(region) });
      expect(draw()).to.deep.equal(draw());
      for (const thresholds of draw()) expect(thresholdRegion(thresholds)).to.equal(region);
    }
  });
});

describe("tests of differences", () => {
  const differences = [0.1, 0.05, -0.02, 0.07, 0.03, 0, 0.04, 0.06, 0.01, 0.02];

  it("is the t test of paired samples", () => {
    // reference values by scipy.stats.ttest_1samp
    const found = pairedDifferenceTest(differences);
    expect(found.t).to.be.closeTo(3.1930869383410467, 1e-10);
    expect(found.dof).to.equal(9);
    expect(found.p).to.be.closeTo(0.010952155652113913, 1e-12);
  });

  it("counts the samples that are there, at least two", () => {
    expect(pairedDifferenceTest([...differences, Number.NaN])).to.deep.equal(pairedDifferenceTest(differences));
    expect(() => pairedDifferenceTest([1, Number.NaN])).to.throw(ArgumentError, "at least two");
  });

  it("shows the published test, which is blind to the number of samples", () => {
    // reference values by SciPy: mean / std, with 24 and 10 degrees of freedom
    const fmri = publishedDifferenceTest(differences, { data: "fmri" });
    expect(fmri.t).to.be.closeTo(1.0643623127803488, 1e-10);
    expect(fmri.p).to.be.closeTo(0.29775656441394466, 1e-12);
    expect(publishedDifferenceTest(differences, { data: "networks" }).p).to.be.closeTo(0.3121898038165813, 1e-12);
    const often = Array.from({ length: 100 }, () => differences).flat();
    expect(publishedDifferenceTest(often, { data: "fmri" }).p).to.be.closeTo(fmri.p, 1e-12);
    expect(pairedDifferenceTest(often).p).to.be.below(1e-50);
  });
});

describe("compareThresholdRegions", () => {
  it("averages each region's accuracies and compares all pairs", async () => {
    const rdms = randomRdms("compare", { nConditions: 10, nRdms: 12 });
    const options = { ...labelsOf(6), linalg: jsLinalg, random: createRandom("compare"), count: 3, draws: 25 };
    const { regions, contrasts } = compareThresholdRegions(rdms, options);
    expect(regions.map(({ region }) => region)).to.deep.equal(thresholdRegions);
    expect(contrasts).to.have.length(10);
    for (const { thresholds, accuracies, accuracy, standardError } of regions) {
      expect(accuracies).to.deep.equal(identificationMap(rdms, { ...options, cells: thresholds }).accuracies);
      expect(accuracy).to.equal(mean(accuracies));
      expect(standardError).to.be.above(0);
    }
    const of = (name: string) => regions.find(({ region }) => region === name)!;
    for (const {
      regions: [a, b],
      overSubjects,
      overThresholds,
    } of contrasts) {
      expect(overSubjects.difference).to.equal(of(a).accuracy - of(b).accuracy);
      expect(overThresholds.difference).to.be.closeTo(overSubjects.difference, 1e-12);
      expect([overSubjects.dof, overThresholds.dof]).to.deep.equal([5, 2]);
    }
    expect(compareThresholdRegions(rdms, options)).to.deep.equal({ regions, contrasts });
    expect(await caught(() => compareThresholdRegions(rdms, { ...options, count: 1 }))).to.have.property(
      "tag",
      "argument",
    );
  });
});

describe("publishedThresholdComparison", () => {
  it("runs the published protocol beside the right one", () => {
    const rdms = randomRdms("protocol", { nConditions: 10, nRdms: 12 });
    const random = createRandom("protocol");
    const options = { ...labelsOf(6), linalg: jsLinalg, random, count: 3, draws: 20, data: "fmri" } as const;
    const { regions, contrasts } = publishedThresholdComparison(rdms, options);
    for (const { region, thresholds, accuracies, accuracy, standardError } of regions) {
      expect(accuracy).to.equal(mean(accuracies));
      expect(standardError).to.be.above(0);
      for (const [place, { low, high }] of thresholds.entries()) {
        expect(thresholdRegion({ low, high })).to.equal(region);
        expect(Math.abs(100 * low - Math.round(100 * low))).to.be.below(1e-9);
        const [found] = identificationMap(rdms, { ...options, cells: [{ low, high }] }).accuracies;
        expect(accuracies[place]).to.equal(found);
      }
    }
    expect(contrasts).to.have.length(10);
    for (const { test } of contrasts) expect(test.dof).to.equal(24);
    expect(publishedThresholdComparison(rdms, options)).to.deep.equal({ regions, contrasts });
  });
});
