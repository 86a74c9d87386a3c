import { expect } from "chai";
import { plotDocument } from "../../src/node/plot-document.js";
import { channelLabel } from "../../src/plots/channel-label.js";
import { correlationMatrix } from "../../src/plots/correlation-matrix.js";
import { bandColours, eventBands } from "../../src/plots/event-bands.js";
import { labelCoverage, readCoverage } from "../../src/plots/label-coverage.js";
import type { PlotResult } from "../../src/plots/plot-result.js";
import { recordingPlots } from "../../src/plots/plots.js";
import { plottedCsv } from "../../src/plots/plotted-csv.js";
import { type RecordingView, readRecordingView } from "../../src/plots/recording-view.js";
import { stackedTraces } from "../../src/plots/stacked-traces.js";
import { standardize } from "../../src/plots/standardize.js";
import { svgText } from "../../src/plots/tidy-svg.js";
import { traceHeatmap } from "../../src/plots/trace-heatmap.js";
import { memoryTables } from "../../src/tables/memory-tables.js";
import type { TableReader } from "../../src/tables/table-reader.js";
import { caught } from "../support/caught.js";
import { spikeAt } from "../support/event-at.js";
import { expectGolden } from "../support/golden.js";
import { simulatedTables } from "../support/simulated-tables.js";
import { smallTables } from "../support/small-tables.js";

const small = { recordings: 2, samples: 250, unlabelled: 4 };

function column<T>(plot: PlotResult, name: string): T[] {
  return Array.from(plot.values[name]! as ArrayLike<T>);
}

describe("plots", () => {
  let document: Document;
  let tables: TableReader;
  let view: RecordingView;
  before(async () => {
    document = await plotDocument();
    tables = await simulatedTables(small);
    const own = await readRecordingView(tables, { recordingId: "simulated-1" });
    const spikes = Array.from({ length: 90 }, (_, index) =>
      spikeAt((index * index * 7.3) % 80, { label: `unit ${index % 11}` }),
    );
    // spikes are drawn by the raster alone: the other plots must look as without them
    view = { ...own, events: [...own.events, ...spikes] };
  });

  for (const [kind, { draw }] of Object.entries(recordingPlots)) {
    it(`draw the same ${kind} as before`, () => {
      expectGolden(`plots/${kind}.svg`, `${svgText(draw(view, { document }).svg)}\n`);
    });

    it(`draw the same ${kind} twice`, () => {
      expect(svgText(draw(view, { document }).svg)).to.equal(svgText(draw(view, { document }).svg));
    });
  }

  it("draw the same label-coverage as before", async () => {
    const coverage = await readCoverage(tables, { datasetId: "simulated" });
    expectGolden("plots/label-coverage.svg", `${svgText(labelCoverage(coverage, { document }).svg)}\n`);
  });

  it("say to assistive software what they show, with ids of their own", () => {
    const { svg, title, description } = traceHeatmap(view, { document, id: "first" });
    expect(svg.getAttribute("role")).to.equal("img");
    const named = svg.getAttribute("aria-labelledby")!.split(" ");
    expect(named.map((id) => svg.querySelector(`#${id}`)?.textContent)).to.deep.equal([title, description]);
    for (const element of svg.querySelectorAll("[id]")) expect(element.id).to.match(/^first-/);
  });

  it("follow the page's colour and bring no style that would reach other parts of it", () => {
    for (const { draw } of Object.values(recordingPlots)) {
      const { svg } = draw(view, { document });
      expect(svg.getAttribute("fill")).to.equal("currentColor");
      expect(svg.querySelectorAll("style, script")).to.have.length(0);
    }
  });

  describe("traceHeatmap", () => {
    it("plots the z-scores of every neuron, missing ones as missing", () => {
      const plot = traceHeatmap(view, { document, order: "source" });
      const neurons = view.traces.filter(({ channel }) => channel.kind === "neuron");
      expect(column<number>(plot, "z")).to.have.length(neurons.length * small.samples);
      const expected = neurons.flatMap(({ values }) => [...standardize(values)]);
      expect(column<number>(plot, "z")).to.deep.equal(expected);
      expect(expected.filter((z) => Number.isNaN(z))).to.have.length(Math.ceil(small.samples / 20));
      expect(plot.svg.querySelector("pattern")?.id).to.equal("trace-heatmap-missing");
      expect(svgText(plot.svg)).to.contain(">missing<");
    });

    it("sorts rows by name where asked, unnamed last", () => {
      const plot = traceHeatmap(view, { document, order: "name" });
      const labels = column<string | null>(plot, "label").filter((_, index) => index % small.samples === 0);
      const named = labels.filter((label) => label !== null);
      expect(labels.slice(0, named.length)).to.deep.equal([...named].sort());
      expect(() => traceHeatmap(view, { document, order: "colour" })).to.throw(/first-component, name, source/);
    });

    it("labels every named neuron, with behaviour and its unit, states and time", () => {
      const words = [...traceHeatmap(view, { document }).svg.querySelectorAll("text")].map((text) => text.textContent);
      const names = view.traces.flatMap(({ channel }) => (channel.kind === "neuron" ? (channel.name ?? []) : []));
      const expected = ["velocity (mm/s)", "forward", "reversal", "turn", "time since the start of the recording (s)"];
      expect(words).to.include.members([...names, ...expected]);
    });

    it("stays below 300 kB for 300 neurons and 20,000 samples", () => {
      const values = Float32Array.from({ length: 20_000 }, (_, t) => Math.sin(t * t) + Math.sin(t / 300));
      const time_s = Float64Array.from(values, (_, t) => t / 2.5);
      const traces = Array.from({ length: 300 }, (_, index) => ({
        channel: { ...view.traces[0]!.channel, channel_index: index },
        values: values.map((value, t) => value * Math.cos(t * index)),
        time_s,
      }));
      const recording = { ...view.recording, duration_s: 8000, n_samples: 20_000 };
      const plot = traceHeatmap({ ...view, recording, traces }, { document });
      expect(svgText(plot.svg).length).to.be.below(300_000);
    });

    it("refuses a recording without neurons", () => {
      const traces = view.traces.filter(({ channel }) => channel.kind !== "neuron");
      expect(() => traceHeatmap({ ...view, traces }, { document })).to.throw(/neurons of recording simulated-1/);
    });
  });

  describe("stackedTraces", () => {
    it("plots the values of the chosen neurons in the order asked for, classes as their members", () => {
      const plot = stackedTraces(view, { document, neurons: ["RIB", "AVAL"] });
      const labels = [...new Set(column<string>(plot, "label"))];
      expect(labels).to.deep.equal(["RIBL", "RIBR", "AVAL"]);
      const trace = view.traces.find(({ channel }) => channel.name === "AVAL")!;
      expect(column<number>(plot, "value").slice(-small.samples)).to.deep.equal([...trace.values]);
    });

    it("names the nearest neurons where one is not in the recording", () => {
      expect(() => stackedTraces(view, { document, neurons: ["AVAX"] })).to.throw(/"AVAX"; nearest: AVAL/);
    });

    it("gives weak traces a scale of their own, and says so", () => {
      const traces = view.traces.map((trace, index) => ({
        ...trace,
        values: trace.values.map((value) => (index % 2 === 0 ? value / 100 : value)),
      }));
      expect(stackedTraces({ ...view, traces }, { document }).description).to.contain("each on its own scale");
      expect(stackedTraces(view, { document }).description).to.contain("all on one scale");
    });
  });

  it("say frames and not seconds where the times of a recording count frames", () => {
    const traces = view.traces.map((trace) => ({ ...trace, channel: { ...trace.channel, clock: "frames" } }));
    for (const draw of [stackedTraces, traceHeatmap]) {
      const [counted, timed] = [draw({ ...view, traces }, { document }), draw(view, { document })];
      expect(svgText(counted.svg)).to.contain("start of the recording (frames)").and.not.contain("recording (s)");
      expect(svgText(timed.svg)).to.contain("start of the recording (s)");
      expect(`${counted.title}. ${counted.description}`).to.match(/over \d+ frames/);
      expect(`${timed.title}. ${timed.description}`).to.match(/over \d+ s\b/);
    }
  });

  describe("correlationMatrix", () => {
    it("plots a symmetric matrix with ones on the diagonal", () => {
      const plot = correlationMatrix(view, { document });
      const r = column<number>(plot, "r");
      const n = Math.sqrt(r.length);
      for (let i = 0; i < n; i++) {
        expect(r[i * n + i]).to.equal(1);
        for (let j = 0; j < n; j++) expect(r[i * n + j]).to.equal(r[j * n + i]);
      }
      const labels = column<string>(plot, "label_row").filter((_, index) => index % n === 0);
      expect(labels).to.include.members(["AVAL", "RIML"]);
      const at = (a: string, b: string) => r[labels.indexOf(a) * n + labels.indexOf(b)]!;
      expect(at("AVAL", "RIML")).to.be.above(0.5);
      expect(at("AVAL", "RIBL")).to.be.below(-0.3);
    });
  });

  it("name dataset and recording in their titles", () => {
    for (const { draw } of Object.values(recordingPlots)) {
      expect(draw(view, { document }).title).to.match(/^simulated simulated-1: /);
      expect(draw({ ...view, datasetId: null }, { document }).title).to.match(/^simulated-1: /);
    }
  });

  it("give labels of different kinds of events different colours", () => {
    const [event] = view.events;
    const events = ["a", "b", "c"].map((kind) => ({ ...event!, kind, label: null, onset_s: 1, duration_s: 2 }));
    const colours = [...bandColours(eventBands(events)).values()];
    expect(new Set(colours).size).to.equal(3);
    const text = svgText(traceHeatmap({ ...view, events }, { document }).svg);
    for (const colour of colours) expect(text.split(colour).length, colour).to.be.at.least(3);
  });

  it("say where all samples of a trace are missing", () => {
    const traces = view.traces.map((trace, index) =>
      index === 0 ? { ...trace, values: trace.values.map(() => Number.NaN) } : trace,
    );
    const count = (plot: PlotResult) => svgText(plot.svg).split("all samples missing").length - 1;
    const neurons = [channelLabel(view.traces[0]!.channel)!];
    expect(count(stackedTraces({ ...view, traces }, { document, neurons }))).to.equal(1);
    expect(count(stackedTraces(view, { document, neurons }))).to.equal(0);
  });

  it("keep names of a matrix apart, leaving names out where there are too many", () => {
    const neurons = view.traces.filter(({ channel }) => channel.kind === "neuron" && channel.name !== null);
    for (const times of [1, 2, 4, 12]) {
      const traces = Array.from({ length: times }, () => neurons).flat();
      const plot = correlationMatrix({ ...view, traces }, { document });
      const size = Number(plot.svg.querySelectorAll("image")[1]!.getAttribute("height")) / traces.length;
      const step = Number(/one in (\d+) is named/.exec(plot.description)?.[1] ?? 1);
      const lanes = size >= 8.5 ? 1 : 2;
      expect(size * step * lanes).to.be.at.least(8.5);
      const names = new Set(neurons.map(({ channel }) => channel.name));
      const shown = [...plot.svg.querySelectorAll("text")].filter((text) => names.has(text.textContent));
      expect(shown).to.have.length(2 * Math.ceil(traces.length / step));
    }
  });

  describe("labelCoverage", () => {
    it("counts the names of each class in each recording", async () => {
      const plot = labelCoverage(await readCoverage(tables), { document });
      for (const [index, recording] of column<string>(plot, "recording").entries()) {
        const own = await readRecordingView(tables, { recordingId: recording.replace("simulated ", "") });
        const neuronClass = column<string>(plot, "neuron_class")[index];
        const names = own.traces.flatMap(({ channel }) =>
          channel.neuron_class === neuronClass ? (channel.name ?? []) : [],
        );
        expect(column<number>(plot, "identified")[index]).to.equal(names.length);
        expect(column<string>(plot, "names")[index]).to.equal([...names].sort().join(" "));
      }
    });
  });

  it("give their numbers as CSV", () => {
    const csv = plottedCsv({ label: ['a,"b"', null], value: Float64Array.of(0.5, Number.NaN) });
    expect(csv).to.equal('label,value\n"a,""b""",0.5\n,\n');
  });

  it("take no time from nothing: a trace without rate and stamps is an error", async () => {
    const read = (clocks: Readonly<Record<string, readonly number[]>>) => {
      const batches = smallTables([
        { id: "worm1", clocks, channels: [{ name: "AVAL", rate: null, values: [1, 2, 3, 4] }] },
      ]);
      return readRecordingView(memoryTables(batches, { partition: "x" }), { recordingId: "worm1" });
    };
    expect((await caught(read({}))).message)
      .to.contain("x/worm1: channel 0")
      .and.to.contain("or a sampling rate");
    expect((await caught(read({ imaging: [0, 1, 2] }))).message).to.contain("4 stamps of the clock imaging");
    const { traces } = await read({ imaging: [0, 1, 2.5, 3] });
    expect(Array.from(traces[0]!.time_s)).to.deep.equal([0, 1, 2.5, 3]);
    expect(Array.from(traces[0]!.values)).to.deep.equal([1, 2, 3, 4]);
  });

  it("read the signals of the channels that they look at, of one dataset", async () => {
    const asked: unknown[] = [];
    const reader: TableReader = {
      tables: tables.tables,
      read: (table, query) => {
        if (table === "signals") asked.push(query?.where);
        return tables.read(table, query);
      },
    };
    const own = await readRecordingView(reader, { recordingId: "simulated-1", kinds: ["behaviour"] });
    const channel_index = own.traces.map(({ channel }) => channel.channel_index);
    expect(asked).to.deep.equal([{ dataset_id: "simulated", recording_id: "simulated-1", channel_index }]);
    expect(own.traces.every(({ channel }) => channel.kind === "behaviour")).to.equal(true);
    expect(own.traces.length).to.be.within(1, view.traces.length - 1);
  });

  it("name the nearest recordings where one is unknown", async () => {
    const error = await readRecordingView(tables, { recordingId: "simulated-9" }).catch((cause: Error) => cause);
    expect((error as Error).message).to.contain("nearest: simulated-1, simulated-2");
  });
});
