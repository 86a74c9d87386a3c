import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import { memorySource } from "../../../src/bytes/memory-source.js";
import { inferTable } from "../../../src/datasets/own/infer/infer-table.js";
import { loadOwnDataset } from "../../../src/node/own-dataset.js";
import { collectTables } from "../../support/collect-tables.js";
import { makeNpy, makeNpz } from "../../support/make-npz.js";
import { makeZip } from "../../support/make-zip.js";
import { messageOf } from "../../support/message-of.js";
import { temporaryFolder } from "../../support/temporary-folder.js";

const head = "neuroloom: 1\nid: my-lab\n";
const table = `${head}time: {column: t}\nlabels: {header: true}\n`;
const one = "recordings: [{file: w.csv}]\n";

describe("own files that are not what the manifest says", () => {
  const folder = temporaryFolder();

  async function read(manifest: string, files: Readonly<Record<string, string | Uint8Array>>) {
    await writeFile(join(folder(), "my-lab.yaml"), manifest);
    for (const [name, content] of Object.entries(files)) await writeFile(join(folder(), name), content);
    const dataset = await loadOwnDataset(join(folder(), "my-lab.yaml"));
    return collectTables(dataset.read(dataset.files));
  }

  const wrong: readonly (readonly [string, string, Readonly<Record<string, string | Uint8Array>>, RegExp])[] = [
    ["an empty file", table + one, { "w.csv": "" }, /w\.csv: .*an empty file/],
    ["a header only", table + one, { "w.csv": "t,AVAL\n" }, /expected rows of samples, found a header only/],
    [
      "a column that is not there",
      `${head}time: {column: tim}\n${one}`,
      { "w.csv": "t,AVAL\n0,1\n" },
      /no column in own\/my-lab\/w\.csv named "tim"; nearest: t; its columns are t, AVAL/,
    ],
    [
      "a number beyond the columns",
      `${head}time: {column: 5}\n${one}`,
      { "w.csv": "t,AVAL\n0,1\n" },
      /expected a column 1 to 2, found column 5/,
    ],
    [
      "a name without header",
      `${head}table: {header: false}\ntime: {column: t}\n${one}`,
      { "w.csv": "0,1\n1,2\n" },
      /the table has no header; give numbers 1 to 2/,
    ],
    [
      "two columns of time by one name",
      table + one,
      { "w.csv": "t,t,AVAL\n0,0,1\n1,1,2\n" },
      /expected one "t", found columns 1, 2; give the number/,
    ],
    [
      "words among samples",
      table + one,
      { "w.csv": "t,AVAL\n0,1\n1,bad\n" },
      /line 3, column 2 \(AVAL\): expected a number, found "bad"/,
    ],
    ["a row of another length", table + one, { "w.csv": "t,AVAL\n0,1\n1\n" }, /line 3: expected 2 fields/],
    [
      "time that falls",
      table + one,
      { "w.csv": "t,AVAL\n0,1\n2,1\n1,1\n" },
      /time: expected finite time stamps that never fall, found 1 after 2 at index 2/,
    ],
    ["time that stands still", table + one, { "w.csv": "t,AVAL\n3,1\n3,1\n" }, /time stamps that rise/],
    ["a missing stamp", table + one, { "w.csv": "t,AVAL\n0,1\n,1\n" }, /finite time stamps/],
    [
      "no trace left",
      `${head}time: {column: t}\ntraces: {except: [AVAL]}\n${one}`,
      { "w.csv": "t,AVAL\n0,1\n1,2\n" },
      /expected a column of a neuron, found 2 columns, all of them/,
    ],
    ["no UTF-8", table + one, { "w.csv": Buffer.from("t,AVAL,µ\n0,1,2\n", "latin1") }, /UTF-8/],
    [
      "too few labels",
      `${head}time: {column: t}\nlabels: {names: [AVAL]}\n${one}`,
      { "w.csv": "t,a,b\n0,1,2\n1,2,3\n" },
      /labels: expected a label for each of the 2 traces, found 1 labels/,
    ],
    [
      "too many lines of labels",
      `${head}time: {column: t}\nlabels: {file: l.txt}\n${one}`,
      { "w.csv": "t,a\n0,1\n1,2\n", "l.txt": "AVAL\nAVAR\n" },
      /^l\.txt: labels: expected a label for each of the 1 traces, found 2 labels/,
    ],
    [
      "a row that is not there",
      `${head}time: {rate_hz: 1}\ntraces: {orientation: rows, first_column: 2}\nlabels: {column: 1}\nbehaviour: [{row: velocty, name: v}]\ntable: {header: false}\n${one}`,
      { "w.csv": "AVAL,1,2\nvelocity,3,4\n" },
      /no single row .* named "velocty"; nearest: velocity/,
    ],
    [
      "an onset that is no number",
      `${head}time: {column: t}\nevents: {file: e.csv}\n${one}`,
      { "w.csv": "t,a\n0,1\n1,2\n", "e.csv": "onset,duration,label\nx,1,rev\n" },
      /e\.csv: line 2, column 1 \(onset\): expected a number/,
    ],
    [
      "a duration below 0",
      `${head}time: {column: t}\nevents: {file: e.csv}\n${one}`,
      { "w.csv": "t,a\n0,1\n1,2\n", "e.csv": "onset,duration,label\n1,-1,rev\n" },
      /duration of 0 or more/,
    ],
    [
      "events without onset",
      `${head}time: {column: t}\nevents: {file: e.csv}\n${one}`,
      { "w.csv": "t,a\n0,1\n1,2\n", "e.csv": "start,duration,label\n1,1,rev\n" },
      /named "onset"; .*its columns are start, duration, label/,
    ],
    [
      "an array that is not there",
      `${head}time: {rate_hz: 1}\ntraces: {variable: b}\nrecordings: [{file: w.npz}]`,
      { "w.npz": makeNpz({ a: makeNpy([2, 2], [1, 2, 3, 4]) }) },
      /no array in .* named "b"; nearest: a; the file holds a \(2 × 2\)/,
    ],
    [
      "a cube",
      `${head}time: {rate_hz: 1}\nrecordings: [{file: w.npy}]`,
      { "w.npy": makeNpy([2, 2, 2], [1, 2, 3, 4, 5, 6, 7, 8]) },
      /expected a matrix of time and neuron, found an array of 2 × 2 × 2/,
    ],
    [
      "an empty array",
      `${head}time: {rate_hz: 1}\nrecordings: [{file: w.npy}]`,
      { "w.npy": makeNpy([0, 3], []) },
      /expected samples, found an empty array/,
    ],
    [
      "stamps of another length",
      `${head}time: {variable: t}\ntraces: {variable: a}\nrecordings: [{file: w.npz}]`,
      { "w.npz": makeNpz({ a: makeNpy([2, 2], [1, 2, 3, 4]), t: makeNpy([3], [1, 2, 3]) }) },
      /expected a stamp for each of the 2 samples, found 3 stamps/,
    ],
    [
      "behaviour of another length",
      `${head}time: {rate_hz: 1}\ntraces: {variable: a}\nbehaviour: [{variable: v, name: v}]\nrecordings: [{file: w.npz}]`,
      { "w.npz": makeNpz({ a: makeNpy([2, 2], [1, 2, 3, 4]), v: makeNpy([3], [1, 2, 3]) }) },
      /v: expected 2 samples as the traces have, found 3/,
    ],
    [
      "a member that is not there",
      `${head}time: {column: t}\nrecordings: [{file: w.zip, member: b.csv}]`,
      { "w.zip": makeZip([{ name: "a.csv", bytes: new Uint8Array(3) }]) },
      /b\.csv: not found in .*w\.zip; it holds a\.csv/,
    ],
    [
      "an ending of no format",
      `${head}time: {rate_hz: 1}\ntraces: {variable: a}\nrecordings: [{file: w.xlsx}]`,
      { "w.xlsx": "x" },
      /expected a name that ends in \.csv, .*found \.xlsx/,
    ],
  ];
  for (const [what, manifest, files, message] of wrong) {
    it(what, async () => {
      expect(await messageOf(() => read(manifest, files))).to.match(message);
    });
  }

  it("missing samples stay missing, empty traces are bad, repeats are flagged, and findings say so", async () => {
    const text = "t,VB02,AVAL,AVAL,SAAD?\n0,1,NA,3,1\n1,,NA,4,2\n2,nan,NA,5,3\n\n";
    const { rows } = await read(table + one, { "w.csv": text });
    expect(rows("channels").map(({ name, name_rule, status }) => [name, name_rule, status])).to.deep.equal([
      ["VB2", "zero-padding", "good"],
      ["AVAL", "exact", "duplicate"],
      ["AVAL", "exact", "duplicate"],
      [null, "ambiguous", "good"],
    ]);
    expect(rows("channels")[3]!.name_candidates).to.equal('["SAADL","SAADR"]');
    expect(
      rows("findings")
        .map(({ rule }) => rule)
        .sort(),
    ).to.deep.equal(["missing-samples", "quantity-unstated", "uneven-table"]);
    expect([...rows("signals")[0]!.values]).to.deep.equal([1, Number.NaN, Number.NaN]);
  });

  it("a name in the list of columns may stand as often as the table has it", async () => {
    const columns = `${table}traces: {columns: [AVAR, AVAL, AVAL]}\n${one}`;
    const { rows } = await read(columns, { "w.csv": "t,AVAL,AVAR,AVAL\n0,1,2,3\n1,1,2,3\n" });
    expect(rows("channels").map(({ name_source, source_index }) => [name_source, source_index])).to.deep.equal([
      ["AVAR", 2],
      ["AVAL", 1],
      ["AVAL", 3],
    ]);
  });

  it("rows begin behind their labels unless the manifest says where, and may be left out by label or number", async () => {
    const rows = `${head}time: {step_s: 0.5}\ntable: {header: false}\nlabels: {column: 1}\n`;
    const files = { "w.csv": "AVAL,1,2\nmean,3,4\nAVAR,5,6\nRIML,7,8\n" };
    const made = await read(`${rows}traces: {orientation: rows, except: [mean, 3]}\n${one}`, files);
    expect(made.rows("channels").map(({ name, source_index }) => [name, source_index])).to.deep.equal([
      ["AVAL", 0],
      ["RIML", 3],
    ]);
    expect(made.rows("signals").map(({ values }) => [...values])).to.deep.equal([
      [1, 2],
      [7, 8],
    ]);
    expect(made.rows("recordings")[0]).to.include({ sampling_rate_hz: 2, duration_s: 1 });
  });

  it("another species keeps its labels and gets no names of worm neurons", async () => {
    const { rows } = await read(`${table}species: Danio rerio\n${one}`, { "w.csv": "t,AVAL\n0,1\n1,2\n" });
    expect(rows("channels")[0]).to.include({ name_source: "AVAL", name: null, name_rule: null });
  });

  it("events are ordered, in seconds from the first sample, with what the manifest calls their columns", async () => {
    const manifest = `${head}time: {column: t}\nevents: {file: e.csv, onset: start (ms), duration: null, label: what, unit: ms, kind: stimulus}\n${one}`;
    const files = { "w.csv": "t,a\n10,1\n11,2\n", "e.csv": "what,start (ms)\nlight,12000\n,10500\n" };
    const { rows } = await read(manifest, files);
    const events = rows("events").map(({ onset_s, duration_s, label, kind }) => [
      onset_s,
      duration_s ?? null,
      label,
      kind,
    ]);
    expect(events).to.deep.equal([
      [0.5, null, null, "stimulus"],
      [2, null, "light", "stimulus"],
    ]);
  });

  it("expected facts are compared, and quantities chosen", async () => {
    const manifest = `${table}traces: {quantity: dff, unit: "1"}\n${one}`;
    await read(manifest, { "w.csv": "t,AVAL\n0,1\n1,2\n" });
    const dataset = await loadOwnDataset(join(folder(), "my-lab.yaml"));
    expect(dataset.manifest.quantities.map(({ name, unit }) => [name, unit])).to.deep.equal([["dff", "1"]]);
    const asked = (quantity: string) => messageOf(() => collectTables(dataset.read(dataset.files, { quantity })));
    expect(await asked("dff")).to.equal("no error");
    expect(await asked("df")).to.match(/no trace quantity of my-lab named "df"; nearest: dff/);
  });
});

describe("asking files that hold no traces", () => {
  const ask = (text: string | Uint8Array, name = "w.csv") => {
    const bytes = typeof text === "string" ? new TextEncoder().encode(text) : text;
    return messageOf(() => inferTable(memorySource(name, bytes)));
  };
  it("says what is wrong", async () => {
    expect(await ask("")).to.match(/an empty file/);
    expect(await ask("time,AVAL\n")).to.match(/a header only/);
    expect(await ask("a,b\nc,d\n")).to.match(/text only/);
    expect(await ask(new Uint8Array([1, 0, 2, 0]))).to.match(/NUL/);
    expect(await ask(`t,AVAL\n0,"${"x".repeat(2 ** 21)}"\n`)).to.match(/a field of at most/);
    expect(await ask(`${"1,".repeat(2 ** 23)}1\n`)).to.match(/a row of at most/);
    expect(await ask("time,AVAL\n0,1\n1\n")).to.match(/expected 2 fields/);
    expect(await ask("0\n1\n2\n")).to.match(/a column that can be a trace/);
  });
});
