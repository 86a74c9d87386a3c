import { expect } from "chai";
import { jsLinalg } from "../../../src/linalg/js-linalg.js";
import { impute } from "../../../src/signals/processing/impute.js";
import type { ImputeStep, ProcessedTrace } from "../../../src/signals/processing/step.js";
import { expectValues, gapped, timeS, traceOf, whole } from "./example-trace.js";

const nan = Number.NaN;
const marksOf = ({ filled }: ProcessedTrace) => Array.from(filled.keys()).filter((k) => filled[k] === 1);

function of(step: ImputeStep, ...traces: readonly ProcessedTrace[]): readonly ProcessedTrace[] {
  return impute(traces, step, { linalg: jsLinalg });
}

/** Six traces of two components and a little noise, with samples missing at the places given. */
function related(missing: readonly (readonly [number, number])[]): ProcessedTrace[] {
  const [a, b] = [
    [1, 2, -1, 0.5, 0.3, -2],
    [0.4, -1, 1, 2, -0.7, 1],
  ] as const;
  return a.map((first, k) => {
    const values = Float64Array.from(
      { length: 24 },
      (_, i) => first * Math.sin(0.3 * i) + b[k]! * Math.cos(0.17 * i) + 0.05 * Math.sin(7.3 * i + k * k) + 1 + k,
    );
    for (const [sample, trace] of missing) if (trace === k) values[sample] = nan;
    return traceOf(values);
  });
}

describe("impute", () => {
  it("draws the line between neighbours, not over gaps that are too long and not beyond the ends", () => {
    const stamps = Float64Array.of(0, 1, 2, 4, 5, 6, 10, 11);
    const trace = traceOf(Float64Array.of(nan, 1, nan, 4, 5, nan, 9, nan), stamps);
    const [all] = of({ impute: "linear" }, trace);
    expect([...all!.values]).to.deep.equal([nan, 1, 2, 4, 5, 5.8, 9, nan]);
    expect(marksOf(all!)).to.deep.equal([2, 5]);
    const [some] = of({ impute: "linear", largest_gap_s: 3 }, trace);
    expect([...some!.values]).to.deep.equal([nan, 1, 2, 4, 5, nan, 9, nan]);
    expect(marksOf(some!)).to.deep.equal([2]);
  });

  it("gives the mean of what is there", () => {
    const [filled, empty] = of({ impute: "mean" }, traceOf(gapped), traceOf(new Float64Array(24).fill(nan)));
    const present = gapped.filter((value) => !Number.isNaN(value));
    const mean = present.reduce((sum, value) => sum + value, 0) / 21;
    expectValues(filled!.values, [mean, whole[4]!, mean], { at: [5, 4, 13] });
    expect(marksOf(filled!)).to.deep.equal([5, 6, 13]);
    expect(marksOf(empty!)).to.deep.equal([]);
  });

  it("finds what is missing from the other traces by a low-rank model", () => {
    // NumPy in float64: the same iteration with numpy.linalg.svd until nothing changes by 1e-13
    const expected: readonly (readonly [sample: number, trace: number, value: number])[] = [
      [3, 0, 1.84637479218734],
      [4, 0, 1.975742463665499],
      [5, 0, 2.021623688046272],
      [10, 2, 2.683511755358541],
      [20, 4, 5.549030850805075],
      [21, 4, 5.587560264553939],
      [3, 5, 5.397378288451284],
    ];
    const places = expected.map(([sample, trace]) => [sample, trace] as const);
    const [truth, traces] = [related([]), related(places)];
    const filled = of({ impute: "low-rank", rank: 2 }, ...traces);
    for (const [sample, trace, value] of expected) {
      expect(filled[trace]!.values[sample]).to.be.closeTo(value, 1e-5);
      expect(Math.abs(value - truth[trace]!.values[sample]!)).to.be.below(0.35);
    }
    traces.forEach(({ values }, k) => {
      values.forEach((value, sample) => {
        if (!Number.isNaN(value)) expect(filled[k]!.values[sample]).to.equal(value);
      });
    });
    expect(filled.map(marksOf)).to.deep.equal([[3, 4, 5], [], [10], [], [20, 21], [3]]);
  });

  it("leaves traces that do not vary as they are, also in a low-rank model", () => {
    const flat = traceOf(Float64Array.from({ length: 24 }, (_, k) => (k === 3 ? nan : 2)));
    const filled = of({ impute: "low-rank", rank: 1 }, flat, ...related([[7, 1]]));
    expect(filled[0]!.values[3]).to.be.NaN;
    expect(marksOf(filled[0]!)).to.deep.equal([]);
    expect(marksOf(filled[2]!)).to.deep.equal([7]);
  });

  it("refuses ranks that cannot be meant and traces of several clocks", () => {
    expect(() => of({ impute: "low-rank" }, ...related([]))).to.throw("a rank from 1");
    expect(() => of({ impute: "low-rank", rank: 6 }, ...related([]))).to.throw("from 1 to 5");
    const other = traceOf(whole.subarray(1), timeS.subarray(1));
    expect(() => of({ impute: "low-rank", rank: 1 }, traceOf(whole), other)).to.throw("24 and 23 samples");
  });
});
