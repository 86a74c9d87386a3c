import { expect } from "chai";
import fc from "fast-check";
import { SchemaError } from "../../src/errors.js";
import { jsLinalg } from "../../src/linalg/js-linalg.js";
import { analysisId } from "../../src/operations/analysis-id.js";
import { channelSummary } from "../../src/operations/channel-summary.js";
import { correlation } from "../../src/operations/correlation.js";
import { parseParams } from "../../src/operations/parse-params.js";
import { principalComponents } from "../../src/operations/principal-components.js";
import { processTraces } from "../../src/operations/process-traces.js";
import { parseProcessing } from "../../src/operations/processing-steps.js";
import { resampleAlign } from "../../src/operations/resample-align.js";
import { stateMeans } from "../../src/operations/state-means.js";
import type { ProgressEvent } from "../../src/progress.js";
import { processTrace } from "../../src/signals/processing/process-traces.js";
import type { ProcessingStep } from "../../src/signals/processing/step.js";
import { pearsonCorrelation } from "../../src/stats/pearson-correlation.js";
import { messageOf } from "../support/message-of.js";
import { runOn } from "./run-on.js";

const nan = Number.NaN;
const x = [1, 2, 3, 4, 5, 2, 0, 1, 4, 4];
const y = [2, 1, 4, 3, 9, 1, 1, 0, 2, 3];
const gapped = [1, nan, nan, 4, 5, nan, 0, 1, 4, 4];
const stamps = [0, 0.9, 2.1, 3, 4.2, 5, 5.9, 7, 8.1, 9];
const worm = {
  id: "worm1",
  channels: [
    { name: "AVAL", values: x },
    { name: "AVAR", values: y },
    { name: "RIML", values: gapped },
    { name: "velocity", kind: "behaviour", quantity: "velocity", clock: "nir", rate: null, values: x },
  ],
  clocks: { nir: stamps },
  states: [
    [0, 5, "FWD"],
    [5, 5, "REV"],
  ] as const,
};
const regular = Float64Array.from(x, (_, k) => k);
const of = (values: readonly number[], steps: readonly ProcessingStep[], timeS = regular) =>
  processTrace({ timeS, values }, steps, { linalg: jsLinalg });

describe("operations: process-traces", () => {
  it("writes what each trace has become, on its own clock", async () => {
    const processing: readonly ProcessingStep[] = [
      { smooth: "moving", width_s: 3, alignment: "causal" },
      { normalise: "z-score" },
    ];
    const rows = await runOn(processTraces, [worm], "processed_signals", { processing });
    expect(rows.map(({ name }) => name)).deep.equal(["AVAL", "AVAR", "RIML", "velocity"]);
    expect(rows[0]!.values).deep.equal(Float32Array.from(of(x, processing).values));
    expect(rows[2]).include({ quantity: "z-score of smoothed ratio", unit: "1", n_present: 7, n_filled: 0 });
    expect(rows[2]!.filled_runs).equal(null);
    expect(rows[3]).include({ clock: "nir", sampling_rate_hz: null, start_sample: 0, start_s: 0, chunk_index: 0 });
    expect(rows[3]!.values).deep.equal(Float32Array.from(of(x, processing, Float64Array.from(stamps)).values));
  });

  it("brings all clocks onto one, and says so", async () => {
    const processing: readonly ProcessingStep[] = [{ resample: "linear", rate_hz: 4 }];
    const rows = await runOn(processTraces, [worm], "processed_signals", { processing });
    expect(new Set(rows.map(({ values }) => values.length))).deep.equal(new Set([37]));
    for (const row of rows) expect(row).include({ clock: "processed", sampling_rate_hz: 4, start_s: 0 });
    expect(rows[3]!.values[2]).closeTo(1 + 0.5 / 0.9, 1e-6);
  });

  it("keeps which samples were filled", async () => {
    const processing: readonly ProcessingStep[] = [{ impute: "linear" }];
    const rows = await runOn(processTraces, [worm], "processed_signals", { processing, channels: ["RIML"] });
    expect(rows[0]).include({ n_present: 10, n_filled: 3, filled_runs: "[[1,2],[5,1]]", quantity: "ratio" });
    expect([...rows[0]!.values.slice(0, 4)]).deep.equal([1, 2, 3, 4]);
    const window = { start_s: 2, end_s: 6 };
    const some = await runOn(processTraces, [worm], "processed_signals", { processing, channels: ["RIML"], window });
    expect(some[0]).include({ start_sample: 2, start_s: 2, n_present: 4, filled_runs: "[[0,1],[3,1]]" });
  });

  it("cuts the window from traces that were processed whole", async () => {
    const processing: readonly ProcessingStep[] = [{ normalise: "z-score" }];
    const window = { start_s: 3, end_s: 6 };
    const rows = await runOn(processTraces, [worm], "processed_signals", { processing, channels: ["AVAL"], window });
    expect(rows[0]!.values).deep.equal(Float32Array.from(of(x, processing).values.slice(3, 6)));
  });

  it("splits long traces into chunks", async () => {
    const long = { id: "long", channels: [{ name: "AVAL", values: Array.from({ length: 20_000 }, (_, k) => k % 7) }] };
    const rows = await runOn(processTraces, [long], "processed_signals", { processing: [{ detrend: "mean" }] });
    expect(rows.map(({ start_sample, chunk_index }) => [chunk_index, start_sample])).deep.equal([
      [0, 0],
      [1, 16384],
    ]);
    expect(rows[1]).include({ start_s: 16384, n_present: 20_000 - 16384 });
  });

  it("notes a trace of which nothing is left", async () => {
    const notes: ProgressEvent[] = [];
    const flat = { id: "flat", channels: [{ name: "AVAL", values: [2, 2, 2, 2] }] };
    await runOn(processTraces, [flat], "processed_signals", { processing: [{ normalise: "z-score" }] }, notes);
    expect(notes.map(({ message }) => message)).deep.equal(["AVAL: z-score of ratio has no value"]);
  });

  it("notes settings in seconds where times count frames, and no others", async () => {
    const notesOf = async (clock: string, ...processing: readonly unknown[]) => {
      const notes: ProgressEvent[] = [];
      const counted = {
        ...{ id: "worm1", clocks: { frames: stamps, imaging: stamps } },
        channels: [{ name: "AVAL", values: x, clock, rate: null }],
      };
      await runOn(processTraces, [counted], "processed_signals", { processing }, notes);
      return notes.map(({ message }) => message);
    };
    const inSeconds = [
      { alignment: "causal", width_s: 3, smooth: "moving" },
      { resample: "linear", rate_hz: 2 },
      { normalise: "z-score", over: { end_s: 8 } },
      { differentiate: "gradient" },
    ];
    expect(await notesOf("frames", ...inSeconds)).deep.equal([
      'times count frames, whose rate is not known: a second of smooth width_s 3, resample rate_hz 2, normalise over {"end_s":8}, differentiate gradient is one frame; give width_samples instead',
    ]);
    expect(await notesOf("frames", { differentiate: "gradient" })).deep.equal([
      "times count frames, whose rate is not known: a second of differentiate gradient is one frame",
    ]);
    expect(await notesOf("imaging", ...inSeconds)).deep.equal([]);
    const inSamples = [{ smooth: "moving", width_samples: 3, alignment: "causal" }, { normalise: "z-score" }];
    expect(await notesOf("frames", ...inSamples)).deep.equal([]);
  });
});

describe("operations: the parameter processing", () => {
  const processing: readonly ProcessingStep[] = [{ differentiate: "gradient" }];
  const slopes = [x, y].map((values) => of(values, processing).values);

  it("lets every operation on channels work on processed traces", async () => {
    const channels = ["AVAL", "AVAR"];
    const pairs = await runOn(correlation, [worm], "correlations", { channels, processing });
    expect(pairs[1]!.r).closeTo(pearsonCorrelation(slopes[0]!, slopes[1]!).r!, 1e-14);
    expect(pairs[1]!.quantity_a).equal("derivative of ratio");
    const [first] = await runOn(principalComponents, [worm], "components", { channels, processing });
    const r = Math.abs(pearsonCorrelation(slopes[0]!, slopes[1]!).r!);
    expect(first!.variance_share).closeTo((1 + r) / 2, 1e-12);
    const means = await runOn(stateMeans, [worm], "state_means", { channels: ["AVAL"], processing });
    expect(means[0]!.mean).closeTo(slopes[0]!.slice(0, 5).reduce((sum, value) => sum + value, 0) / 5, 1e-14);
    expect(means[0]).include({ unit: "1/s", quantity: "derivative of ratio" });
    const [summary] = await runOn(channelSummary, [worm], "channel_summaries", { channels: ["AVAL"], processing });
    expect(summary!.maximum).equal(Math.max(...slopes[0]!));
    const aligned = await runOn(resampleAlign, [worm], "aligned_signals", { channels, processing, rate_hz: 2 });
    expect(aligned[0]!.values[1]).closeTo((slopes[0]![0]! + slopes[0]![1]!) / 2, 1e-6);
  });

  it("makes channels of several clocks comparable once they are resampled", async () => {
    const resampled = [{ resample: "linear", rate_hz: 2 }];
    const channels = ["AVAL", "velocity"];
    const pairs = await runOn(correlation, [worm], "correlations", { channels, processing: resampled });
    expect(pairs[1]!.n).equal(19);
    const scores = await runOn(principalComponents, [worm], "component_scores", { channels, processing: resampled });
    expect(scores[0]).include({ clock: "processed", sampling_rate_hz: 2, start_sample: 0, start_s: 0 });
  });

  it("belongs to the identity of an analysis, by what is done and not by its name", () => {
    const id = (params: unknown) =>
      analysisId({
        operation: "correlation",
        params: parseParams(correlation as never, params),
        inputs: [],
        seed: null,
      });
    const steps = parseProcessing("published");
    expect(id({ processing: "published" })).equal(id({ processing: steps }));
    expect(new Set([id({}), id({ processing }), id({ processing: "published" })]).size).equal(3);
  });

  it("says what a step may be", async () => {
    const problem = (given: unknown) => messageOf(async () => parseProcessing(given));
    expect(() => parseProcessing("publisched")).throw(SchemaError, 'no preset named "publisched"; nearest: published');
    expect(await problem([{ blur: 3 }])).contain(
      "one of smooth, resample, transform, normalise, differentiate, detrend, impute, found blur",
    );
    expect(await problem([{ detrend: "mean" }, { smooth: "mooving" }]))
      .contain("[1]: smooth: no method")
      .contain("moving");
    expect(await problem([{ normalise: "zscore" }])).contain("z-score");
    expect(await problem([{ smooth: "moving", width: 3, alignment: "causal" }]))
      .contain('smooth moving has no setting named "width"; it takes width_s, width_samples, alignment')
      .contain("give one of width_s, width_samples, found none");
    expect(await problem([{ smooth: "moving", width_s: -1, alignment: "causal" }])).contain("width_s");
    expect(await problem([{ smooth: "gaussian", width_s: 1 }])).contain("alignment");
    expect(await problem([{ resample: "linear", rate_hz: 1, step_s: 1 }])).contain("found rate_hz and step_s");
    expect(await problem([{ normalise: "dff", baseline: "running-percentile" }])).contain(
      "needs width_s and alignment",
    );
    expect(await problem([{ differentiate: "total-variation" }])).contain("weight");
    expect(await problem([{ smooth: "moving", detrend: "mean" }])).contain("found smooth and detrend");
    expect(await problem([])).contain("processing");
    expect(await problem(7)).contain("expected");
  });

  it("answers anything with steps or a tagged error", () => {
    const keys = fc.constantFrom("smooth", "resample", "normalise", "impute", "width_s", "over", "rank", "x");
    const values = fc.oneof(fc.jsonValue(), fc.constantFrom("moving", "linear", "low-rank", "dff", "__proto__"));
    const anything = fc.oneof(fc.jsonValue(), fc.array(fc.dictionary(keys, values, { maxKeys: 4 }), { maxLength: 3 }));
    fc.assert(
      fc.property(anything, (given) => {
        try {
          const steps = parseProcessing(given);
          expect(steps.length).above(0);
        } catch (error) {
          if (!(error instanceof SchemaError)) throw error;
        }
      }),
      { numRuns: 3000, seed: 9 },
    );
  });

  it("takes every step that its table lists", () => {
    const steps: readonly ProcessingStep[] = [
      { smooth: "gaussian", width_s: 0.7, alignment: "centred" },
      { smooth: "exponential", alpha: 0.5, alignment: "causal" },
      { impute: "low-rank", rank: 3 },
      { resample: "anti-aliased", step_s: 0.5, largest_gap_s: 3 },
      { normalise: "z-score", over: { start_s: 1, end_s: 5 }, divisor: "n-1" },
      { normalise: "causal-z-score", settle_s: 3 },
      { normalise: "f-over-f0", baseline: "running-percentile", percentile: 8, width_s: 60, alignment: "centred" },
      { differentiate: "total-variation", weight: 0.1 },
    ];
    expect(parseProcessing(steps)).deep.equal(steps);
  });
});
