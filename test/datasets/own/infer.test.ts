import { readFileSync } from "node:fs";
import { expect } from "chai";
import * as fc from "fast-check";
import { memorySource } from "../../../src/bytes/memory-source.js";
import { headerLabel } from "../../../src/datasets/own/header-label.js";
import { guess, type InferredContent, type InferredRecording } from "../../../src/datasets/own/infer/guess.js";
import { inferArrays } from "../../../src/datasets/own/infer/infer-arrays.js";
import { inferTable } from "../../../src/datasets/own/infer/infer-table.js";
import { manifestText } from "../../../src/datasets/own/infer/manifest-text.js";
import { timeUnitIn } from "../../../src/datasets/own/infer/name-patterns.js";
import { sequenceOf } from "../../../src/datasets/own/infer/sequence.js";
import { parseOwnManifest } from "../../../src/datasets/own/parse-own-manifest.js";
import { parseYaml } from "../../../src/operations/parse-yaml.js";
import { makeMat5 } from "../../support/make-mat5.js";
import { cell, column, matrix } from "../../support/mat-input.js";
import { realData } from "../../support/real-data.js";

const ask = (text: string, name = "w.csv") => inferTable(memorySource(name, new TextEncoder().encode(text)));
/** The guesses of all parts as data. */
const found = ({ table, time, traces, labels, behaviour }: InferredContent) => {
  const plain = (guesses: InferredContent["time"]) => Object.fromEntries(guesses.map(({ key, value }) => [key, value]));
  return {
    table: plain(table),
    time: plain(time),
    traces: plain(traces),
    labels: plain(labels),
    behaviour: behaviour.map(plain),
  };
};
const suresOf = (guesses: InferredContent["time"]) => guesses.map(({ key, sure }) => `${key} ${sure}`);
const wave = (k: number) => ((k * 37) % 11) / 4;
const lines = (head: string, row: (k: number) => readonly (number | string)[], count = 12) =>
  [head, ...Array.from({ length: count }, (_, k) => row(k).join(","))].join("\n");

describe("what init infers about tables", () => {
  it("time by its name, the rest as traces, labels from the header", async () => {
    const asked = await ask(lines("Time (ms),AVAL,AVAR", (k) => [k * 250, wave(k), wave(k + 3)]));
    expect(found(asked)).to.deep.equal({
      table: {},
      time: { column: "Time (ms)", unit: "ms" },
      traces: { orientation: "columns", columns: "rest", quantity: null, unit: null },
      labels: { header: true },
      behaviour: [],
    });
    expect(suresOf(asked.time)).to.deep.equal(["column sure", "unit sure"]);
    expect(asked.time[1]!.why).to.contain("4 per second");
    expect([asked.samples, asked.neurons]).to.deep.equal([12, 2]);
  });

  it("of two columns of time the better named one, less sure, the other left out", async () => {
    const asked = await ask(lines("frame,time,AVAL", (k) => [k, k / 4, wave(k)]));
    expect(found(asked).time).to.deep.equal({ column: "time", unit: "s" });
    expect(found(asked).traces).to.include({ columns: "rest" });
    expect(found(asked).traces.except).to.deep.equal(["frame"]);
    expect(suresOf(asked.time)).to.deep.equal(["column likely", "unit unsure"]);
    expect(asked.time[0]!.why).to.contain('"frame" could be it too');
  });

  it("frames leave the rate to fill in, large unnamed steps the unit", async () => {
    const frames = found(await ask(lines("frame,AVAL", (k) => [k, wave(k)])));
    expect(frames.time).to.deep.equal({ column: "frame", unit: "frame", rate_hz: null });
    expect(found(await ask(lines("time,AVAL", (k) => [k * 333, wave(k)]))).time).to.deep.equal({
      column: "time",
      unit: null,
    });
  });

  it("a column that rises by one step is time where none has the name", async () => {
    const asked = await ask(lines("x,AVAL,AVAR", (k) => [k / 3, wave(k), wave(k + 1)]));
    expect(found(asked).time).to.deep.equal({ column: "x", unit: "s" });
    expect(suresOf(asked.time)).to.deep.equal(["column unsure", "unit unsure"]);
  });

  it("numbers of rows as R writes them, words and constants are no traces", async () => {
    const asked = await ask(lines(",time_s,animal,AVAL,dead", (k) => [k + 1, k / 2, "w1", wave(k), 7]));
    expect(found(asked).traces.except).to.deep.equal([1, "animal", "dead"]);
    expect(found(asked).time).to.deep.equal({ column: "time_s", unit: "s" });
    expect(asked.notes).to.deep.equal([
      "Column 1 rises like a clock or a count: left out.",
      'Column "animal" holds words: left out.',
      'Column "dead" is 7 throughout: left out.',
    ]);
  });

  it("a constant or rising trace that is named as a neuron stays one", async () => {
    const asked = await ask(lines("t,AVAL,AVAR", (k) => [k / 2, 0, k]));
    expect(found(asked).traces).to.not.have.property("except");
    expect(asked.neurons).to.equal(2);
  });

  it("units that all headers have, and what they mean", async () => {
    const asked = await ask(lines("t (s),AVAL (dF/F0),AVAR (dF/F0)", (k) => [k / 2, wave(k), wave(k + 1)]));
    expect(found(asked).traces).to.include({ quantity: "dff", unit: "dF/F0" });
    expect(asked.labels[0]!.why).to.contain("2 of 2 headers");
  });

  it("one row per sample of each neuron is named as what it is", async () => {
    const text = lines("neuron,time,value", (k) => [k < 6 ? "AVAL" : "AVAR", k % 6, wave(k)]);
    const asked = await ask(text);
    expect(asked.notes.join(" ")).to.contain("one row per sample of each neuron");
    expect(found(asked).time).to.deep.equal({ rate_hz: null });
  });

  it("a first row that counts the columns, as pandas writes it, names nothing and is no clock", async () => {
    const plain = await ask(lines("0,1,2", (k) => [wave(k), wave(k + 2), wave(k + 5)]));
    expect(found(plain)).to.deep.include({ time: { rate_hz: null }, labels: {} });
    expect(found(plain).traces).to.include({ orientation: "columns", columns: "rest" });
    expect([plain.samples, plain.neurons]).to.deep.equal([12, 3]);
    const indexed = await ask(lines(",0,1,2", (k) => [k, wave(k), wave(k + 2), wave(k + 5)]));
    expect(found(indexed)).to.deep.include({ time: { column: 1, unit: "frame", rate_hz: null }, labels: {} });
    expect([indexed.samples, indexed.neurons]).to.deep.equal([12, 3]);
  });

  it("the longer axis is time where nothing tells", async () => {
    const wide = ["a,3,1,4,1,5,9,2,6", "b,2,7,1,8,2,8,1,8"].join("\n");
    expect(found(await ask(wide))).to.deep.include({ table: { header: false }, labels: { column: 1 } });
    const long = Array.from({ length: 9 }, (_, k) => `${wave(k)},${wave(k + 4)}`).join("\n");
    const asked = await ask(long);
    expect(found(asked).traces.orientation).to.equal("columns");
    expect(suresOf(asked.traces)[0]).to.equal("orientation unsure");
  });
});

describe("what init infers about arrays", () => {
  const rows = (length: number, width: number) =>
    matrix(Array.from({ length }, (_, i) => Array.from({ length: width }, (__, j) => wave(i * width + j))));
  const askMat = (variables: Parameters<typeof makeMat5>[0]) => inferArrays(memorySource("w.mat", makeMat5(variables)));

  it("the clock and the labels tell which axis is which", async () => {
    const names = cell(["AVAL", "AVAR", "RIML", "RIMR", "AIBL", "AIBR"]);
    const wide = await askMat({ F: rows(6, 4), when: column([0, 1, 2, 3]), names });
    expect(found(wide).traces).to.include({ variable: "F", orientation: "rows" });
    expect(found(wide).time).to.deep.equal({ variable: "when", unit: "s" });
    expect(found(wide).labels).to.deep.equal({ variable: "names" });
    const named = await askMat({ F: rows(6, 4), names: cell(["AVAL", "AVAR", "RIML", "RIMR"]), fps: 3 });
    expect(found(named)).to.deep.include({ time: { rate_hz: 3 }, labels: { variable: "names" } });
    expect(found(named).traces.orientation).to.equal("columns");
  });

  it("a vector that does not rise is no clock; a square is unsure", async () => {
    const asked = await askMat({ F: rows(4, 4), t: column([0, 2, 1, 3]) });
    expect(found(asked).time).to.deep.equal({ rate_hz: null });
    expect(suresOf(asked.traces)).to.include("orientation unsure");
  });
});

describe("what init infers about real files", () => {
  it("a table of ImageJ, of one neuron with its background", async function () {
    const name = "celegans/sengupta_ash_glycerol/imagej/ASH_Glycerol_1_ImageJ_data.csv";
    const asked = await inferTable(memorySource("w.csv", readFileSync(realData(this, name))));
    expect(found(asked).time).to.deep.equal({ column: "time", unit: "s" });
    expect(found(asked).traces.except).to.deep.equal(["animal", "Slice", "Fnaut"]);
    expect([asked.samples, asked.neurons]).to.deep.equal([360, 4]);
  });

  it("z-scored traces in rows, with velocity in the last one", async function () {
    const name = "celegans/flavell2023_export/2021-05-26-07_10neurons.csv";
    const asked = await inferTable(memorySource("w.csv", readFileSync(realData(this, name))));
    expect(found(asked).traces).to.include({ orientation: "rows", first_column: 2 });
    expect(found(asked).behaviour).to.deep.equal([{ row: "Velocity (0.1 mm/s)", name: "velocity", unit: "0.1 mm/s" }]);
    expect([asked.samples, asked.neurons]).to.deep.equal([1600, 10]);
  });

  for (const [file, variable] of [
    ["raw_full_data_worm_1.npz", "arr_0"],
    ["third_party_worm1_dff.mat", "copyer"],
  ] as const) {
    it(`${file}: 109 traces of 3137 samples, no clock`, async function () {
      const bytes = readFileSync(realData(this, `celegans/kato2015/${file}`));
      const asked = await inferArrays(memorySource(file, bytes));
      expect([asked.samples, asked.neurons]).to.deep.equal([3137, 109]);
      expect(found(asked).traces).to.include({ variable, orientation: "columns" });
      expect(found(asked).time).to.deep.equal({ rate_hz: null });
    });
  }
});

describe("the words of headers", () => {
  it("part into label and unit", () => {
    expect(headerLabel(" Velocity (0.1 mm/s) ")).to.deep.equal({ label: "Velocity", unit: "0.1 mm/s" });
    expect(headerLabel("t[ms]")).to.deep.equal({ label: "t", unit: "ms" });
    for (const whole of ["AVAL", "(ms)", "f(x", "a ()"])
      expect(headerLabel(whole)).to.deep.equal({ label: whole, unit: null });
  });

  it("say the unit of time", () => {
    const words = ["time_s", "timeVectorSeconds", "ms", "t.min", "Frame", "seconds", "volumes", "AVAL", "times"];
    expect(words.map(timeUnitIn)).to.deep.equal(["s", "s", "ms", "min", "frame", "s", "frame", undefined, undefined]);
  });

  it("sequences rise, stand or fall", () => {
    expect(sequenceOf([1, 2, 3])).to.include({ rises: true, isRegular: true, medianStep: 1, firstFall: -1 });
    expect(sequenceOf([1, 1, 3])).to.include({ rises: false, neverFalls: true, isRegular: false });
    expect(sequenceOf([1, 3, 2])).to.include({ rises: false, neverFalls: false, firstFall: 2 });
    expect(sequenceOf([5, 5])).to.include({ isConstant: true, neverFalls: false });
    expect(sequenceOf([1, Number.NaN, 3])).to.include({ rises: false, neverFalls: false });
    expect(sequenceOf([])).to.include({ rises: false, isConstant: false });
  });
});

describe("the text of a manifest", () => {
  const parse = (text: string) => parseOwnManifest(parseYaml(text, "my-lab.yaml"), "my-lab.yaml");
  const recording = (column: string, file = "w.csv"): InferredRecording => ({
    file,
    table: [],
    time: [guess("column", column, "sure", column)],
    traces: [guess("except", [column, 3], "sure", column)],
    labels: [],
    behaviour: [[guess("column", column, "likely", column), guess("name", "v", "likely", column)]],
    notes: [column],
    samples: 1,
    neurons: 1,
  });

  it("gives back every name, whatever stands in it", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", minLength: 1, maxLength: 20 }), (name) => {
        const own = parse(manifestText([recording(name)], { id: "my-lab" }));
        expect(own.time?.column).to.equal(name);
        expect(own.traces?.except).to.deep.equal([name, 3]);
        expect(own.behaviour?.[0]).to.include({ column: name, name: "v" });
      }),
      { seed: 5, numRuns: 500 },
    );
    for (const name of ["null", "yes", "1", "-", "a: b", "a #b", "[x]", "~", "\u2028", "e1", "0x1", "a\nb"]) {
      expect(parse(manifestText([recording(name)], { id: "my-lab" })).time?.column).to.equal(name);
    }
  });

  it("has no line twice that all recordings share, and stays short for many", () => {
    const many = Array.from({ length: 1000 }, (_, index) => recording("t", `day${index}/worm${index}.csv`));
    const text = manifestText(many, { id: "my-lab" });
    expect(text.length).to.be.below(100_000);
    expect(parse(text).recordings).to.have.length(1000);
    expect(text.match(/time:/g)).to.have.length(1);
  });
});
