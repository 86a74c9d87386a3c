import { expect } from "chai";
import { Matrix as Oracle, SVD } from "ml-matrix";
import { NumericError } from "../../src/errors.js";
import { jsLinalg } from "../../src/linalg/js-linalg.js";
import { principalComponents as operation } from "../../src/operations/principal-components.js";
import { createRandom } from "../../src/random/create-random.js";
import { principalComponents } from "../../src/signals/principal-components.js";
import { zScore } from "../../src/signals/z-score.js";
import { mean } from "../../src/stats/mean.js";
import { runOn } from "./run-on.js";

const random = createRandom("components");
const [samples, count] = [200, 12];
const common = Array.from({ length: samples }, () => random.normal());
const traces = Array.from({ length: count }, (_, k) => {
  return Float32Array.from(common, (value) => 5 * k + (k + 1) * (value + random.normal()));
});
const nan = Number.NaN;

describe("signals: principalComponents", () => {
  it("agrees with the singular values of the scaled traces", () => {
    for (const scaling of ["z-score", "centre"] as const) {
      const scaled = traces.map((trace) =>
        scaling === "z-score" ? zScore(trace) : Float64Array.from(trace, (value) => value - mean(trace)),
      );
      const oracle = new SVD(new Oracle(scaled.map((trace) => [...trace])).transpose()).diagonal.map(
        (s) => (s * s) / samples,
      );
      const total = oracle.reduce((sum, value) => sum + value, 0);
      const found = principalComponents(traces, { linalg: jsLinalg, scaling });
      oracle.forEach((variance, k) => {
        expect(found.variances[k]).closeTo(variance, 1e-10 * oracle[0]!);
        expect(found.shares[k]).closeTo(variance / total, 1e-12);
      });
    }
  });

  it("gives back the traces: Z = scores · loadings", () => {
    const { loadings, scores } = principalComponents(traces, { linalg: jsLinalg });
    for (const [trace, values] of traces.entries()) {
      const z = zScore(values);
      for (let sample = 0; sample < samples; sample += 37) {
        let sum = 0;
        for (let c = 0; c < count; c++)
          sum += loadings.values[trace * count + c]! * scores.values[c * samples + sample]!;
        expect(sum).closeTo(z[sample]!, 1e-10);
      }
    }
  });

  it("has scores whose variances are the components'", () => {
    const { variances, scores } = principalComponents(traces, { linalg: jsLinalg, count: 3 });
    expect([scores.rows, scores.columns, variances.length]).deep.equal([3, samples, 3]);
    for (let c = 0; c < 3; c++) {
      const squares = scores.values.slice(c * samples, (c + 1) * samples).map((value) => value * value);
      expect(mean(squares)).closeTo(variances[c]!, 1e-10);
    }
  });

  it("leaves out traces that do not vary, with the reason", () => {
    const constant = new Float32Array(samples).fill(0.1);
    const missing = new Float32Array(samples).fill(nan);
    const infinite = traces[0]!.slice().fill(Number.POSITIVE_INFINITY, 3, 4);
    const found = principalComponents([constant, ...traces, missing, infinite], { linalg: jsLinalg });
    expect([found.reasons[0], found.reasons[1], found.reasons.at(-2), found.reasons.at(-1)]).deep.equal([
      "constant",
      null,
      "missing",
      "not-finite",
    ]);
    const alone = principalComponents(traces, { linalg: jsLinalg });
    expect(found.shares).deep.equal(alone.shares);
    expect(found.loadings.values.slice(0, count).every(Number.isNaN)).equal(true);
  });

  it("works pairwise where samples are missing", () => {
    const holes = traces.map((trace, k) =>
      trace.map((value, sample) => (sample % 23 === k || sample === 199 ? nan : value)),
    );
    const found = principalComponents(holes, { linalg: jsLinalg });
    // the diagonal of the correlation matrix is 1 whatever is missing
    expect(found.variances.reduce((sum, value) => sum + value, 0)).closeTo(count, 1e-10);
    expect(found.shares[0]).closeTo(principalComponents(traces, { linalg: jsLinalg }).shares[0]!, 0.03);
    expect(found.scores.values[199]).NaN;
    expect(found.scores.values[198]).not.NaN;
  });

  it("refuses traces without any variation", () => {
    expect(() =>
      principalComponents(
        [
          [1, 1],
          [nan, nan],
        ],
        { linalg: jsLinalg },
      ),
    ).throw(NumericError, "no trace varies");
    expect(() => principalComponents([], { linalg: jsLinalg })).throw(NumericError);
  });
});

describe("operations: principal-components", () => {
  const channels = traces.map((values, k) => ({ name: `N${k}`, values: [...values] }));
  const worm = { id: "worm1", channels: [...channels, { name: "FLAT", values: new Array<number>(samples).fill(1) }] };

  it("writes shares, loadings and scores", async () => {
    const expected = principalComponents(traces, { linalg: jsLinalg, count: 4 });
    const shares = await runOn(operation, [worm], "components", { count: 4 });
    expect(shares.map((row) => row.variance_share)).deep.equal([...expected.shares]);
    expect(shares[3]!.cumulative_share).closeTo(
      expected.shares.reduce((sum, share) => sum + share, 0),
      1e-14,
    );
    expect(shares[0]).include({ component: 1, n_channels: count, n_left_out: 1, n_samples: samples, n_missing: 0 });
    const loadings = await runOn(operation, [worm], "component_loadings", { count: 4 });
    expect(loadings.length).equal(4 * (count + 1));
    expect(loadings[count]).include({ name: "FLAT", loading: null, reason: "constant", component: 1 });
    expect(loadings[count + 1]).include({ name: "N0", component: 2, loading: expected.loadings.values[1] });
    const scores = await runOn(operation, [worm], "component_scores", { count: 4, window: { start_s: 50 } });
    expect(scores[0]).include({ start_sample: 50, start_s: 50, sampling_rate_hz: 1, clock: "imaging" });
    expect(scores[0]!.values.length).equal(samples - 50);
  });
});
