import { expect } from "chai";
import fc from "fast-check";
import {
  exponentialSmooth,
  gaussianOneSided,
  movingMeanTrailing,
} from "../../../src/signals/processing/sample-filters.js";
import { smooth } from "../../../src/signals/processing/smooth.js";
import type { SmoothStep } from "../../../src/signals/processing/step.js";
import { expectValues, gapped, picked, timeS, traceOf, whole } from "./example-trace.js";

const kinds = ["moving", "gaussian", "exponential"] as const;
const alignments = ["causal", "centred"] as const;

/** Σ w x / Σ w over the samples that are there, on the irregular stamps; NumPy in float64. */
const references: readonly (readonly [SmoothStep, readonly number[]])[] = [
  [
    { smooth: "moving", width_s: 1.5, alignment: "causal" },
    [0.3, 0.6683759627321954, -0.4816631873400845, 0.7043704868895573, 0.5013494765539785, 0.4097895102161167],
  ],
  [
    { smooth: "moving", width_s: 1.5, alignment: "centred" },
    [
      0.3963819279288668, 0.7269133316903492, -0.5318552840131329, 0.504243361854802, 0.02583782137205766,
      0.2561820932220339,
    ],
  ],
  [
    { smooth: "gaussian", width_s: 0.6, alignment: "causal" },
    [0.3, 0.6498327984337078, -0.9911094805824714, 0.8739180460482456, 0.1536798920667322, 0.1847985018814301],
  ],
  [
    { smooth: "gaussian", width_s: 0.6, alignment: "centred" },
    [
      0.5074971049432867, 0.5774996405446804, -0.575151149401358, 0.5895522173837523, -0.1838132523964919,
      0.1847985018814301,
    ],
  ],
  [
    { smooth: "exponential", width_s: 0.6, alignment: "causal" },
    [0.3, 0.5138860238666474, -0.959070109576835, 0.7832529117730087, -0.1160243158145188, 0.1163178493615086],
  ],
  [
    { smooth: "exponential", width_s: 0.6, alignment: "centred" },
    [
      0.4645384621828888, 0.4380130083628494, -0.510692005219218, 0.5479133939475966, -0.1932865163978117,
      0.06819837235702533,
    ],
  ],
];

describe("smooth", () => {
  for (const [step, expected] of references) {
    it(`${step.smooth}, ${step.alignment}, weighs samples by their real distance in time`, () => {
      const { values, filled } = smooth(traceOf(gapped), step);
      expectValues(values, expected, { at: picked });
      expect(Array.from(values.keys()).filter((k) => Number.isNaN(values[k]!))).to.deep.equal([5, 6, 13]);
      expect(filled.includes(1)).to.equal(false);
    });
  }

  it("is the textbook filter on a regular clock, whatever its rate", () => {
    for (const rate of [1, 3, 2.9046, 40]) {
      const stamps = whole.map((_, k) => k / rate);
      const trace = traceOf(whole, stamps);
      const causal = (step: Omit<SmoothStep, "alignment">) => [
        ...smooth(trace, { ...step, alignment: "causal" }).values,
      ];
      expectValues(causal({ smooth: "moving", width_s: 8 / rate }), [...movingMeanTrailing(whole, 8)]);
      expectValues(causal({ smooth: "gaussian", width_s: 5 / rate }), [...gaussianOneSided(whole, 5)]);
      const alpha = 1 - Math.exp(-1 / 4);
      expectValues(causal({ smooth: "exponential", width_s: 4 / rate }), [...exponentialSmooth(whole, alpha)]);
    }
  });

  it("counts samples where a width in samples is given", () => {
    const causal = (step: Omit<SmoothStep, "alignment">) => [
      ...smooth(traceOf(whole), { ...step, alignment: "causal" }).values,
    ];
    expectValues(causal({ smooth: "moving", width_samples: 8 }), [...movingMeanTrailing(whole, 8)]);
    expectValues(causal({ smooth: "gaussian", width_samples: 5 }), [...gaussianOneSided(whole, 5)]);
    expectValues(causal({ smooth: "exponential", alpha: 0.5 }), [...exponentialSmooth(whole, 0.5)]);
    expectValues(causal({ smooth: "exponential", alpha: 1 }), [...whole]);
    const line = traceOf(Float64Array.of(1, 2, 3, 4));
    expect(smooth(line, { smooth: "exponential", alpha: 0.5, alignment: "causal" }).values[3]).to.be.closeTo(
      3.125,
      1e-15,
    );
  });

  it("takes as many samples before as after where it is centred", () => {
    const line = Float64Array.from({ length: 12 }, (_, k) => k);
    const trace = traceOf(line, line);
    for (const width of [3, 4, 5]) {
      const { values } = smooth(trace, { smooth: "moving", width_s: width, alignment: "centred" });
      expectValues(values, [3, 4, 5, 6, 7, 8], { at: [3, 4, 5, 6, 7, 8] });
      const { values: counted } = smooth(trace, { smooth: "moving", width_samples: width, alignment: "centred" });
      expect(counted).to.deep.equal(values);
    }
  });

  it("never looks ahead where it is causal, leaves constants alone and stays within the range", () => {
    const settings = fc.record({
      kind: fc.constantFrom(...kinds),
      alignment: fc.constantFrom(...alignments),
      width_s: fc.double({ min: 0.01, max: 20, noNaN: true }),
      cut: fc.integer({ min: 1, max: 23 }),
    });
    fc.assert(
      fc.property(settings, ({ kind, alignment, width_s, cut }) => {
        const step: SmoothStep = { smooth: kind, width_s, alignment };
        const constant = smooth(traceOf(gapped.map((value) => 0 * value + 7)), step).values;
        for (const value of constant) if (!Number.isNaN(value)) expect(value).to.be.closeTo(7, 1e-12);
        const { values } = smooth(traceOf(gapped), step);
        for (const value of values) if (!Number.isNaN(value)) expect(Math.abs(value)).to.be.at.most(1.2);
        if (alignment === "centred") return;
        const changed = smooth(traceOf(gapped.map((value, k) => (k < cut ? value : 100))), step).values;
        expect(changed.slice(0, cut)).to.deep.equal(values.slice(0, cut));
      }),
      { numRuns: 200, seed: 4 },
    );
  });

  it("refuses widths that cannot be meant and stamps that fall", () => {
    const alignment = "causal";
    expect(() => smooth(traceOf(whole), { smooth: "moving", alignment })).to.throw("width_s or width_samples");
    expect(() => smooth(traceOf(whole), { smooth: "moving", width_s: 0, alignment })).to.throw("above 0");
    expect(() => smooth(traceOf(whole), { smooth: "gaussian", width_s: 1, width_samples: 2, alignment })).to.throw(
      "one of",
    );
    expect(() => smooth(traceOf(whole), { smooth: "moving", alpha: 0.5, alignment })).to.throw("moving");
    expect(() => smooth(traceOf(whole), { smooth: "exponential", alpha: 1.5, alignment })).to.throw("at most 1");
    const falling = Float64Array.from(timeS).reverse();
    expect(() => smooth(traceOf(whole, falling), { smooth: "moving", width_s: 1, alignment })).to.throw("never fall");
  });
});
