import { expect } from "chai";
import fc from "fast-check";
import { plotDocument } from "../../src/node/plot-document.js";
import { binRange } from "../../src/plots/bin-range.js";
import { labelColours } from "../../src/plots/colours.js";
import type { PlotResult } from "../../src/plots/plot-result.js";
import { type RecordingView, readRecordingView } from "../../src/plots/recording-view.js";
import { spikeRaster } from "../../src/plots/spike-raster.js";
import { spikeTrains, trainLabel } from "../../src/plots/spike-trains.js";
import { stackedTraces } from "../../src/plots/stacked-traces.js";
import { standardize } from "../../src/plots/standardize.js";
import { svgText } from "../../src/plots/tidy-svg.js";
import { traceHeatmap } from "../../src/plots/trace-heatmap.js";
import { memoryTables } from "../../src/tables/memory-tables.js";
import { eventAt, spikeAt } from "../support/event-at.js";
import { expectGolden } from "../support/golden.js";
import { smallTables } from "../support/small-tables.js";

const samples = 60;

/** A recording of so many channels of one kind, each with its own rhythm, and one stimulus. */
async function viewOf(kind: string, count: number, stimulusSamples = samples): Promise<RecordingView> {
  const channels = Array.from({ length: count }, (_, index) => ({
    ...{ kind, source: `${kind}_${index}`, quantity: kind === "unit" ? "spike_count" : "bold" },
    values: Array.from({ length: samples }, (_, t) => Math.round(3 * Math.sin((t * (index + 2)) / 9)) + 3),
  }));
  const rate = stimulusSamples / samples;
  const sound = Array.from({ length: stimulusSamples }, (_, t) => (t % 2 === 0 ? 1 : -1) * (t / stimulusSamples));
  const stimulus = { kind: "stimulus", source: "sound", quantity: "sound", rate, values: sound };
  const batches = smallTables([{ id: "r", channels: [...channels, stimulus], durationS: samples }]);
  const view = await readRecordingView(memoryTables(batches, { partition: "set" }), { recordingId: "r" });
  const blocks = ["face", "house"].map((label, index) =>
    eventAt(5 + index * 30, { kind: "block", duration_s: 20, label }),
  );
  return { ...view, events: blocks };
}

function wordsOf({ svg }: PlotResult): (string | null)[] {
  return [...svg.querySelectorAll("text")].map(({ textContent }) => textContent);
}

function imageOf({ svg }: PlotResult): string | null {
  return svg.querySelector("image")!.getAttribute("href");
}

describe("plots of units, voxels and spikes", () => {
  let document: Document;
  before(async () => {
    document = await plotDocument();
  });

  for (const kind of ["unit", "voxel"]) {
    it(`draw the same heat map of ${kind}s as before, blocks above and the stimulus below`, async () => {
      const plot = traceHeatmap(await viewOf(kind, 5), { document });
      expectGolden(`plots/trace-heatmap-${kind}s.svg`, `${svgText(plot.svg)}\n`);
      expect(wordsOf(plot)).to.include.members(["block", "face", "house", "sound", `${kind}_4`]);
      expect(plot.title).to.contain(`activity of 5 ${kind}s`);
    });
  }

  it("draw neurons where a recording has neurons too", async () => {
    const [neurons, units] = [await viewOf("neuron", 2), await viewOf("unit", 3)];
    const both = { ...neurons, traces: [...units.traces, ...neurons.traces] };
    expect(traceHeatmap(both, { document }).title).to.contain("activity of 2 neurons");
    expect(stackedTraces(both, { document }).title).to.contain("of 2 neurons");
  });

  it("z-score counts of units over the columns, everything else over its samples", async () => {
    const long = async (kind: string) => {
      const view = await viewOf(kind, 1);
      const trace = view.traces[0]!;
      const values = Float32Array.from({ length: 4000 }, (_, t) => ((t * t) % 11 < 2 ? 1 : 0) + Math.floor(t / 2000));
      const time_s = Float64Array.from(values, (_, t) => (t * samples) / 4000);
      const z = traceHeatmap({ ...view, traces: [{ ...trace, values, time_s }] }, { document }).values.z;
      const means = Float64Array.from({ length: 1000 }, (_, column) => mean(values.slice(4 * column, 4 * column + 4)));
      const whole = standardize(values);
      const parts = Float64Array.from(means, (_, column) => mean(whole.slice(4 * column, 4 * column + 4)));
      return { z: z as Float64Array, counts: standardize(means), parts };
    };
    const near = (found: Float64Array, wanted: Float64Array) => {
      for (const [index, value] of found.entries()) expect(value).to.be.closeTo(wanted[index]!, 1e-9);
    };
    const [unit, voxel] = [await long("unit"), await long("voxel")];
    near(unit.z, unit.counts);
    near(voxel.z, voxel.parts);
    expect(unit.counts[0]).not.to.be.closeTo(voxel.parts[0]!, 1e-3);
  });

  it("leave voxels out that never change, and say so", async () => {
    const view = await viewOf("voxel", 6);
    const traces = view.traces.map((trace, index) =>
      index < 2 ? { ...trace, values: trace.values.map(() => 7) } : trace,
    );
    const { title, description, values } = traceHeatmap({ ...view, traces }, { document });
    expect(title).to.contain("activity of 4 voxels");
    expect(description).to.contain("2 voxels without any change left out");
    expect(new Set(values.channel_index as Int32Array)).to.deep.equal(new Set([5, 4, 3, 2]));
    const still = traces.slice(0, 2);
    expect(traceHeatmap({ ...view, traces: still }, { document }).title).to.contain("activity of 2 voxels");
  });

  it("keep more than a thousand voxels in the order of the source unless asked", async () => {
    const view = await viewOf("voxel", 1);
    const traces = Array.from({ length: 1001 }, (_, channel_index) => ({
      ...view.traces[0]!,
      channel: { ...view.traces[0]!.channel, channel_index },
    }));
    expect(traceHeatmap({ ...view, traces }, { document }).description).to.contain("in the order of the source");
    expect(traceHeatmap(view, { document }).description).to.contain("first principal component");
  });

  it("draw traces of units evenly spread over all of them, shaded by block", async () => {
    const view = await viewOf("unit", 32);
    const rests = [0, 26, 56].map((onset) => eventAt(onset, { kind: "rest", duration_s: 4 }));
    const plot = stackedTraces({ ...view, events: [...rests, ...view.events] }, { document });
    const drawn = [...new Set(plot.values.channel_index as Int32Array)];
    expect(drawn).to.deep.equal(Array.from({ length: 16 }, (_, index) => 2 * index + 1));
    expect(plot.description).to.contain("shading: block");
    expect(() => stackedTraces(view, { document, neurons: ["unit_99"] })).to.throw(/unit in recording r/);
    expect(() => stackedTraces({ ...view, traces: [] }, { document })).to.throw(/voxels, units or neurons of recor/);
  });

  it("give nine labels nine colours", () => {
    expect(new Set(labelColours([..."abcdefghi"]).values()).size).to.equal(9);
  });

  it("fill the range of a stimulus with many samples, whose means are nothing", async () => {
    const [dense, sparse] = [await viewOf("unit", 1, 12_000), await viewOf("unit", 1)];
    expect(wordsOf(traceHeatmap(dense, { document }))).to.include("sound, lowest to highest");
    expect(wordsOf(traceHeatmap(sparse, { document }))).to.include("sound");
  });

  describe("binRange", () => {
    it("finds the lowest and the highest sample of each bin", () => {
      const sample = fc.oneof(fc.double({ min: -9, max: 9, noNaN: true }), fc.constant(Number.NaN));
      fc.assert(
        fc.property(fc.array(sample, { maxLength: 40 }), fc.integer({ min: 1, max: 9 }), (values, count) => {
          const times = values.map((_, index) => index / 4);
          const { low, high } = binRange(values, times, { start: 0, end: count, count });
          for (let bin = 0; bin < count; bin++) {
            const own = values.filter((value, index) => Math.floor(index / 4) === bin && !Number.isNaN(value));
            expect(low[bin]! + 0).to.deep.equal(own.length > 0 ? Math.min(...own) + 0 : Number.NaN);
            expect(high[bin]! + 0).to.deep.equal(own.length > 0 ? Math.max(...own) + 0 : Number.NaN);
          }
        }),
      );
    });
  });

  describe("spikeTrains", () => {
    it("parts spikes by unit and trial, numbers in order, and leaves other events aside", () => {
      const at = (label: string | null, sequence_id: string | null) => spikeAt(1, { label, sequence_id });
      const events = [at("u10", "2"), at("u2", "10"), at("u2", "9"), at("u2", "9"), eventAt(0, { kind: "block" })];
      const trains = spikeTrains(events);
      expect(trains.map((train) => [trainLabel(train), train.spikes.length])).to.deep.equal([
        ["u2 9", 2],
        ["u2 10", 1],
        ["u10 2", 1],
      ]);
      const alone = [at("u", null), at(null, "3"), at(null, null)].map((spike) => trainLabel(spikeTrains([spike])[0]!));
      expect(alone).to.deep.equal(["u", "3", null]);
    });
  });

  describe("spikeRaster", () => {
    const labelled = [
      spikeAt(1, { label: "tetrode-13-cell-10" }),
      spikeAt(30, { label: "tetrode-3-cell-14" }),
      spikeAt(59, { label: "tetrode-3-cell-14" }),
    ];

    it("gives every spike with its unit and time, units named in full", async () => {
      const view = await viewOf("other", 1);
      const plot = spikeRaster({ ...view, events: [...view.events, ...labelled] }, { document });
      expect(Array.from(plot.values.row as Int32Array)).to.deep.equal([0, 0, 1]);
      expect(Array.from(plot.values.time_s as Float64Array)).to.deep.equal([30, 59, 1]);
      expect(wordsOf(plot)).to.include.members(["tetrode-13-cell-10", "tetrode-3-cell-14", "block", "face", "sound"]);
      expect(wordsOf(plot)).not.to.include("spike");
      expect(plot.title).to.equal("set r: 3 spikes in 2 spike trains");
    });

    it("draws a tick where a spike is: one for spikes closer than a pixel, another where it moves", async () => {
      const view = await viewOf("other", 1);
      const at = (...times: number[]) =>
        imageOf(spikeRaster({ ...view, events: times.map((time) => spikeAt(time)) }, { document }));
      expect(at(10, 10.0001)).to.equal(at(10));
      expect(at(10.5)).not.to.equal(at(10));
      expect(at(10, 20)).not.to.equal(at(10));
    });

    it("keeps spikes before and after the recording", async () => {
      const view = await viewOf("other", 1);
      const { values, description } = spikeRaster({ ...view, events: [spikeAt(-10), spikeAt(90)] }, { document });
      expect(Array.from(values.time_s as Float64Array)).to.deep.equal([-10, 90]);
      expect(description).to.contain("over 100 s, all spikes in one row");
    });

    it("draws thousands of trains in an image that stays small, and a moment as well", async () => {
      const view = await viewOf("other", 1);
      const events = Array.from({ length: 5000 }, (_, index) => spikeAt(index / 100, { label: `unit ${index}` }));
      expect(svgText(spikeRaster({ ...view, events }, { document }).svg).length).to.be.below(300_000);
      const short = { ...view, recording: { ...view.recording, duration_s: 0 }, events: [spikeAt(0)] };
      expect(spikeRaster(short, { document }).title).to.contain("1 spike in 1 spike train");
    });

    it("refuses a recording without spikes", async () => {
      const view = await viewOf("unit", 1);
      expect(() => spikeRaster(view, { document })).to.throw(/spikes of recording r/);
    });
  });
});

function mean(values: ArrayLike<number>): number {
  return Array.from(values).reduce((sum, value) => sum + value, 0) / values.length;
}
