import { expect } from "chai";
import fc from "fast-check";
import { throughFloat16 } from "../../src/bytes/float16.js";
import type { PublishedSource } from "../../src/datasets/dataset.js";
import { type PublishedRules, publishedTables } from "../../src/published/published-tables.js";
import { publishedResidual } from "../../src/published/published-trace.js";
import { publishedResampler } from "../../src/published/resampler.js";
import { publishedSettings } from "../../src/published/settings.js";
import { createRandom } from "../../src/random/create-random.js";
import { rowsOf } from "../../src/tables/batch.js";
import { checkBatch } from "../../src/tables/check-batch.js";
import type { Row, TableName } from "../../src/tables/tables.js";

const rules: PublishedRules = { datasetId: "made-up", sourceDataset: "MadeUp", naming: "plain", imputes: false };

function source(ids: PublishedSource["ids"], changes: Partial<PublishedSource> = {}, frames = 700): PublishedSource {
  const random = createRandom("published");
  const trace = () => Float64Array.from({ length: frames }, () => random.normal());
  const timeS = Float64Array.from({ length: frames }, (_, frame) => 5 + frame * 0.5);
  return { rawDataFile: "a.mat", recordingId: "a", ids, traces: ids.map(trace), timeS, ...changes };
}

function tablesOf(given: PublishedSource, more: Partial<PublishedRules> = {}, settings = {}) {
  const made = publishedTables(given, { ...rules, ...more }, { ...publishedSettings, ...settings }, 3);
  const of = <T extends TableName>(table: T) =>
    made.batches
      .filter((batch) => batch.table === table)
      .flatMap((batch) => [...rowsOf(batch as typeof batch & { table: T })] as Row<T>[]);
  for (const batch of made.batches) {
    checkBatch(batch, { firstRow: 0, partition: { name: "analysis_id", value: "published-made-up" } });
  }
  return {
    worm: made.worm,
    recording: of("published_recordings")[0]!,
    labels: of("published_labels"),
    traces: of("published_traces"),
  };
}

describe("publishedTables", () => {
  it("has a row per kept neuron in the order of the slots, and counts", () => {
    const { worm, recording, labels, traces } = tablesOf(source(["AVAR", null, "AS1", "AVAR", "VB01"]));
    expect(worm).to.equal("worm3");
    expect(recording).to.include({ worm: "worm3", skip_reason: null, n_labelled: 3, n_neurons: 4, n_replaced: 0 });
    expect(recording).to.include({ original_max_timesteps: 700, original_median_dt_s: 0.5, branch: "interpolate" });
    expect(recording).to.include({ max_timesteps: 1050, n_infinite: 0, imputation_not_reproduced: false });
    expect(traces.map(({ neuron, slot }) => [neuron, slot])).to.deep.equal([
      ["0", 0],
      ["AS1", 28],
      ["AVAR", 54],
      ["VB1", 270],
    ]);
    expect(labels.map(({ dropped }) => dropped)).to.deep.equal([null, null, null, "repeated-id", null]);
    expect(traces[0]!.time_in_seconds[3]).to.equal(throughFloat16([0.999])[0]);
    expect(traces[0]!.original_time_in_seconds[3]).to.equal(1.5);
    expect(traces[0]).to.include({ smooth_method: "moving", interpolate_method: "linear" });
  });

  const skipped: readonly (readonly [string, PublishedSource, string])[] = [
    ["599 frames", source(["AVAL"], {}, 599), "fewer-than-600-frames"],
    ["no listed name", source([null, "glia", "12"]), "no-listed-name"],
    ["labels alone", source(["AVAL", "AVAR"], { traces: [], timeS: new Float64Array() }), "no-trace"],
    ["nothing", source([]), "no-trace"],
    ["empty traces", source(["AVAL"], {}, 0), "no-trace"],
  ];
  for (const [what, given, reason] of skipped) {
    it(`skips a recording with ${what}, and says why`, () => {
      const { worm, recording, labels, traces } = tablesOf(given);
      expect(worm).to.equal(null);
      expect(recording).to.include({ worm: null, skip_reason: reason, max_timesteps: null });
      expect(labels.map(({ dropped }) => dropped)).to.deep.equal(given.ids.map(() => "recording-skipped"));
      expect(traces).to.deep.equal([]);
    });
  }

  it("takes 600 frames", () => {
    expect(tablesOf(source(["AVAL"], {}, 600)).worm).to.equal("worm3");
  });

  it("drops a trace whose scaled form is zero throughout", () => {
    const given = source(["AVAL", "AVAR"]);
    given.traces[0]!.fill(0.1);
    const { recording, labels, traces } = tablesOf(given);
    expect(traces.map(({ neuron }) => neuron)).to.deep.equal(["AVAR"]);
    expect(labels.map(({ dropped }) => dropped)).to.deep.equal(["all-zero", null]);
    expect(recording).to.include({ n_labelled: 2, n_neurons: 2 });
  });

  it("lets what float16 cannot hold become infinite, and counts it", () => {
    const given = source(["AVAL"]);
    given.traces[0]!.set([65_519, 65_520, -1e6, Number.POSITIVE_INFINITY]);
    const { recording, traces } = tablesOf(given);
    expect([...traces[0]!.original_calcium_data.slice(0, 4)]).to.deep.equal([65_504, Infinity, -Infinity, Infinity]);
    expect(recording.n_infinite).to.equal(2);
  });

  it("keeps samples missing, and flags it where the pipeline fills them", () => {
    const given = source(["AVAL", "AVAR"]);
    given.traces[0]![100] = Number.NaN;
    const flagged = tablesOf(given, { imputes: true });
    expect(flagged.recording.imputation_not_reproduced).to.equal(true);
    const missing = flagged.traces[0]!.calcium_data.filter(Number.isNaN).length;
    // 8 smoothed samples, and all points between them and their neighbours
    expect(missing).to.be.within(12, 14);
    expect(tablesOf(given).recording.imputation_not_reproduced).to.equal(false);
    expect(tablesOf(source(["AVAL"]), { imputes: true }).recording.imputation_not_reproduced).to.equal(false);
  });

  it("gives no slot, and no row, beyond 300", () => {
    const ids = ["AVAL", ...Array.from({ length: 300 }, (_, index) => `x${index}`)];
    const { labels, traces } = tablesOf(source(ids, {}, 600));
    expect(traces).to.have.length(300);
    expect(labels.filter(({ dropped }) => dropped === "no-free-slot")).to.have.length(1);
  });

  it("numbers the replacements of the nearest-label rule", () => {
    const { recording, labels } = tablesOf(source(["VB02", "AVAL", "RMF?"]), { naming: "nearest-label" });
    const replaced = labels.map(({ label, replaced_by, replacement_index }) => [label, replaced_by, replacement_index]);
    expect(recording.n_replaced).to.equal(2);
    expect(replaced).to.deep.equal([
      ["VB02", "VA12", 0],
      ["AVAL", null, null],
      ["RMF?", "RMFL", 1],
    ]);
  });

  it("does not change the scaled trace with unit or offset of the source, but for rounding", () => {
    const given = source(["AVAL"]);
    const shifted = { ...given, traces: given.traces.map((trace) => trace.map((value) => 40 + 7 * value)) };
    const [plain] = tablesOf(given).traces;
    const [other] = tablesOf(shifted).traces;
    for (const [index, value] of plain!.calcium_data.entries()) {
      expect(other!.calcium_data[index]).to.be.closeTo(value, 2e-3);
    }
  });

  it("writes the settings it was made with", () => {
    const [row] = tablesOf(source(["AVAL"]), {}, { smoothMethod: "none", normalizationMethod: "causal" }).traces;
    expect(row).to.include({ smooth_method: "none", normalization_method: "causal" });
    expect(row!.calcium_data[0]).to.equal(0);
  });

  it("refuses labels, traces and times that do not belong together, and times that fall", () => {
    const given = source(["AVAL", "AVAR"]);
    expect(() => tablesOf({ ...given, ids: ["AVAL"] })).to.throw(/ids: expected 2 labels for the traces of a, found 1/);
    expect(() => tablesOf({ ...given, timeS: new Float64Array(3) })).to.throw(/traces: expected traces of 3 samples/);
    expect(() => tablesOf({ ...given, timeS: given.timeS.toReversed() })).to.throw(/times that never fall/);
  });

  it("keeps every column in one row or says why not", () => {
    const label = fc.option(fc.constantFrom("AVAL", "AVAR", "AVA", "VB02", "merge", "7", ""), { nil: null });
    const naming = fc.constantFrom("plain" as const, "nearest-label" as const, "class-to-left-then-right" as const);
    fc.assert(
      fc.property(fc.array(label, { minLength: 1, maxLength: 8 }), naming, (ids, rule) => {
        const { worm, labels, traces, recording } = tablesOf(source(ids, {}, 600), { naming: rule });
        const kept = labels.filter(({ dropped }) => dropped === null).map(({ neuron }) => neuron);
        expect(new Set(traces.map(({ neuron }) => neuron))).to.deep.equal(new Set(kept));
        expect(traces).to.have.length(worm === null ? 0 : recording.n_neurons);
        expect(labels).to.have.length(ids.length);
      }),
      { numRuns: 40 },
    );
  });
});

describe("publishedResidual", () => {
  it("is the slope, smoothed and resampled, never scaled", () => {
    const timeS = Float64Array.from({ length: 700 }, (_, frame) => frame * 0.5);
    const line = timeS.map((time) => 3 * time);
    const { original, originalSmooth, resampled, resampledSmooth } = publishedResidual(
      line,
      timeS,
      publishedResampler(timeS, 0.333),
      publishedSettings,
    );
    for (const values of [original, originalSmooth, resampled, resampledSmooth]) {
      expect([...new Set(values)]).to.deep.equal([3]);
    }
    expect([original.length, resampled.length]).to.deep.equal([700, 1050]);
  });
});
