import { expect } from "chai";
import { signedRank } from "../../src/stats/signed-rank.js";

// reference values by SciPy's stats.wilcoxon: two-sided, greater, less
const waves = (count: number) => Float64Array.from({ length: count }, (_, i) => Math.sin((i + 1) * 1.7) + 0.2);
const rounded = [
  1.3, 0, -0.6, 0.8, 1.1, -0.4, -0.3, 1.2, 0.7, -0.7, 0.2, 1.3, 0.2, -0.7, 0.7, 1.2, -0.3, -0.4, 1.1, 0.8, -0.6, 0, 1.3,
  0.3, -0.7, 0.5, 1.2, -0.2, -0.5, 1,
];
const cases = [
  {
    name: "few",
    values: [0.3, -0.1, 0.5, 0.7, -0.2, 0.9, 1.1, 0.4],
    statistic: 33,
    p: [0.0390625, 0.01953125, 0.98828125],
    method: "exact",
  },
  {
    name: "few, with ties and a zero",
    values: [1, 2, 2, -1, 3, 0, 4, -2, 5],
    statistic: 30.5,
    p: [0.1015625, 0.05078125, 0.97265625],
    method: "exact",
  },
  {
    name: "some with ties and zeros",
    values: rounded,
    statistic: 301.5,
    p: [0.024705831454933682, 0.012352915727466841, 0.9876470842725331],
    method: "normal",
  },
  {
    name: "many",
    values: waves(60),
    statistic: 1222,
    p: [0.02382049854030701, 0.011910249270153505, 0.9880897507298465],
    method: "normal",
  },
] as const;

describe("the signed-rank test", () => {
  for (const { name, values, statistic, p, method } of cases) {
    it(`gives SciPy's numbers: ${name}`, () => {
      const alternatives = ["two-sided", "greater", "less"] as const;
      for (const [index, alternative] of alternatives.entries()) {
        const found = signedRank(values, { alternative });
        expect(found.p, alternative).to.be.closeTo(p[index]!, 1e-13);
        expect(found).to.include({ statistic, method });
      }
    });
  }

  it("counts out up to fifty differences without ties", () => {
    expect(signedRank(waves(40)).p).to.be.closeTo(0.09723449486591562, 1e-13);
  });

  it("leaves missing differences out, and has no answer without any", () => {
    expect(signedRank([Number.NaN, 1, 2, 3]).n).to.equal(3);
    expect(signedRank([0, 0, Number.NaN])).to.deep.include({ p: Number.NaN, n: 0 });
  });
});
