import { expect } from "chai";
import { memorySource } from "../../../src/bytes/memory-source.js";
import { matrixSheetEdges } from "../../../src/datasets/connectome/matrix-sheet-edges.js";
import { pairSheetRows } from "../../../src/datasets/connectome/pair-sheet.js";
import { sheetNamed } from "../../../src/datasets/connectome/sheet-named.js";
import type { Finding } from "../../../src/datasets/read-recordings.js";
import { FormatError, UnknownNameError } from "../../../src/errors.js";
import { openWorkbook, type Sheet } from "../../../src/formats/workbook.js";
import { caught } from "../../support/caught.js";
import { makeXlsx, type XlsxValue } from "../../support/make-xlsx.js";

type Rows = readonly (readonly XlsxValue[])[];

const file = "made.xlsx";
const workbookOf = (name: string, rows: Rows) => openWorkbook(memorySource(file, makeXlsx([{ name, rows }])));

async function matrix(rows: Rows, isSquare = false) {
  const findings: Finding[] = [];
  const report = (finding: Finding) => void findings.push(finding);
  const sheet = await (await workbookOf("m", rows)).sheet("m");
  const options = { file, kind: "chemical", isSquare, report, nameRow: 2, nameColumn: 2 } as const;
  const edges = matrixSheetEdges(sheet, options);
  return { edges, findings, seen: findings.map(({ rule, place, severity }) => [rule, place, severity]) };
}

/** A matrix with its headings, and its names once more on the other sides. */
const good: Rows = [
  [null, null, null, "HEAD"],
  [null, null, null, 6],
  [null, null, null, "AVAL", "AVBL", null],
  ["HEAD", 6, "AVAL", null, 2, "AVAL"],
  [null, null, "AVBL", 3, null, "AVBL"],
  [null, null, null, "AVAL", "AVBL", null],
];
const changed = (row: number, column: number, value: XlsxValue): Rows =>
  good.map((line, at) => (at === row ? Object.assign([...line], { [column]: value }) : line));

describe("a sheet that holds a matrix", () => {
  it("gives its filled cells with their places; headings and repeated names are passed over", async () => {
    const { edges, findings } = await matrix(good, true);
    expect(edges).to.deep.equal([
      { pre: "AVAL", post: "AVBL", kind: "chemical", weight: 2, place: 'sheet "m", cell E4' },
      { pre: "AVBL", post: "AVAL", kind: "chemical", weight: 3, place: 'sheet "m", cell D5' },
    ]);
    expect(findings).to.deep.equal([]);
  });

  it("reports an entry that is no number, a number behind the matrix, and a name that stands twice", async () => {
    expect((await matrix(changed(3, 4, "two"))).seen).to.deep.equal([
      ["entry-no-number", 'sheet "m", cell E4', "loss"],
    ]);
    expect((await matrix(changed(3, 6, 9))).seen).to.deep.equal([
      ["number-outside-matrix", 'sheet "m", cell G4', "loss"],
      ["names-end", 'sheet "m", cell C6', "loss"],
    ]);
    const twice = await matrix(changed(4, 2, "AVAL"));
    expect(twice.seen).to.deep.equal([["repeated-name", 'sheet "m", cell C5', "note"]]);
    expect(twice.edges.map(({ pre }) => pre)).to.deep.equal(["AVAL", "AVAL"]);
  });

  it("reports a date, merged cells and an error with their cells, and takes no number out of them", async () => {
    const findings: Finding[] = [];
    const sheet = await (await workbookOf("m", good)).sheet("m");
    const odd: Sheet = {
      ...sheet,
      isDate: (row, column) => row === 3 && column === 4,
      errors: [{ row: 4, column: 4, error: "#N/A" }],
      merged: [
        { firstRow: 0, firstColumn: 3, lastRow: 1, lastColumn: 4 },
        { firstRow: 3, firstColumn: 2, lastRow: 4, lastColumn: 2 },
      ],
    };
    const report = (finding: Finding) => void findings.push(finding);
    const edges = matrixSheetEdges(odd, {
      ...{ file, kind: "chemical", isSquare: true, report, nameRow: 2, nameColumn: 2 },
    });
    expect(edges.map(({ place }) => place)).to.deep.equal(['sheet "m", cell D5']);
    expect(findings.map(({ rule, place, severity, found }) => [rule, place, severity, found])).to.deep.equal([
      ["entry-no-number", 'sheet "m", cell E4', "loss", "a date (2)"],
      ["entry-no-number", 'sheet "m", cell E5', "loss", "#N/A"],
      ["merged-cells", 'sheet "m", cell C4 to C5', "note", "cells merged into one"],
    ]);
  });

  it("says where its names end, when numbers stand behind", async () => {
    const { findings, edges } = await matrix(changed(4, 2, null));
    expect(edges).to.have.length(1);
    const end = findings.find(({ rule }) => rule === "names-end")!;
    expect([end.place, end.severity]).to.deep.equal(['sheet "m", cell C5', "loss"]);
    expect(end.found).to.equal('no name in sheet "m", cell C5 and sheet "m", cell F3, but 1 numbers behind');
  });

  it("reports cells that are only a row or only a column, where it should be square", async () => {
    const rows = changed(2, 4, "AVBR");
    expect((await matrix(rows, true)).seen).to.deep.equal([
      ["matrix-not-square", 'sheet "m", cell C5', "note"],
      ["matrix-not-square", 'sheet "m", cell E3', "note"],
    ]);
    expect((await matrix(rows)).seen).to.deep.equal([]);
  });

  const moved: readonly [string, Rows, RegExp][] = [
    ["down", [[], ...good], /sheet "m", cell C4: expected the name of a cell of the matrix, found an empty cell/],
    ["up", good.slice(1), /cell D3: .*found an empty cell/],
    ["to the right", good.map((line) => [null, ...line]), /cell C4: .*found 6/],
    ["to the left", good.map((line) => line.slice(1)), /cell C4: .*found an empty cell/],
  ];
  for (const [way, rows, message] of moved) {
    it(`is refused when it was moved ${way}`, async () => {
      const error = await caught(matrix(rows));
      expect(error).to.be.instanceOf(FormatError);
      expect(error.message).to.match(message);
    });
  }

  it("is refused when a number stands for a name", async () => {
    expect((await caught(matrix(changed(2, 4, 7)))).message).to.match(/cell E3: .*found 7/);
  });
});

describe("a sheet that lists pairs", () => {
  const columns = ["Neuron 1", "Neuron 2", "Nbr"];
  const list: Rows = [["Neuron 1", "Neuron 2", "Type", "Nbr"], ["AVAL", "AVBL", "S", 2], [], ["AVBL", 7, "S", "x"]];
  async function rowsOf(rows: Rows) {
    const findings: Finding[] = [];
    const sheet = await (await workbookOf("l", rows)).sheet("l");
    return { rows: pairSheetRows(sheet, { file, columns, report: (one) => findings.push(one) }), findings };
  }

  it("gives rows by the names of its columns, wherever they stand", async () => {
    const { rows, findings } = await rowsOf(list);
    expect(rows.map((row) => row.place("Nbr"))).to.deep.equal(['sheet "l", cell D2', 'sheet "l", cell D4']);
    expect([rows[0]!.text("Neuron 1"), rows[0]!.number("Nbr")]).to.deep.equal(["AVAL", 2]);
    expect(findings).to.deep.equal([]);
    const turned = await rowsOf(list.map((line) => [...line].reverse()));
    expect([turned.rows[0]!.text("Neuron 1"), turned.rows[0]!.number("Nbr")]).to.deep.equal(["AVAL", 2]);
  });

  it("names the cell that holds no text or no number", async () => {
    const { rows } = await rowsOf(list);
    expect(() => rows[1]!.text("Neuron 2")).to.throw(
      FormatError,
      /sheet "l", cell B4: expected a text in Neuron 2, found 7/,
    );
    expect(() => rows[1]!.number("Nbr")).to.throw(
      FormatError,
      /sheet "l", cell D4: expected a number in Nbr, found "x"/,
    );
    expect(() => rows[1]!.textOrNull("Neuron 2")).to.throw(FormatError, /cell B4/);
  });

  it("is refused with a column that stands twice, with both cells", async () => {
    const error = await caught(rowsOf(list.map((line, row) => [...line, ...(row === 0 ? ["Nbr"] : [7])])));
    expect(error.message).to.match(/sheet "l", cell D1: expected one column Nbr, found another one in E1/);
  });

  it("names the cell of a date and of an error, and passes over no row that has only errors", async () => {
    const sheet = await (await workbookOf("l", list)).sheet("l");
    const errors = [0, 1].map((column) => ({ row: 2, column, error: "#REF!" }));
    const merged = [{ firstRow: 1, firstColumn: 0, lastRow: 2, lastColumn: 0 }];
    const odd: Sheet = { ...sheet, isDate: (row, column) => row === 1 && column === 3, errors, merged };
    const findings: Finding[] = [];
    const rows = pairSheetRows(odd, { file, columns, report: (one) => findings.push(one) });
    expect(rows).to.have.length(3);
    expect(() => rows[0]!.number("Nbr")).to.throw(FormatError, /cell D2: expected a number in Nbr, found a date \(2\)/);
    expect(() => rows[1]!.textOrNull("Neuron 2")).to.throw(FormatError, /cell B3: .*found #REF!/);
    expect(findings.map(({ rule, place }) => [rule, place])).to.deep.equal([
      ["merged-cells", 'sheet "l", cell A2 to A3'],
    ]);
  });

  it("reports names of columns that were moved down, and refuses when they are missing", async () => {
    const { rows, findings } = await rowsOf([["A title"], [], ...list]);
    expect(rows[0]!.text("Neuron 1")).to.equal("AVAL");
    expect(findings.map(({ rule, place, severity }) => [rule, place, severity])).to.deep.equal([
      ["moved-header", 'sheet "l", cell A3', "repair"],
    ]);
    const error = await caught(rowsOf(list.slice(1)));
    expect(error.message).to.match(/cell A1: expected the columns Neuron 1, Neuron 2, Nbr .* found AVAL, AVBL, S, 2/);
  });
});

describe("sheetNamed", () => {
  it("finds a sheet under the names of both editions, and refuses others", async () => {
    const old = await workbookOf("herm gap jn symmetric", [["x"]]);
    expect((await sheetNamed(old, "hermaphrodite gap jn symmetric", file)).name).to.equal("herm gap jn symmetric");
    const corrected = await workbookOf("Hermaphrodite gap jn symmetric ", [["x"]]);
    expect((await sheetNamed(corrected, "herm gap jn symmetric", file)).rows).to.equal(1);
    const error = await caught(sheetNamed(old, "male chemical", file));
    expect(error).to.be.instanceOf(UnknownNameError);
    expect(error).to.have.property("next", 'its sheets are "herm gap jn symmetric"');
  });
});
