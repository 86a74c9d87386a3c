import { expect } from "chai";
import { ArgumentError } from "../../src/errors.js";
import { createRandom } from "../../src/random/create-random.js";
import { dirichletVariate } from "../../src/random/dirichlet-variate.js";
import { gammaVariate } from "../../src/random/gamma-variate.js";

describe("gammaVariate", () => {
  it("has the mean, variance and skewness of its distribution", () => {
    for (const shape of [0.1, 0.7, 1, 3.5, 40]) {
      const random = createRandom(`gamma ${shape}`);
      const draws = Array.from({ length: 40_000 }, () => gammaVariate(random, shape));
      const mean = draws.reduce((sum, value) => sum + value, 0) / draws.length;
      const moment = (power: number) => draws.reduce((sum, value) => sum + (value - mean) ** power, 0) / draws.length;
      expect(mean / shape).to.be.closeTo(1, 4 / Math.sqrt(shape * draws.length));
      expect(moment(2) / shape).to.be.closeTo(1, 0.1);
      expect(moment(3) / moment(2) ** 1.5 / (2 / Math.sqrt(shape))).to.be.closeTo(1, 0.2);
    }
  });

  it("is exponential with shape 1: quantiles are where they should be", () => {
    const random = createRandom("exponential");
    const draws = Array.from({ length: 20_000 }, () => gammaVariate(random, 1));
    for (const share of [0.1, 0.5, 0.9]) {
      const below = draws.filter((value) => value < -Math.log(1 - share)).length / draws.length;
      expect(below).to.be.closeTo(share, 0.015);
    }
  });

  it("refuses a shape that is not above 0", () => {
    for (const shape of [0, -1, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(() => gammaVariate(createRandom("x"), shape)).to.throw(ArgumentError, `found ${shape}`);
    }
  });
});

describe("dirichletVariate", () => {
  it("gives weights from 0 that sum to 1, with the mean and variance of the distribution", () => {
    const random = createRandom("dirichlet");
    const concentrations = [0.5, 1, 2.5];
    const draws = Array.from({ length: 20_000 }, () => dirichletVariate(random, concentrations));
    for (const draw of draws) {
      expect(draw.reduce((sum, value) => sum + value, 0)).to.be.closeTo(1, 1e-12);
      expect(Math.min(...draw)).to.be.at.least(0);
    }
    for (const [index, concentration] of concentrations.entries()) {
      const share = concentration / 4;
      const mean = draws.reduce((sum, draw) => sum + draw[index]!, 0) / draws.length;
      const variance = draws.reduce((sum, draw) => sum + (draw[index]! - mean) ** 2, 0) / draws.length;
      expect(mean).to.be.closeTo(share, 0.01);
      expect(variance).to.be.closeTo((share * (1 - share)) / 5, 0.003);
    }
  });

  it("gives numbers also where concentrations are near 0", () => {
    const random = createRandom("small");
    for (let draw = 0; draw < 200; draw++) {
      const weights = dirichletVariate(random, [0.001, 0.001]);
      expect(weights[0]! + weights[1]!).to.be.closeTo(1, 1e-12);
    }
  });

  it("gives the same numbers from the same seed, and none for no concentration", () => {
    const [first, second] = [1, 2].map(() => dirichletVariate(createRandom("seed"), [0.1, 0.1, 1]));
    expect(first).to.deep.equal(second);
    expect(dirichletVariate(createRandom("seed"), [])).to.have.length(0);
    expect(() => dirichletVariate(createRandom("seed"), [1, 0])).to.throw(ArgumentError, "above 0");
  });
});
