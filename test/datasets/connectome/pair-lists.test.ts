import { expect } from "chai";
import { memorySource } from "../../../src/bytes/memory-source.js";
import { countedEdges } from "../../../src/datasets/connectome/counted-edges.js";
import { filledCells, namesDiffer, readLabelledMatrix } from "../../../src/datasets/connectome/labelled-matrix.js";
import { nemanodeEdges } from "../../../src/datasets/connectome/nemanode-edges.js";
import { readPairRecords } from "../../../src/datasets/connectome/pair-records.js";
import { readPairTable } from "../../../src/datasets/connectome/pair-table.js";
import { wormneuroatlasEdges } from "../../../src/datasets/connectome/wormneuroatlas-edges.js";
import type { Finding } from "../../../src/datasets/read-recordings.js";
import { caught } from "../../support/caught.js";
import { damagedCopies } from "../../support/damaged-copies.js";
import { survive } from "../../support/survive.js";

const source = (text: string | Uint8Array) =>
  memorySource("the file", typeof text === "string" ? new TextEncoder().encode(text) : text);

const record = (fields: Readonly<Record<string, unknown>> = {}) => ({
  ...{ pre: "AVAL", post: "AVBL", typ: 0, syn: [1, 1, 1], ids: [7, 8, 9] },
  ...fields,
});
const list = (...records: readonly unknown[]) => JSON.stringify(records);

const table = "pre\tpost\ttype\tsynapses\nADAL\tADFL\telectrical\t1\nADAL\tAIBL\tchemical\t3\n";
const matrix = ",AVAL,AVBL\nAVAL,0.5,\nAVBL,-1,2\n";

describe("lists of pairs in JSON", () => {
  it("give the records as they stand, other keys passed over", async () => {
    expect(await readPairRecords(source(list(record())), { types: [0] })).to.deep.equal([
      { pre: "AVAL", post: "AVBL", typ: 0, syn: [1, 1, 1], place: "record 1" },
    ]);
  });

  const refusals: readonly (readonly [string, string, RegExp])[] = [
    ["no list", JSON.stringify(record()), /the file: the whole file: expected a list of pairs, found object/],
    ["a record that is a number", list(record(), 3), /record 2: expected an object with pre, post, typ and syn/],
    ["an empty name", list(record({ post: " " })), /record 1: expected the name of a cell in post, found " "/],
    ["a name that is missing", list(record({ pre: undefined })), /expected the name of a cell in pre, found none/],
    ["an unknown code", list(record({ typ: 3 })), /expected 0 or 2 in typ, found 3/],
    ["a number for syn", list(record({ syn: 4 })), /expected a list of finite numbers in syn, found 4/],
    ["a text among the synapses", list(record({ syn: [1, "1"] })), /expected a list of finite numbers in syn/],
  ];
  for (const [what, text, message] of refusals) {
    it(`are refused with ${what}`, async () => {
      const error = await caught(readPairRecords(source(text), { types: [0, 2] }));
      expect(error.tag).to.equal("format");
      expect(error.message).to.match(message);
    });
  }
});

describe("NemaNode", () => {
  it("counts the entries of syn, and reports those that are not 1 and records without any", async () => {
    const findings: Finding[] = [];
    const records = list(record(), record({ typ: 2, syn: [1] }), record({ syn: [1, 2] }), record({ syn: [] }));
    const edges = await nemanodeEdges(source(records), { report: (finding) => findings.push(finding) });
    expect(edges.map(({ kind, weight, place }) => [kind, weight, place])).to.deep.equal([
      ["chemical", 3, "record 1"],
      ["gap", 1, "record 2"],
      ["chemical", 2, "record 3"],
    ]);
    expect(findings.map(({ rule, place, severity }) => [rule, place, severity])).to.deep.equal([
      ["synapse-entry-not-one", "record 3", "note"],
      ["no-synapse", "record 4", "loss"],
    ]);
  });
});

describe("tables of pairs", () => {
  it("are read by the names of their columns, wherever these stand", async () => {
    const moved = "synapses\ttype\tpost\tpre\n3\tchemical\tAIBL\tADAL\n";
    expect(await wormneuroatlasEdges(source(moved))).to.deep.equal([
      { pre: "ADAL", post: "AIBL", kind: "chemical", weight: 3, place: "line 2" },
    ]);
    const [gap] = await wormneuroatlasEdges(source(table));
    expect(gap).to.include({ kind: "gap", weight: 1 });
  });

  it("lose a # before the first name, and name the column that has none", async () => {
    const rows = await readPairTable(source("#source, target,\n RIML ,ALML,x\n"), {
      columns: ["source"],
      unnamed: "gene",
    });
    expect(rows.map(({ fields }) => fields)).to.deep.equal([{ source: "RIML", target: "ALML", gene: "x" }]);
  });

  it("are refused with a column that stands twice but for spaces, and with an empty name", async () => {
    const twice = readPairTable(source("#a, b,b\n1,2,3\n"), { columns: ["a", "b"] });
    expect((await caught(twice)).message).to.match(/line 1: .*found "b" twice, but for spaces/);
    const unnamed = wormneuroatlasEdges(source(table.replace("AIBL", " ")));
    expect((await caught(unnamed)).message).to.match(
      /line 3: expected the name of a cell in post, found an empty field/,
    );
  });

  it("are refused without a column, with another type, with a count that is no number", async () => {
    const messageOf = async (text: string) => (await caught(wormneuroatlasEdges(source(text)))).message;
    expect(await messageOf(table.replace("pre", "from"))).to.match(
      /line 1: expected the columns pre, found "from", "post"/,
    );
    expect(await messageOf(table.replace("electrical", "contact"))).to.match(
      /line 2: expected chemical or electrical in type, found "contact"/,
    );
    expect(await messageOf(table.replace("3", "three"))).to.match(
      /line 3: expected a finite number in synapses, found "three"/,
    );
    expect(await messageOf(table.replace("3", "inf"))).to.match(/expected a finite number in synapses/);
  });

  it("are told from lists by their media type", async () => {
    const report = () => {};
    const read = (mediaType: string, text: string) =>
      countedEdges({ path: "a/b", mediaType }, source(text), { report });
    expect((await read("text/tab-separated-values", table)).pairs).to.equal("once");
    expect((await read("application/json", list(record()))).pairs).to.equal("both");
    expect((await caught(read("text/csv", table))).message).to.match(/mediaType: expected application\/json or/);
  });
});

describe("matrices with names", () => {
  it("give their filled cells with row, column and place; a zero is a value, an empty cell is none", async () => {
    const cells = [...filledCells(await readLabelledMatrix(source("\uFEFF,AVAL,AVBL\nAVAL,0,\nAVBL,-1.5,2\n")))];
    expect(cells).to.deep.equal([
      { row: "AVAL", column: "AVAL", value: 0, place: "line 2, field 2" },
      { row: "AVBL", column: "AVAL", value: -1.5, place: "line 3, field 2" },
      { row: "AVBL", column: "AVBL", value: 2, place: "line 3, field 3" },
    ]);
  });

  it("are refused with a value that is no number, an empty name, no columns", async () => {
    const messageOf = async (text: string) => (await caught(readLabelledMatrix(source(text)))).message;
    expect(await messageOf(matrix.replace("0.5", "much"))).to.match(/line 2, field 2: expected a number, found "much"/);
    expect(await messageOf(matrix.replace("0.5", "inf"))).to.match(/line 2, field 2: expected a finite number/);
    expect(await messageOf(matrix.replace("\nAVBL", "\n"))).to.match(/line 3: expected the name of a cell/);
    expect(await messageOf("AVAL\n1\n")).to.match(/line 1: expected names of columns/);
  });

  it("say where the names of rows and columns differ", () => {
    const [a, b] = [
      ["AVAL", "AVBL"],
      ["AVAL", "AVBR"],
    ] as const;
    expect(namesDiffer({ rowNames: a, columnNames: a })).to.equal(undefined);
    expect(namesDiffer({ rowNames: a, columnNames: b })).to.equal("row 2 is AVBL, column 2 is AVBR");
    expect(namesDiffer({ rowNames: a, columnNames: ["AVAL"] })).to.equal("2 rows and 1 columns");
  });
});

describe("damaged lists and matrices", () => {
  const nothing = () => {};
  const cases: readonly (readonly [string, string, (file: Uint8Array) => Promise<readonly (number | null)[]>])[] = [
    [
      "list in JSON",
      JSON.stringify([record(), record({ typ: 2, syn: [1] }), record({ pre: "AVAR" })], null, 1),
      async (file) => (await nemanodeEdges(source(file), { report: nothing })).map(({ weight }) => weight),
    ],
    ["table", table, async (file) => (await wormneuroatlasEdges(source(file))).map(({ weight }) => weight)],
    [
      "matrix",
      matrix,
      async (file) => [...(await readLabelledMatrix(source(file))).values].filter((value) => !Number.isNaN(value)),
    ],
  ];
  for (const [what, text, read] of cases) {
    it(`a ${what} gives finite weights or a tagged error`, async () => {
      const readAll = async (bytes: Uint8Array, damage: string) => {
        for (const weight of await read(bytes)) expect(Number.isFinite(weight), damage).to.equal(true);
      };
      const copies = damagedCopies(new TextEncoder().encode(text), { seed: 1986, count: 2000 });
      expect(await survive(copies, readAll, { named: "the file" })).to.be.within(500, 1950);
    });
  }
});
