import { expect } from "chai";
import fc from "fast-check";
import { normalize } from "../../src/published/normalize.js";
import { publishedTime, stampLoss } from "../../src/published/published-time.js";
import { publishedResampler } from "../../src/published/resampler.js";
import { publishedSettings } from "../../src/published/settings.js";
import { smooth } from "../../src/published/smooth.js";

const counting = Float64Array.from({ length: 20 }, (_, index) => index + 1);
const smoothed = (values: ArrayLike<number>, settings: object) => [
  ...smooth(values, { ...publishedSettings, ...settings }),
];
const samples = fc.array(fc.double({ min: -100, max: 100, noNaN: true }), { minLength: 1, maxLength: 60 });

describe("published: smooth", () => {
  it("moves a window of 15 that holds 8 samples", () => {
    const found = smoothed(counting, {});
    expect([found[0], found[1], found[7], found[8]]).to.deep.equal([1, 1.5, 4.5, 5.5]);
  });

  it("makes an even window odd", () => {
    expect(smoothed(counting, { window: 14 })).to.deep.equal(smoothed(counting, { window: 15 }));
  });

  it("smooths exponentially", () => {
    const found = smoothed([1, 2, 3, 4], { smoothMethod: "exponential" });
    expect(found).to.deep.equal([1, 1.5, 2.25, 3.125]);
  });

  it("smooths with one side of a Gaussian", () => {
    const [first, second] = smoothed([0, 1], { smoothMethod: "gaussian" });
    expect(first).to.equal(0);
    expect(second).to.be.closeTo(0.5049998, 5e-8);
    expect(second).to.equal(Math.fround(1 / (1 + Math.exp(-1 / 50))));
  });

  it("leaves a trace as it is with none", () => {
    expect(smoothed([3, Number.NaN, 0.1], { smoothMethod: "none" })).to.deep.equal([3, Number.NaN, 0.1]);
  });

  it("never looks ahead and keeps a constant, whatever the method", () => {
    const methods = fc.constantFrom("none", "gaussian", "exponential", "moving");
    fc.assert(
      fc.property(samples, fc.nat(), methods, (values, cut, smoothMethod) => {
        const end = 1 + (cut % values.length);
        const whole = smoothed(values, { smoothMethod }).slice(0, end);
        expect(smoothed(values.slice(0, end), { smoothMethod })).to.deep.equal(whole);
        for (const value of smoothed(
          values.map(() => 0.5),
          { smoothMethod },
        ))
          expect(value).to.be.closeTo(0.5, 1e-12);
      }),
    );
  });

  const refused = [
    { window: 0 },
    { window: 2.5 },
    { smoothMethod: "gaussian", sigma: 0 },
    { smoothMethod: "exponential", alpha: 1.1 },
    { smoothMethod: "exponential", alpha: Number.NaN },
  ];
  for (const settings of refused) {
    it(`refuses ${JSON.stringify(settings)}`, () => {
      expect(() => smoothed([1], settings)).to.throw(/expected/);
    });
  }
});

describe("published: publishedResampler", () => {
  const times = (length: number, step: number) => Float64Array.from({ length }, (_, index) => index * step);

  it("interpolates where the grid is finer than the trace, without its end", () => {
    const native = times(4, 0.5);
    const { branch, timeS, resample, medianStepS } = publishedResampler(native, 0.333);
    expect({ branch, medianStepS, points: timeS.length }).to.deep.equal({
      branch: "interpolate",
      medianStepS: 0.5,
      points: 5,
    });
    expect([...resample(native.map((time) => 2 * time))]).to.deep.equal(
      [...timeS].map((time) => Math.fround(2 * time)),
    );
  });

  it("takes means of six points where it is not, stamped at their start", () => {
    const native = times(100, 0.25);
    const { branch, timeS, resample } = publishedResampler(native, 0.333);
    expect(branch).to.equal("block-mean");
    expect(timeS.length).to.equal(Math.floor(Math.ceil(24.75 / (0.333 / 6)) / 6));
    const late = resample(native).map((value, index) => value - timeS[index]!);
    for (const value of late) expect(value).to.be.closeTo((5 / 12) * 0.333, 2e-6);
  });

  it("takes means also where both steps are equal", () => {
    expect(publishedResampler(times(10, 0.5), 0.5).branch).to.equal("block-mean");
  });

  it("lets a missing sample stay missing", () => {
    const { resample } = publishedResampler(times(4, 1), 0.5);
    expect([...resample(Float64Array.of(0, Number.NaN, 2, 4))]).to.deep.equal([
      0,
      Number.NaN,
      Number.NaN,
      Number.NaN,
      2,
      3,
    ]);
  });

  it("stays between the smallest and the largest sample", () => {
    const steps = fc.array(fc.double({ min: 0, max: 2, noNaN: true }), { minLength: 2, maxLength: 40 });
    fc.assert(
      fc.property(steps, fc.double({ min: 0.05, max: 3, noNaN: true }), (some, stepS) => {
        let sum = 0;
        const native = Float64Array.from([0, ...some], (step) => (sum += step));
        const values = native.map((_, index) => (index * 7) % 11);
        const { timeS, resample } = publishedResampler(native, stepS);
        const found = resample(values);
        expect(found.length).to.equal(timeS.length);
        for (const value of found) expect(value).to.be.within(0, 10);
      }),
    );
  });

  it("refuses times that fall or are no numbers, and endless grids", () => {
    for (const native of [[0, 2, 1], [0, Number.NaN, 1], [0, 1e12], [Number.NaN]]) {
      expect(() => publishedResampler(Float64Array.from(native), 0.333)).to.throw(/timeS: expected/);
    }
  });
});

describe("published: normalize", () => {
  it("gives mean 0 and population deviation 1", () => {
    const found = normalize([1, 2, 3, 4], "standard");
    expect([...found]).to.deep.equal([-1.5, -0.5, 0.5, 1.5].map((value) => value / Math.sqrt(1.25)));
  });

  it("makes zeros of a constant, and keeps what is missing", () => {
    expect([...normalize([2, 2, Number.NaN], "standard")]).to.deep.equal([0, 0, Number.NaN]);
    const [first, missing, last] = normalize([1, Number.NaN, 3], "standard");
    expect([first, missing, last]).to.deep.equal([-1, Number.NaN, 1]);
  });

  it("can look back only", () => {
    const found = normalize([1, 3, Number.NaN, 5], "causal");
    expect(found[0]).to.equal(0);
    expect(found[1]).to.be.closeTo(1, 1e-12);
    expect(found[2]).to.deep.equal(Number.NaN);
    expect(found[3]).to.be.closeTo(2 / Math.sqrt(8 / 3), 1e-12);
    fc.assert(
      fc.property(samples, (values) => {
        const half = values.slice(0, Math.ceil(values.length / 2));
        expect([...normalize(half, "causal")]).to.deep.equal([...normalize(values, "causal").slice(0, half.length)]);
      }),
    );
  });

  it("holds the causal variance above 1e-8", () => {
    expect(normalize([1, 1 + 1e-6], "causal")[1]).to.be.closeTo(5e-7 / 1e-4, 1e-6);
  });
});

describe("published: times", () => {
  it("lose their fractions when they are narrowed before the origin is subtracted", () => {
    const origin = 1_228_334.146;
    const found = publishedTime(Float64Array.from([0, 0.6, 1.2, 1.8], (time) => origin + time));
    expect([...found]).to.deep.equal([0, 0.625, 1.25, 1.875]);
  });

  // steps of 0.333 s: samples, share of equal consecutive stamps, largest error
  for (const [samples, share, error] of [
    [1444, 0, 0.125],
    [2162, 0.096, 0.25],
    [3243, 0.192, 0.414],
    [8780, 0.542, 1],
  ] as const) {
    it(`are equal for ${100 * share}% of ${samples} steps in float16, and up to ${error} s wrong`, () => {
      const loss = stampLoss(Float64Array.from({ length: samples }, (_, index) => index * 0.333));
      expect(loss.equalShare).to.be.closeTo(share, 5e-4);
      expect(loss.largestErrorS).to.be.closeTo(error, 5e-4);
    });
  }
});
