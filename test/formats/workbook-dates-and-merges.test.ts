import { expect } from "chai";
import { memorySource } from "../../src/bytes/memory-source.js";
import { isDateFormat } from "../../src/formats/sheet/is-date-format.js";
import { openWorkbook, type Sheet } from "../../src/formats/workbook.js";
import { caught } from "../support/caught.js";
import { compoundFile, makeXls, record } from "../support/make-xls.js";
import { xlsxParts, zipParts } from "../support/make-xlsx.js";

const open = (bytes: Uint8Array) => openWorkbook(memorySource("the file", bytes));
const datesOf = (sheet: Sheet) =>
  Array.from({ length: sheet.columns }, (_, column) => column).filter((column) => sheet.isDate(0, column));

/** A worksheet with a part of styles: the third style is a built-in date, the second a number, the fourth is named. */
function xlsx(sheet: string, { styles = true } = {}): Uint8Array {
  const parts = xlsxParts([{ name: "a", rows: `<worksheet>${sheet}</worksheet>` }]);
  if (!styles) return zipParts(parts);
  const relations = parts.get("xl/_rels/workbook.xml.rels")!;
  const relation = '<Relationship Id="st" Type="x/styles" Target="styles.xml"/>';
  parts.set("xl/_rels/workbook.xml.rels", relations.replace("</R", `${relation}</R`));
  const formats = '<numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm"/></numFmts>';
  const others = '<cellStyleXfs count="1"><xf numFmtId="14"/></cellStyleXfs>';
  const used = [0, 2, 14, 164].map((id) => `<xf numFmtId="${id}"/>`).join("");
  parts.set("xl/styles.xml", `<styleSheet>${formats}${others}<cellXfs count="4">${used}</cellXfs></styleSheet>`);
  return zipParts(parts);
}

describe("formats of dates", () => {
  it("are told by their number, or by the letters of their text", () => {
    expect([0, 1, 4, 9, 11, 49].some((id) => isDateFormat(id))).to.equal(false);
    expect([14, 22, 31, 45, 57].every((id) => isDateFormat(id))).to.equal(true);
    for (const code of ["yyyy-mm-dd", "[$-409]d mmm", "[h]:mm", "[Red]m/d", 'h "o\'clock"', "mm:ss.0"]) {
      expect(isDateFormat(164, code), code).to.equal(true);
    }
    for (const code of ["General", "0.00E+00", '0" days"', "[Red]0", "0\\d", "#,##0_d", "[$USD] 0", "@", "0*y"]) {
      expect(isDateFormat(164, code), code).to.equal(false);
    }
  });
});

describe("dates, merged cells and formulas of workbooks", () => {
  const row =
    '<sheetData><row r="1"><c r="A1"><v>1</v></c><c r="B1" s="1"><v>2</v></c><c r="C1" s="2"><v>43831</v></c>' +
    '<c r="D1" s="3"><v>4</v></c><c r="E1" s="99"><v>5</v></c></row></sheetData>';

  it(".xlsx: say which numbers are shown as dates", async () => {
    expect(datesOf(await (await open(xlsx(row))).sheet("a"))).to.deep.equal([2, 3]);
    const plain = await (await open(xlsx(row, { styles: false }))).sheet("a");
    expect(datesOf(plain)).to.deep.equal([]);
    expect([plain.cell(0, 2), plain.isDate(0, 99)]).to.deep.equal([43831, false]);
  });

  it(".xls: say which numbers are shown as dates, in records of every kind", async () => {
    const style = (format: number) => record(0xe0, Buffer.from([0, 0, format, 0]), Buffer.alloc(16));
    const code = Buffer.from("yyyy", "latin1");
    const format = record(0x41e, Buffer.from([164, 0, code.length, 0, 0]), code);
    const place = (column: number, at: number) => Buffer.from([0, 0, column, 0, at, 0]);
    const one = Buffer.from([0, 0, 0xf0, 0x3f]);
    const more = [
      record(0x203, place(0, 1), Buffer.alloc(8)),
      record(0x27e, place(1, 2), one),
      record(0xbd, Buffer.from([0, 0, 2, 0]), Buffer.from([0, 0]), one, Buffer.from([1, 0]), one, Buffer.from([3, 0])),
      record(0x06, place(4, 1), Buffer.alloc(8), Buffer.alloc(6)),
      record(0x203, place(5, 77), Buffer.alloc(8)),
    ];
    const bytes = makeXls([{ name: "a", cells: [], more }], { more: [format, style(0), style(14), style(164)] });
    const sheet = await (await open(bytes)).sheet("a");
    expect(sheet.columns).to.equal(6);
    expect(datesOf(sheet)).to.deep.equal([0, 1, 3, 4]);
  });

  it("list merged cells, and refuse those that are nowhere", async () => {
    const merged = [{ firstRow: 3, firstColumn: 1, lastRow: 5, lastColumn: 2 }];
    const ranges = (ref: string) => `${row}<mergeCells count="1"><mergeCell ref="${ref}"/></mergeCells>`;
    expect((await (await open(xlsx(ranges("B4:C6")))).sheet("a")).merged).to.deep.equal(merged);
    const error = await caught((await open(xlsx(ranges("B0:C6")))).sheet("a"));
    expect(error.message).to.match(/sheet "a": .*found merged cells B0:C6/);
    const range = record(0xe5, Buffer.from([1, 0, 3, 0, 5, 0, 1, 0, 2, 0]));
    const sheet = await (await open(makeXls([{ name: "a", cells: [], more: [range] }]))).sheet("a");
    expect(sheet.merged).to.deep.equal(merged);
    const short = record(0xe5, Buffer.from([2, 0, 3, 0, 5, 0, 1, 0, 2, 0]));
    const cut = makeXls([{ name: "a", cells: [], more: [short] }]);
    expect((await caught((await open(cut)).sheet("a"))).message).to.match(/expected at least 18 bytes, found 10/);
  });

  it("list formulas that were never computed as errors; an empty text is a result", async () => {
    const cells = [
      '<c r="A1"><f>1+1</f></c>',
      '<c r="B1"><f>1+1</f><v></v></c>',
      '<c r="C1" t="str"><f>""</f><v></v></c>',
      '<c r="D1"><f>1+1</f><v>2</v></c>',
      '<c r="E1"><f t="shared" si="0"/></c>',
      '<c r="F1" s="0"></c>',
    ];
    const sheet = await (await open(xlsx(`<row r="1">${cells.join("")}</row>`))).sheet("a");
    const error = "a formula without a stored result";
    expect(sheet.errors).to.deep.equal([0, 1, 4].map((column) => ({ row: 0, column, error })));
    expect(sheet.cell(0, 3)).to.equal(2);
  });

  it("say of a workbook with a password that it is encrypted", async () => {
    const error = await caught(open(compoundFile("EncryptedPackage", Buffer.alloc(5000))));
    expect(error.message).to.match(/the file: stream EncryptedPackage: .*an encrypted one, which needs a password/);
  });

  it("name the sheets that are there, when another is asked for", async () => {
    const error = await caught((await open(xlsx(row))).sheet("no such"));
    expect(error).to.have.property("next", 'its sheets are "a"');
  });
});
