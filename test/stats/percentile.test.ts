import { expect } from "chai";
import { percentile } from "../../src/stats/percentile.js";

describe("percentile", () => {
  it("interpolates between the sorted values as NumPy's rule linear does", () => {
    const values = [3, Number.NaN, -1, 7, 7.5, 2];
    // numpy.nanpercentile
    const expected = { 0: -1, 10: 0.2, 20: 1.4, 25: 2, 50: 3, 75: 7, 90: 7.3, 99: 7.48, 100: 7.5 };
    for (const [percent, value] of Object.entries(expected)) {
      expect(percentile(values, Number(percent)), percent).to.be.closeTo(value, 1e-14);
    }
    expect(percentile([5], 33)).to.equal(5);
  });

  it("has none of no value, and refuses percentages outside 0 to 100", () => {
    expect(percentile([], 50)).to.be.NaN;
    expect(percentile([Number.NaN], 50)).to.be.NaN;
    expect(() => percentile([1], 100.5)).to.throw("0 to 100");
    expect(() => percentile([1], Number.NaN)).to.throw("0 to 100");
  });
});
