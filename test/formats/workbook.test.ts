import { expect } from "chai";
import fc from "fast-check";
import { writeXlsx } from "hucre/xlsx";
import { memorySource } from "../../src/bytes/memory-source.js";
import { FormatError, UnknownNameError } from "../../src/errors.js";
import { cellName, parseCellName } from "../../src/formats/sheet/cell-place.js";
import { openWorkbook, type Sheet } from "../../src/formats/workbook.js";
import { caught } from "../support/caught.js";
import { compoundFile, makeXls, record, type XlsCell } from "../support/make-xls.js";
import { makeXlsx, type XlsxValue, xlsxParts, zipParts } from "../support/make-xlsx.js";
import { xlsCells } from "../support/xls-cells.js";

const open = (bytes: Uint8Array) => openWorkbook(memorySource("the file", bytes));
const gridOf = (sheet: Sheet) =>
  Array.from({ length: sheet.rows }, (_, row) =>
    Array.from({ length: sheet.columns }, (_, column) => sheet.cell(row, column)),
  );
const sheetOf = async (bytes: Uint8Array, name = "a") => (await open(bytes)).sheet(name);
const xml = (cells: string) => `<worksheet><sheetData>${cells}</sheetData></worksheet>`;
const xlsxOf = (rows: string, strings?: string) => makeXlsx([{ name: "a", rows: xml(rows) }], strings);

describe("names of cells", () => {
  it("are those of spreadsheets", () => {
    expect([cellName(0, 0), cellName(2, 3), cellName(0, 25), cellName(9, 26), cellName(1048575, 16383)]).to.deep.equal([
      ...["A1", "D3", "Z1", "AA10", "XFD1048576"],
    ]);
  });

  it("read back", () => {
    const rows = fc.integer({ min: 0, max: 1048575 });
    const columns = fc.integer({ min: 0, max: 16383 });
    fc.assert(
      fc.property(rows, columns, (row, column) => {
        expect(parseCellName(cellName(row, column))).to.deep.equal({ row, column });
      }),
    );
    for (const bad of ["", "A", "1", "A0", "XFE1", "A1048577", "a1", "AAAA1"])
      expect(parseCellName(bad)).to.equal(undefined);
  });
});

describe("openWorkbook, .xlsx", () => {
  const rows: readonly (readonly XlsxValue[])[] = [
    ["a", null, 'ü < & "', 1],
    [null, -0.5, true, false],
    [],
    ["a", 1e300, null, "_"],
  ];

  it("gives every value at its place", async () => {
    const workbook = await open(
      makeXlsx([
        { name: "one & two", rows },
        { name: "empty", rows: [] },
      ]),
    );
    expect(workbook.sheetNames).to.deep.equal(["one & two", "empty"]);
    const sheet = await workbook.sheet("one & two");
    expect(gridOf(sheet)).to.deep.equal(
      rows.map((row) => Array.from({ length: 4 }, (_, column) => row[column] ?? null)),
    );
    const empty = await workbook.sheet("empty");
    expect([empty.rows, empty.columns, empty.cell(0, 0), sheet.cell(99, 99)]).to.deep.equal([0, 0, null, null]);
  });

  it("reads what another program writes", async () => {
    const value = fc.oneof(
      fc.constant(null),
      fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => number + 0),
      fc.boolean(),
      fc.string({ minLength: 1, unit: fc.constantFrom(..."abc &<>\"'é日_x09AF-") }).map((text) => `t${text}t`),
    );
    const grid = fc.array(fc.array(value, { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(grid, async (cells) => {
        const bytes = await writeXlsx({ sheets: [{ name: "a", rows: cells }] });
        const sheet = await sheetOf(bytes);
        for (const [row, line] of cells.entries()) {
          for (const [column, expected] of line.entries()) expect(sheet.cell(row, column)).to.equal(expected);
        }
      }),
      { numRuns: 60 },
    );
  });

  it("joins rich text, leaves out pronunciations, and resolves what XML escapes", async () => {
    const strings = `<sst><si><r><t>a</t></r><r><rPr><b/></rPr><t>b&#x41;</t></r><rPh sb="0" eb="1"><t>no</t></rPh></si>
      <si><t>x_x000D_&amp;y</t></si><si/></sst>`;
    const cells = ["0", "1", "2"].map((index) => `<c t="s"><v>${index}</v></c>`).join("");
    const inline = '<c t="inlineStr"><is><t>in</t><t>line</t></is></c><c t="str"><f>A1</f><v>text</v></c>';
    const sheet = await sheetOf(xlsxOf(`<row>${cells}${inline}</row>`, strings));
    expect(gridOf(sheet)).to.deep.equal([["abA", "x\r&y", null, "inline", "text"]]);
  });

  it("reads cells and rows without references in their order", async () => {
    const sheet = await sheetOf(
      xlsxOf('<row><c><v>1</v></c><c r="D1"><v>2</v></c><c><v>3</v></c></row><row/><row><c><v>4</v></c></row>'),
    );
    expect(gridOf(sheet)).to.deep.equal([
      [1, null, null, 2, 3],
      [null, null, null, null, null],
      [4, null, null, null, null],
    ]);
  });

  it("lists cells that show errors", async () => {
    const sheet = await sheetOf(xlsxOf('<row r="1"><c r="B1" t="e"><v>#N/A</v></c><c r="C1"><v>1</v></c></row>'));
    expect(sheet.errors).to.deep.equal([{ row: 0, column: 1, error: "#N/A" }]);
    expect(sheet.cell(0, 1)).to.equal(null);
  });

  it("passes over charts, and finds parts wherever they are named", async () => {
    const parts = xlsxParts([{ name: "a", rows: [[7]] }]);
    const relations = parts.get("xl/_rels/workbook.xml.rels")!;
    parts.set("other/s.xml", parts.get("xl/worksheets/sheet1.xml")!);
    parts.set(
      "xl/_rels/workbook.xml.rels",
      relations
        .replace("worksheets/sheet1.xml", "/other/./s.xml")
        .replace("</R", '<Relationship Id="c" Type="x/chartsheet" Target="c.xml"/></R'),
    );
    parts.set(
      "xl/workbook.xml",
      parts.get("xl/workbook.xml")!.replace("</sheets>", '<sheet name="chart" sheetId="9" r:id="c"/></sheets>'),
    );
    const workbook = await open(zipParts(parts));
    expect(workbook.sheetNames).to.deep.equal(["a"]);
    expect(gridOf(await workbook.sheet("a"))).to.deep.equal([[7]]);
  });

  const refused: readonly [string, string, RegExp][] = [
    [
      "a number that is none",
      '<row r="1"><c r="A1"><v>1e999</v></c></row>',
      /cell A1: expected a number, found "1e999"/,
    ],
    [
      "a shared text that is not there",
      '<row r="1"><c r="B1" t="s"><v>5</v></c></row>',
      /cell B1: expected the index of one of 0/,
    ],
    ["a truth value that is none", '<row r="1"><c r="A1" t="b"><v>2</v></c></row>', /cell A1: expected 0 or 1/],
    ["a type that is none", '<row r="1"><c r="A1" t="q"><v>2</v></c></row>', /cell A1: expected a known type/],
    ["a cell outside of every sheet", '<row r="1"><c r="ZZZ1"><v>2</v></c></row>', /found cell ZZZ1/],
    ["a row outside of every sheet", '<row r="1048577"/>', /found row 1048577/],
    [
      "a cell twice",
      '<row r="1"><c r="A1"><v>2</v></c><c r="A1"><v>3</v></c></row>',
      /cell A1: expected one value, found a second/,
    ],
    ["elements that cross", "<row><c></row></c>", /expected <\/c>, found <\/row>/],
    ["an element that does not end", "<row><c>", /expected <\/c>/],
    ["an unknown entity", '<row><c t="str"><v>&bomb;</v></c></row>', /expected an entity of XML/],
    ["a document type", "<!DOCTYPE x [<!ENTITY bomb 'x'>]>", /expected no document type/],
  ];
  for (const [what, rowsXml, message] of refused) {
    it(`refuses ${what}`, async () => {
      const error = await caught(sheetOf(xlsxOf(rowsXml)));
      expect(error).to.be.instanceOf(FormatError);
      expect((error as Error).message).to.match(message);
    });
  }

  it("refuses a sheet without a part, a missing part, and two sheets of one name", async () => {
    const two = makeXlsx([
      { name: "a", rows: [] },
      { name: "a", rows: [] },
    ]);
    expect(await caught(open(two))).to.be.instanceOf(FormatError);
    const lost = xlsxParts([{ name: "a", rows: [] }]);
    lost.delete("xl/worksheets/sheet1.xml");
    expect(await caught(sheetOf(zipParts(lost)))).to.be.instanceOf(FormatError);
    const loose = xlsxParts([{ name: "a", rows: [] }]);
    loose.set("xl/_rels/workbook.xml.rels", "<Relationships/>");
    expect(await caught(open(zipParts(loose)))).to.be.instanceOf(FormatError);
    expect(await caught(sheetOf(makeXlsx([{ name: "a", rows: [] }]), "b"))).to.be.instanceOf(UnknownNameError);
  });
});

const xlsGrid = [
  ["name", "日本 wide", "own record", null],
  [0.1, true, null, null],
  [12, -12.34, 1, null],
  [null, 1, 2, 0.02],
  [2.5, "computed", true, null],
];

describe("openWorkbook, .xls", () => {
  it("gives every value at its place, as numbers are packed, and the errors", async () => {
    const workbook = await open(
      makeXls([
        { name: "a", cells: xlsCells },
        { name: "chart", cells: [], type: 2 },
        { name: "ß", cells: [] },
      ]),
    );
    expect(workbook.sheetNames).to.deep.equal(["a", "ß"]);
    const sheet = await workbook.sheet("a");
    expect(gridOf(sheet)).to.deep.equal(xlsGrid);
    expect(sheet.errors).to.deep.equal([{ row: 1, column: 2, error: "#N/A" }]);
  });

  it("reads a stream in small sectors", async () => {
    expect(gridOf(await sheetOf(makeXls([{ name: "a", cells: xlsCells }], { small: true })))).to.deep.equal(xlsGrid);
  });

  it("joins texts that go on in the next record, at any letter", async () => {
    const texts = ["narrow text of some length", "wide 文字 of some length", "", "x"];
    const cells = texts.map((text, row): XlsCell => [row, 0, text]);
    for (let stringBytes = 11; stringBytes < 60; stringBytes++) {
      const sheet = await sheetOf(makeXls([{ name: "a", cells }], { stringBytes }));
      expect(gridOf(sheet).flat(), `${stringBytes} bytes`).to.deep.equal([texts[0], texts[1], null, "x"]);
    }
  });

  it("joins a text whose letters take two bytes in one record and one byte in the next", async () => {
    const head = Buffer.from([1, 0, 0, 0, 1, 0, 0, 0, 4, 0, 1]);
    const shared = [
      record(0xfc, head, Buffer.from("日b", "utf16le")),
      record(0x3c, Buffer.from([0]), Buffer.from("é", "latin1")),
      record(0x3c, Buffer.from([1]), Buffer.from("本", "utf16le")),
    ];
    const bytes = makeXls([{ name: "a", cells: [], more: [record(0xfd, Buffer.alloc(10))] }], { more: shared });
    expect(gridOf(await sheetOf(bytes))).to.deep.equal([["日bé本"]]);
  });

  it("passes over a chart inside of a sheet", async () => {
    const chart = [record(0x809, Buffer.alloc(16)), record(0x203, Buffer.alloc(14)), record(0x0a)];
    const sheet = await sheetOf(makeXls([{ name: "a", cells: [[1, 1, 5]], more: chart }]));
    expect(gridOf(sheet)).to.deep.equal([
      [null, null],
      [null, 5],
    ]);
  });

  it("refuses encrypted and older workbooks, and other compound files", async () => {
    const encrypted = makeXls([{ name: "a", cells: [] }], { more: [record(0x2f, Buffer.alloc(4))] });
    expect((await caught(open(encrypted))) as Error)
      .to.have.property("message")
      .that.matches(/an encrypted one/);
    const old = makeXls([{ name: "a", cells: [] }], { version: 0x500 });
    expect((await caught(open(old))) as Error)
      .to.have.property("message")
      .that.matches(/another version/);
    const other = compoundFile("WordDocument", Buffer.alloc(5000));
    expect((await caught(open(other))) as Error)
      .to.have.property("message")
      .that.matches(/found WordDocument/);
    expect(await caught(open(new Uint8Array()))).to.be.instanceOf(FormatError);
    expect(await caught(open(new TextEncoder().encode("a,b\n1,2\n")))).to.be.instanceOf(FormatError);
  });

  it("refuses a text, a record and a sheet that are not there", async () => {
    const lost = makeXls([{ name: "a", cells: [], more: [record(0xfd, Buffer.alloc(10, 1))] }]);
    expect((await caught(sheetOf(lost))) as Error)
      .to.have.property("message")
      .that.matches(/expected one of 0 shared/);
    const short = makeXls([{ name: "a", cells: [], more: [record(0x203, Buffer.alloc(8))] }]);
    expect((await caught(sheetOf(short))) as Error)
      .to.have.property("message")
      .that.matches(/at least 14 bytes/);
    expect(await caught(sheetOf(makeXls([{ name: "a", cells: [] }]), "b"))).to.be.instanceOf(UnknownNameError);
  });

  it("refuses sectors that run in a circle", async () => {
    const bytes = makeXls([{ name: "a", cells: xlsCells }]);
    const view = new DataView(bytes.buffer);
    // the first table follows the header; its third entry is the first sector of the stream
    view.setUint32(512 + 4 * 2, 2, true);
    expect((await caught(open(bytes))) as Error)
      .to.have.property("message")
      .that.matches(/found a circle/);
  });
});
