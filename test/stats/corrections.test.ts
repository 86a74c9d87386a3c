import { expect } from "chai";
import { ArgumentError } from "../../src/errors.js";
import { bonferroni } from "../../src/stats/bonferroni.js";
import { holm } from "../../src/stats/holm.js";

describe("corrections for many tests", () => {
  // reference values by R's p.adjust
  const pValues = [0.01, 0.04, 0.03, 0.005];

  it("multiply by the number of tests", () => {
    expect([...bonferroni(pValues)]).to.deep.equal([0.04, 0.16, 0.12, 0.02]);
    expect([...bonferroni([0.5, Number.NaN])]).to.deep.equal([0.5, Number.NaN]);
    expect([...bonferroni([0.5, 0.9])]).to.deep.equal([1, 1]);
  });

  it("go down by steps", () => {
    expect([...holm(pValues)]).to.deep.equal([0.03, 0.06, 0.06, 0.02]);
    expect([...holm([Number.NaN, 0.02, 0.02])]).to.deep.equal([Number.NaN, 0.04, 0.04]);
  });

  it("hold for 0, 1, one test and none, and keep the order", () => {
    // reference values by statsmodels' multipletests
    const [p, steps, times] = [
      [0, 0.2, 0.2, 1, 0.01, 0.03],
      [0, 0.6, 0.6, 1, 0.05, 0.12],
      [0, 1, 1, 1, 0.06, 0.18],
    ];
    for (const [index, value] of holm(p!).entries()) expect(value).to.be.closeTo(steps![index]!, 1e-12);
    for (const [index, value] of bonferroni(p!).entries()) expect(value).to.be.closeTo(times![index]!, 1e-12);
    for (const correct of [bonferroni, holm]) {
      expect([...correct([0.3])]).to.deep.equal([0.3]);
      expect([...correct([])]).to.deep.equal([]);
    }
  });

  it("refuse what is no probability", () => {
    for (const correct of [bonferroni, holm]) expect(() => correct([0.5, 1.5])).to.throw(ArgumentError, "pValues[1]");
  });
});
