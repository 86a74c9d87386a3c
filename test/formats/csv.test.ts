import { expect } from "chai";
import fc from "fast-check";
import type { ByteSource } from "../../src/bytes/byte-source.js";
import { memorySource } from "../../src/bytes/memory-source.js";
import { type CsvOptions, csvRows, readCsv } from "../../src/formats/csv.js";
import { csvParser } from "../../src/formats/csv-parser.js";
import { parseNumber, rowNumbers } from "../../src/formats/parse-number.js";
import { textPieces } from "../../src/formats/text-pieces.js";
import { fileSource } from "../../src/node/file-source.js";
import { caught } from "../support/caught.js";
import { countingSource } from "../support/counting-source.js";
import { realData } from "../support/real-data.js";

const source = (text: string | Uint8Array): ByteSource =>
  memorySource("folder/a.csv", typeof text === "string" ? new TextEncoder().encode(text) : text);
const plain = { header: false } as const;
async function fields(text: string | Uint8Array, options: CsvOptions = {}): Promise<(readonly string[])[]> {
  return (await readCsv(source(text), { ...plain, ...options })).rows.map((row) => row.fields);
}
async function failure(text: string | Uint8Array, options: CsvOptions & { header?: boolean } = {}): Promise<string> {
  const error = await caught(readCsv(source(text), { ...plain, ...options }));
  expect(error.tag, error.message).to.equal("format");
  expect(error.message).to.include("folder/a.csv");
  return error.message;
}

describe("readCsv", () => {
  it("reads what RFC 4180 says, with any line break, with and without the last one", async () => {
    const expected = [
      ["a", 'say "hi"', "x\ny"],
      ["", " 2 ", "é"],
    ];
    for (const lineBreak of ["\n", "\r\n", "\r"]) {
      for (const last of ["", lineBreak]) {
        const text = `a,"say ""hi""","x\ny"${lineBreak}, 2 ,"é"${last}`;
        expect(await fields(text), JSON.stringify(text)).to.deep.equal(expected);
        expect(await fields(`\ufeff${text}`), "with byte order mark").to.deep.equal(expected);
        expect(await fields(text.replaceAll(",", "\t"), { delimiter: "\t" })).to.deep.equal(expected);
      }
    }
    expect(await fields("")).to.deep.equal([]);
    expect(await fields('""')).to.deep.equal([[""]]);
    expect(await fields("a,\n,b")).to.deep.equal([
      ["a", ""],
      ["", "b"],
    ]);
  });

  it("gives names and rows, with the line on which each begins", async () => {
    const table = await readCsv(source('name,value\n"a\r\nb",1\nc,2\n'));
    expect(table.columns).to.deep.equal(["name", "value"]);
    expect(table.rows).to.deep.equal([
      { line: 2, fields: ["a\r\nb", "1"] },
      { line: 4, fields: ["c", "2"] },
    ]);
    expect(table.repairs).to.deep.equal([]);
  });

  it("reads back whatever a writer by the rules wrote, however the text is cut into pieces", () => {
    const field = fc.string({ unit: fc.constantFrom("a", ",", '"', "\n", "\r", "é", " ", "\u{1f9e0}"), maxLength: 5 });
    const table = fc
      .integer({ min: 1, max: 4 })
      .chain((width) =>
        fc.array(fc.array(field, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 5 }),
      );
    const cuts = fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(table, cuts, fc.constantFrom("\n", "\r\n", "\r"), fc.boolean(), (rows, sizes, lineBreak, last) => {
        const quote = (text: string) =>
          /[",\r\n]/.test(text) || text === "" ? `"${text.replaceAll('"', '""')}"` : text;
        const text = rows.map((row) => row.map(quote).join(",")).join(lineBreak) + (last ? lineBreak : "");
        const parser = csvParser("a", { delimiter: ",", quotes: true, maxFieldLength: 1000, maxRowLength: 1000 });
        const parsed: (readonly string[])[] = [];
        for (let start = 0, turn = 0; start < text.length; turn++) {
          const end = start + sizes[turn % sizes.length]!;
          for (const row of parser.push(text.slice(start, end))) parsed.push(row.fields);
          start = end;
        }
        for (const row of parser.finish()) parsed.push(row.fields);
        expect(parsed).to.deep.equal(rows);
      }),
      { numRuns: 2000, seed: 7 },
    );
  });

  it("keeps characters whole that a piece of bytes ends within", async () => {
    const text = "aé\u20ac\u{1f9e0},\ufeffz".repeat(50);
    for (const pieceBytes of [1, 2, 3, 5, 7]) {
      let joined = "";
      for await (const piece of textPieces(source(text), { encoding: "utf-8", placeAfter: () => "", pieceBytes }))
        joined += piece;
      expect(joined, String(pieceBytes)).to.equal(text);
    }
  });

  it("says line, column and field of what is broken", async () => {
    expect(await failure('a,b\n1,"open\n2'))
      .to.include("line 3")
      .and.include("line 2")
      .and.include("closing quote");
    expect(await failure('a,b\n1,x"y'))
      .to.include("line 2, column 4 (field 2)")
      .and.include("quote");
    expect(await failure('a,b\n"x"y,2'))
      .to.include("line 2, column 4 (field 1)")
      .and.include('"y"');
    expect(await failure("a,b\n1,\0"))
      .to.include("line 2, column 3 (field 2)")
      .and.include("NUL");
    expect(await failure("a,b\n1"))
      .to.include("line 2")
      .and.include("2 fields")
      .and.include("found 1");
    expect(await failure("a,b\n1,2,3")).to.include("found 3");
    expect(await failure("a,b\n1,\n,,")).to.include("line 3");
    expect(await failure("a,b,a\n", { header: true })).to.include('"a" twice');
    expect(await failure("", { header: true })).to.include("empty file");
  });

  it("says where text is no UTF-8, after a character that is whole", async () => {
    const bytes = (text: string, ...more: number[]) => new Uint8Array([...new TextEncoder().encode(text), ...more]);
    expect(await failure(bytes("a,b\né,", 0xff, 0x41)))
      .to.include("line 2, column 3 (field 2)")
      .and.include("ff 41");
    expect(await failure(bytes("a,b\n1,", 0xe2, 0x82)))
      .to.include("line 2, column 3 (field 2)")
      .and.include("e2 82");
    expect(await failure(new Uint8Array([0xff, 0xfe, 0x61, 0x00])))
      .to.include("line 1, column 1")
      .and.include("ff fe");
    const old = bytes("a,b\n1,", 0xe9);
    expect(await fields(old, { encoding: "windows-1252" })).to.deep.equal([
      ["a", "b"],
      ["1", "é"],
    ]);
  });

  it("repairs rows of another length only when asked to, and says so", async () => {
    const text = "a,b,c\n1\n\n1,2,3,,\n4,5,6\n";
    await failure(text);
    const table = await readCsv(source(text), { ragged: "repair" });
    expect(table.rows.map((row) => row.fields)).to.deep.equal([
      ["1", "", ""],
      ["1", "2", "3"],
      ["4", "5", "6"],
    ]);
    expect(table.repairs.map(({ line }) => line)).to.deep.equal([2, 3, 4]);
    expect(await failure("a,b\n1,2,3", { ragged: "repair" })).to.include("found 3");
    expect(await fields("a\n\nb\n")).to.deep.equal([["a"], [""], ["b"]]);
  });

  it("takes quotes as they are when told to", async () => {
    expect(await fields('5" disk\t"x\n', { delimiter: "\t", quotes: false })).to.deep.equal([['5" disk', '"x']]);
  });

  it("bounds fields, rows and files", async () => {
    expect(await failure(`a,"${"x".repeat(101)}"`, { maxFieldLength: 100 })).to.include("at most 100 characters");
    expect(await failure("x".repeat(101), { maxFieldLength: 100 })).to.include("at most 100 characters");
    expect(await failure(",".repeat(101), { maxRowLength: 100 })).to.include("at most 100 characters");
    expect(await failure(`"${"\n".repeat(300)}`, { maxFieldLength: 100 })).to.include("at most 100 characters");
    const error = await caught(readCsv(source("a,b\n"), { maxBytes: 3 }));
    expect(error.tag).to.equal("format");
    for (const delimiter of ["", ",,", '"', "\n"]) {
      expect((await caught(readCsv(source("a"), { delimiter }))).tag).to.equal("argument");
    }
  });

  it("reads in pieces as rows are taken, and ends with the signal", async () => {
    const counted = countingSource(source("1,2\n".repeat(500_000)));
    const abort = new AbortController();
    const rows = csvRows(counted, { signal: abort.signal });
    expect((await rows.next()).value).to.deep.equal({ line: 1, fields: ["1", "2"] });
    expect(counted.bytesRead()).to.equal(1 << 18);
    abort.abort(new Error("stop"));
    const error = await caught(async () => {
      for await (const _ of rows);
    });
    expect(error.message).to.equal("stop");
    expect(counted.bytesRead()).to.equal(1 << 18);
  });

  it("reads rows of ten thousand columns", async () => {
    const row = Array.from({ length: 10_000 }, (_, index) => (index / 7).toString());
    const text = `${row.join(",")}\n`.repeat(20);
    const rows = await fields(text);
    expect(rows).to.have.length(20);
    expect(rows[19]).to.deep.equal(row);
  });

  it("reads the real traces of Flavell2023: one row per neuron and one of velocity", async function () {
    const file = await fileSource(realData(this, "celegans/flavell2023_export/2021-05-26-07_10neurons.csv"));
    const { rows, repairs } = await readCsv(file, plain);
    expect(repairs).to.deep.equal([]);
    const names = [...Array.from({ length: 10 }, (_, index) => String(index + 1)), "Velocity (0.1 mm/s)"];
    expect(rows.map((row) => row.fields[0])).to.deep.equal(names);
    for (const row of rows) {
      const trace = rowNumbers(file.name, row, { start: 1 });
      expect(trace).to.have.length(1600);
      expect(trace.every(Number.isFinite)).to.equal(true);
    }
    expect(rowNumbers(file.name, rows[0]!, { start: 1, end: 2 })[0]).to.equal(-0.05105770656655559);
  });
});

describe("parseNumber and rowNumbers", () => {
  it("tells empty from zero, and text from numbers", () => {
    const numbers = {
      "0": 0,
      "-0.5": -0.5,
      "1e3": 1000,
      ".5": 0.5,
      "5.": 5,
      "+7": 7,
      " 1 ": 1,
      inf: Infinity,
      "-Infinity": -Infinity,
    };
    for (const [text, value] of Object.entries(numbers)) expect(parseNumber(text), text).to.equal(value);
    expect(parseNumber("NaN")).to.deep.equal(Number.NaN);
    for (const text of ["", " ", "\t"]) expect(parseNumber(text)).to.equal(null);
    for (const text of ["0x10", "1,5", "1_000", "abc", "1e", "e5", ".", "--1", "1 2", "0b1", "true", "٣"]) {
      expect(parseNumber(text), text).to.equal(undefined);
    }
  });

  it("reads back every number that JavaScript writes", () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true }), (value) => {
        expect(parseNumber(String(value))).to.equal(value === 0 ? 0 : value);
      }),
      { numRuns: 1000, seed: 9 },
    );
  });

  it("gives NaN for what is missing and names the field that is no number", async () => {
    const row = { line: 12, fields: ["AVAL", "1", "", "NA", "x"] };
    expect(rowNumbers("a.csv", row, { start: 1, end: 4, missing: ["NA"] })).to.deep.equal(
      new Float64Array([1, NaN, NaN]),
    );
    const error = await caught(() => rowNumbers("a.csv", row, { start: 1, missing: ["NA"] }));
    expect(error.tag).to.equal("format");
    expect(error.message).to.include("a.csv").and.include("line 12, field 5").and.include('"x"');
  });
});
