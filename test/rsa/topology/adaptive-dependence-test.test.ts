import { expect } from "chai";
import { jsLinalg } from "../../../src/linalg/js-linalg.js";
import { createRandom } from "../../../src/random/create-random.js";
import { distanceCorrelation } from "../../../src/rsa/similarity/distance-correlation.js";
import { adaptiveDependenceTest } from "../../../src/rsa/topology/adaptive-dependence-test.js";
import { publishedDependence } from "../../../src/rsa/topology/published/published-dependence.js";
import { caught } from "../../support/caught.js";
import { distancesOf, reordered } from "./made-rdms.js";

const linalg = jsLinalg;
const places = Array.from({ length: 12 }, (_, i) => i);
const x = distancesOf(places.map((i) => [Math.sin(1.3 * i), Math.cos(0.7 * i)]));
const y = distancesOf(places.map((i) => [Math.sin(1.3 * i) ** 2, Math.cos(2.1 * i)]));

/** Reference values by NumPy: statistic, thresholds, and the published statistic in both orders. */
const known = {
  raw: [0.5992792399542257, [0, 0.25], [0, 1], 0.6930073609790189, 0.6930073609790189],
  "to-threshold": [0.5785841201498075, [0, 0.25], [0, 1], 0.6799042853965679, 0.776346349062171],
  "to-max": [0.7373447262027631, [0, 0.25], [0, 0.25], 0.8309684592254012, 1],
} as const;

describe("adaptiveDependenceTest", () => {
  for (const form of ["raw", "to-threshold", "to-max"] as const) {
    const [statistic, [lowX, highX], [lowY, highY], publishedXy, publishedYx] = known[form];
    const options = { form, nThresholds: 5, permutations: 0, random: createRandom("none"), linalg };

    it(`gives the reference statistic of the form ${form}, alike in both orders`, () => {
      const found = adaptiveDependenceTest(x, y, options);
      expect(found.statistic).to.be.closeTo(statistic, 1e-10);
      expect(found.thresholds).to.deep.equal({ x: { low: lowX, high: highX }, y: { low: lowY, high: highY } });
      expect(adaptiveDependenceTest(y, x, options).statistic).to.be.closeTo(statistic, 1e-10);
    });

    it(`gives the published statistic of the form ${form}, which may depend on the order`, () => {
      expect(publishedDependence(x, y, { form, nThresholds: 5 })).to.be.closeTo(publishedXy, 1e-10);
      expect(publishedDependence(y, x, { form, nThresholds: 5 })).to.be.closeTo(publishedYx, 1e-10);
    });
  }

  it("counts permutations that change nothing, whatever rounding makes of them", () => {
    // places on a line and at its ends: two orders of six are the same distances
    const line = distancesOf([[0], [0.1], [0.2]]);
    const options = { nThresholds: 3, permutations: 300, random: createRandom("equal"), linalg };
    // four standard errors
    expect(adaptiveDependenceTest(line, line, options).p).to.be.closeTo(1 / 3, 4 * Math.sqrt(2 / 9 / 300));
  });

  it("is the distance correlation where the thresholds are 0 and 1", () => {
    const found = adaptiveDependenceTest(x, y, {
      nThresholds: 2,
      permutations: 0,
      random: createRandom("none"),
      linalg,
    });
    expect(found.statistic).to.be.closeTo(distanceCorrelation(x, y, { linalg }).values[0]!, 1e-12);
    expect(found.p).to.equal(1);
  });

  it("permutes the observations of y, and counts what was found among the permutations", () => {
    const random = createRandom("permute");
    const options = { nThresholds: 4, permutations: 99, random, linalg };
    const same = adaptiveDependenceTest(x, x, options);
    expect(same.statistic).to.be.closeTo(1, 1e-12);
    expect(same.p).to.equal(0.01);
    expect(adaptiveDependenceTest(x, x, options)).to.deep.equal(same);
    expect(adaptiveDependenceTest(x, x, { ...options, permutations: 7 }).permuted).to.deep.equal(
      same.permuted.slice(0, 7),
    );
    // the statistic of a permutation is that of permuted distances
    const stream = random.derive("permutation", 0);
    const order = Array.from({ length: 12 }, (_, place) => place);
    for (let place = 11; place > 0; place--) {
      const other = stream.integer(place + 1);
      [order[place], order[other]] = [order[other]!, order[place]!];
    }
    const again = adaptiveDependenceTest(x, reordered(y, order), { ...options, permutations: 0 });
    expect(adaptiveDependenceTest(x, y, options).permuted[0]).to.be.closeTo(again.statistic, 1e-12);
  });

  it("has small p values as often as it should where nothing depends on anything", () => {
    let small = 0;
    for (let repeat = 0; repeat < 60; repeat++) {
      const random = createRandom(`null ${repeat}`);
      const cloud = () => distancesOf(Array.from({ length: 10 }, () => [random.normal()]));
      const { p } = adaptiveDependenceTest(cloud(), cloud(), { nThresholds: 4, permutations: 39, random, linalg });
      if (p <= 0.2) small++;
    }
    expect(small).to.be.within(4, 21);
  });

  it("refuses what it cannot compare", async () => {
    const options = { random: createRandom("none"), linalg };
    const short = distancesOf([[0], [1], [3]]);
    expect(await caught(() => adaptiveDependenceTest(x, short, options))).to.have.property("tag", "argument");
    const unknown = { ...x, values: x.values.map((value, place) => (place === 2 ? Number.NaN : value)) };
    expect(await caught(() => adaptiveDependenceTest(x, unknown, options))).to.have.property("tag", "argument");
    const equal = { ...x, values: x.values.map(() => 1) };
    expect(await caught(() => adaptiveDependenceTest(x, equal, options))).to.have.property("tag", "numeric");
  });
});
