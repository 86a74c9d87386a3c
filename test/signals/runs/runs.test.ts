import { expect } from "chai";
import fc from "fast-check";
import { ArgumentError } from "../../../src/errors.js";
import { matrix } from "../../../src/linalg/matrix.js";
import { canonicalHrf } from "../../../src/signals/runs/canonical-hrf.js";
import { convolveRuns } from "../../../src/signals/runs/convolve-runs.js";
import { delays } from "../../../src/signals/runs/delays.js";
import { detrendRuns } from "../../../src/signals/runs/detrend-runs.js";
import { eventDesign } from "../../../src/signals/runs/event-design.js";
import { runSegments } from "../../../src/signals/runs/run-segments.js";
import { zscoreRuns } from "../../../src/signals/runs/zscore-runs.js";

const column = (...values: number[]) => matrix(values.length, 1, Float64Array.from(values));

describe("runSegments", () => {
  it("finds the runs in their order", () => {
    expect(runSegments(4, ["b", "b", "a", "a"])).to.deep.equal([
      { label: "b", from: 0, to: 2 },
      { label: "a", from: 2, to: 4 },
    ]);
    expect(runSegments(3, undefined)).to.deep.equal([{ label: 0, from: 0, to: 3 }]);
    expect(runSegments(0, [])).to.deep.equal([]);
  });

  it("refuses labels that are too few, and a run in two places", () => {
    expect(() => runSegments(3, [1, 1])).to.throw(ArgumentError, "3 labels");
    expect(() => runSegments(3, [1, 2, 1])).to.throw(ArgumentError, "run 1 again at row 2");
  });
});

describe("detrendRuns", () => {
  it("takes a line of its own out of every run", () => {
    const made = detrendRuns(column(1, 2, 3, 10, 8, 6, 4), { runs: [0, 0, 0, 1, 1, 1, 1] });
    for (const value of made.values) expect(value).to.be.closeTo(0, 1e-12);
  });

  it("takes only the mean out where it is told to, and leaves what is missing", () => {
    const made = detrendRuns(column(1, Number.NaN, 3), { method: "mean" });
    expect([...made.values]).to.deep.equal([-1, Number.NaN, 1]);
  });

  it("leaves no line: fitted again, nothing is left to take", () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -1e3, max: 1e3, noNaN: true }), { minLength: 2, maxLength: 20 }),
        (list) => {
          const once = detrendRuns(column(...list));
          const twice = detrendRuns(once);
          for (const [row, value] of once.values.entries()) expect(twice.values[row]).to.be.closeTo(value, 1e-9);
        },
      ),
    );
  });
});

describe("zscoreRuns", () => {
  it("makes no signal of what rounding leaves of a line", () => {
    for (const line of [(row: number) => 0.1 + 0 * row, (row: number) => 1234.1 + 0.3 * row]) {
      const straight = column(...Array.from({ length: 101 }, (_, row) => line(row)));
      const { values } = zscoreRuns(detrendRuns(straight));
      expect(values.every((value) => value === 0)).to.equal(true);
    }
  });

  it("gives every run the mean 0 and the spread 1, and 0 where it does not vary", () => {
    const { values } = zscoreRuns(column(1, 3, 5, 5, 100, 104), { runs: ["a", "a", "b", "b", "c", "c"] });
    expect([...values]).to.deep.equal([-1, 1, 0, 0, -1, 1]);
    // of 1 and 3 the standard deviation is √2 where n − 1 divides
    expect(zscoreRuns(column(1, 3), { ddof: 1 }).values[1]).to.be.closeTo(Math.SQRT1_2, 1e-12);
  });
});

describe("delays", () => {
  it("puts the lags one after the other, and never crosses a run", () => {
    const x = matrix(4, 2, Float64Array.of(1, 10, 2, 20, 3, 30, 4, 40));
    const made = delays(x, { lags: [0, 1, -1], runs: [0, 0, 0, 1] });
    expect([made.rows, made.columns]).to.deep.equal([4, 6]);
    expect([...made.values]).to.deep.equal(
      [
        [1, 10, 0, 0, 2, 20],
        [2, 20, 1, 10, 3, 30],
        [3, 30, 2, 20, 0, 0],
        [4, 40, 0, 0, 0, 0],
      ].flat(),
    );
  });

  it("refuses no lag and parts of a sample", () => {
    expect(() => delays(column(1, 2), { lags: [] })).to.throw(ArgumentError, "found none");
    expect(() => delays(column(1, 2), { lags: [0.5] })).to.throw(ArgumentError, "found 0.5");
  });
});

describe("eventDesign", () => {
  it("is 1 from the onset to before the end", () => {
    const events = [
      { onsetS: 2, durationS: 4, label: "house" },
      { onsetS: 6, durationS: 2, label: "face" },
    ];
    const { labels, design } = eventDesign(events, { samples: 5, tr: 2 });
    expect(labels).to.deep.equal(["face", "house"]);
    expect([...design.values]).to.deep.equal([0, 0, 0, 1, 0, 1, 1, 0, 0, 0]);
  });

  it("takes times for what they are in decimals", () => {
    // 3 · 0.7 is 2.0999999999999996, and 0.1 + 0.2 is 0.30000000000000004
    const late = eventDesign([{ onsetS: 2.1, durationS: 0.7, label: "a" }], { samples: 6, tr: 0.7 });
    expect([...late.design.values]).to.deep.equal([0, 0, 0, 1, 0, 0]);
    const early = eventDesign([{ onsetS: 0.1, durationS: 0.2, label: "a" }], { samples: 5, tr: 0.1 });
    expect([...early.design.values]).to.deep.equal([0, 1, 1, 0, 0]);
    // events before the first and past the last sample
    const around = eventDesign([{ onsetS: -1, durationS: 2, label: "a" }], { samples: 2, tr: 0.8 });
    expect([...around.design.values]).to.deep.equal([1, 1]);
    const after = eventDesign([{ onsetS: 9, durationS: 2, label: "a" }], { samples: 2, tr: 1 });
    expect([...after.design.values]).to.deep.equal([0, 0]);
  });

  it("refuses labels and times that it cannot place", () => {
    const settings = { samples: 3, tr: 1, labels: ["face"] };
    expect(() => eventDesign([{ onsetS: 0, durationS: 1, label: "cat" }], settings)).to.throw(ArgumentError, "cat");
    expect(() => eventDesign([{ onsetS: 0, durationS: Number.NaN, label: "face" }], settings)).to.throw(ArgumentError);
    expect(() => eventDesign([], { samples: 3, tr: 0 })).to.throw(ArgumentError, "tr");
  });
});

describe("canonicalHrf", () => {
  // reference values by SciPy: gamma.pdf(t, 6) - gamma.pdf(t, 16) / 6, divided by its sum
  const reference = [0, 0.08656608, 0.37488824, 0.38492338, 0.21611732, 0.07686957, 0.00162018, -0.03060781];

  it("is the difference of two gamma densities, and sums to 1", () => {
    const made = canonicalHrf({ tr: 2 });
    expect(made.length).to.equal(17);
    for (const [sample, value] of reference.entries()) expect(made[sample]).to.be.closeTo(value, 1e-8);
    expect(made.reduce((sum, value) => sum + value, 0)).to.be.closeTo(1, 1e-12);
  });

  it("answers an event of each run by itself", () => {
    const kernel = [0.5, 0.25];
    const made = convolveRuns(column(1, 0, 1, 0, 0), { kernel, runs: [0, 0, 0, 1, 1] });
    expect([...made.values]).to.deep.equal([0.5, 0.25, 0.5, 0, 0]);
    expect(() => canonicalHrf({ tr: -1 })).to.throw(ArgumentError, "tr");
    for (const tr of [15, 40]) expect(() => canonicalHrf({ tr })).to.throw(ArgumentError, "shorter than the response");
  });
});
