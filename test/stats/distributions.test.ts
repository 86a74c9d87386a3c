import { expect } from "chai";
import fc from "fast-check";
import { ArgumentError } from "../../src/errors.js";
import { gammaHalfRatio } from "../../src/stats/gamma-half-ratio.js";
import { normalQuantile } from "../../src/stats/normal-quantile.js";
import { normalSurvival } from "../../src/stats/normal-survival.js";
import { studentTQuantile } from "../../src/stats/student-t-quantile.js";
import { studentTSurvival } from "../../src/stats/student-t-survival.js";

/** The distance from a value as a share of it. */
function share(found: number, expected: number): number {
  return expected === 0 ? Math.abs(found) : Math.abs(found / expected - 1);
}

// reference values by SciPy's stats.t.sf
const survivals: readonly (readonly [number, readonly (readonly [number, number])[]])[] = [
  [
    3,
    [
      [0.1, 0.46332617440040297],
      [1, 0.19550110947788524],
      [10, 0.0010641995292070751],
      [100, 1.1022609615924553e-6],
    ],
  ],
  [
    7,
    [
      [0.1, 0.4615740298023962],
      [1.7, 0.0664644483912776],
      [3, 0.009971063065996268],
      [100, 1.3176489885215525e-12],
    ],
  ],
  [
    15,
    [
      [1, 0.1665850679577382],
      [1.7, 0.05488310550066808],
      [10, 2.4984490714624702e-8],
      [100, 6.633167789718056e-23],
    ],
  ],
  [
    30.5,
    [
      [0.1, 0.4604993771401471],
      [3, 0.002669204548137345],
      [100, 2.9595433525587035e-40],
    ],
  ],
  [
    200,
    [
      [0.1, 0.4602222462521605],
      [3, 0.0015215235569529524],
      [100, 4.978421795226816e-173],
    ],
  ],
  [
    5000,
    [
      [0.1, 0.4601741672828658],
      [1, 0.15867944979401497],
      [3, 0.0013565545121428954],
      [10, 1.2604373558220076e-23],
    ],
  ],
];

describe("Student's t", () => {
  it("has the survival function of SciPy", () => {
    for (const [dof, values] of survivals) {
      for (const [t, expected] of values) {
        expect(share(studentTSurvival(t, { dof }), expected), `t ${t}, dof ${dof}`).to.be.below(3e-13);
        expect(studentTSurvival(-t, { dof })).to.be.closeTo(1 - expected, 1e-15);
      }
    }
  });

  it("keeps its digits in the far tail, by closed forms for one, two and four degrees of freedom", () => {
    for (const exponent of [0, 1, 3, 8, 30, 70, 140, 290]) {
      const t = 10 ** exponent;
      expect(share(studentTSurvival(t, { dof: 1 }), Math.atan(1 / t) / Math.PI), `${t}, 1`).to.be.below(1e-12);
      if (exponent > 140) continue;
      // ½ (1 − t / √(2 + t²)), written without the difference
      const root = Math.sqrt(2 + t * t);
      expect(share(studentTSurvival(t, { dof: 2 }), 1 / (root * (root + t))), `${t}, 2`).to.be.below(1e-12);
      if (exponent > 70) continue;
      // ½ − ½ c (3 − c²) / 2 with c = t / √(4 + t²): (1 − c)² (2 + c) / 4
      const c = t / Math.sqrt(4 + t * t);
      const less = 4 / (4 + t * t) / (1 + c);
      expect(share(studentTSurvival(t, { dof: 4 }), (less * less * (2 + c)) / 4), `${t}, 4`).to.be.below(1e-12);
    }
  });

  it("becomes the normal distribution", () => {
    expect(studentTSurvival(2, { dof: Number.POSITIVE_INFINITY })).to.equal(normalSurvival(2));
    expect(share(studentTSurvival(2, { dof: 1e9 }), normalSurvival(2))).to.be.below(1e-8);
  });

  it("answers at the ends and refuses what has no meaning", () => {
    expect(studentTSurvival(0, { dof: 5 })).to.equal(0.5);
    expect(studentTSurvival(Number.POSITIVE_INFINITY, { dof: 5 })).to.equal(0);
    expect(studentTSurvival(Number.NEGATIVE_INFINITY, { dof: 5 })).to.equal(1);
    expect(studentTSurvival(Number.NaN, { dof: 5 })).to.be.NaN;
    for (const dof of [0, -1, Number.NaN]) expect(() => studentTSurvival(1, { dof })).to.throw(ArgumentError, "dof");
    for (const p of [-0.1, 1.1, Number.NaN]) expect(() => studentTQuantile(p, { dof: 3 })).to.throw(ArgumentError, "p");
  });

  it("has the quantiles of SciPy, and they turn the survival function round", () => {
    expect(share(studentTQuantile(0.975, { dof: 3 }), 3.1824463052837078)).to.be.below(1e-14);
    expect(share(studentTQuantile(0.995, { dof: 15 }), 2.946712883475238)).to.be.below(1e-14);
    expect(share(studentTQuantile(0.6, { dof: 1 }), 0.32491969623290634)).to.be.below(1e-13);
    expect(share(studentTQuantile(1e-10, { dof: 7 }), -53.83557948467374)).to.be.below(1e-13);
    expect(studentTQuantile(0, { dof: 7 })).to.equal(Number.NEGATIVE_INFINITY);
    expect(studentTQuantile(1, { dof: 7 })).to.equal(Number.POSITIVE_INFINITY);
    const property = fc.property(
      fc.double({ min: 1e-12, max: 0.5, noNaN: true }),
      fc.integer({ min: 1, max: 300 }),
      (p, dof) => {
        expect(share(studentTSurvival(-studentTQuantile(p, { dof }), { dof }), p)).to.be.below(1e-12);
      },
    );
    fc.assert(property, { numRuns: 100, seed: 1 });
  });

  it("rests on a ratio of gamma functions", () => {
    expect(share(gammaHalfRatio(0.5), 1 / Math.sqrt(Math.PI))).to.be.below(1e-14);
    expect(share(gammaHalfRatio(1), Math.sqrt(Math.PI) / 2)).to.be.below(1e-14);
    for (const a of [0.3, 4.5, 19.9, 20, 333.25]) {
      expect(share(gammaHalfRatio(a) * gammaHalfRatio(a + 0.5), a), `${a}`).to.be.below(1e-14);
    }
  });
});

describe("the normal distribution", () => {
  it("has the survival function and quantiles of SciPy", () => {
    // reference values by SciPy's stats.norm
    const values = [
      [0.5, 0.3085375387259869],
      [2.9, 0.0018658133003840375],
      [3, 0.0013498980316300933],
      [5, 2.866515718791933e-7],
      [10, 7.61985302416047e-24],
      [37, 5.7255712225239266e-300],
    ] as const;
    for (const [z, expected] of values) expect(share(normalSurvival(z), expected), String(z)).to.be.below(2e-13);
    expect(normalSurvival(-1)).to.be.closeTo(0.8413447460685429, 1e-15);
    expect(normalSurvival(Number.NaN)).to.be.NaN;
    expect(normalSurvival(Number.POSITIVE_INFINITY)).to.equal(0);
    expect(share(normalQuantile(0.975), 1.959963984540054)).to.be.below(1e-14);
    expect(share(normalQuantile(1e-20), -9.262340089798409)).to.be.below(1e-14);
    expect(normalQuantile(0.5)).to.equal(0);
  });
});
