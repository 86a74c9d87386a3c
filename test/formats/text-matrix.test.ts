import { expect } from "chai";
import fc from "fast-check";
import { memorySource } from "../../src/bytes/memory-source.js";
import { openZip } from "../../src/bytes/zip.js";
import { readDescribedRows } from "../../src/formats/described-rows.js";
import { textLines } from "../../src/formats/text-lines.js";
import { readTextList, readTextMatrix, type TextMatrixOptions, textRows } from "../../src/formats/text-matrix.js";
import { caught } from "../support/caught.js";
import { damagedCopies } from "../support/damaged-copies.js";
import { makeZip } from "../support/make-zip.js";
import { survive } from "../support/survive.js";

const encode = (text: string) => new TextEncoder().encode(text);
const source = (text: string) => memorySource("the file", encode(text));
const matrix = (text: string, options?: TextMatrixOptions) => readTextMatrix(source(text), options);

async function linesOf(text: string): Promise<readonly (readonly [number, string])[]> {
  const lines: [number, string][] = [];
  for await (const { line, text: one } of textLines(source(text))) lines.push([line, one]);
  return lines;
}

describe("text lines", () => {
  it("keep empty lines and begin no line behind the last line break", async () => {
    const lines = [
      [1, "a b"],
      [2, ""],
      [3, "c"],
      [4, ""],
      [5, "d"],
    ];
    expect(await linesOf("a b\r\n\nc\r\rd\n")).to.deep.equal(lines);
    expect(await linesOf("a b\r\n\nc\r\rd")).to.deep.equal(lines);
    expect(await linesOf("")).to.deep.equal([]);
  });

  it("are the same wherever the pieces of the file end", async () => {
    const text = `${"x".repeat((1 << 18) - 1)}\r\nsecond\r\n`;
    expect((await linesOf(text)).map(([line, one]) => [line, one.length])).to.deep.equal([
      [1, (1 << 18) - 1],
      [2, 6],
    ]);
  });
});

describe("text matrices", () => {
  it("hold numbers between blanks and tabs, in any notation, NaN and infinities among them", async () => {
    const { rows, columns, values } = await matrix("# made\n 1.5e+00 \t-2\n\n%x\nnan INF\n-inf 1E-3\n");
    expect([rows, columns]).to.deep.equal([3, 2]);
    expect([...values]).to.deep.equal([1.5, -2, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0.001]);
  });

  it("come back as written, to the last bit", async () => {
    const row = fc.array(fc.double(), { minLength: 1, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(
        row,
        fc.constantFrom(" ", "\t", "  \t "),
        fc.constantFrom("\n", "\r\n"),
        async (numbers, gap, end) => {
          const text = `${numbers.map((value) => value.toExponential()).join(gap)}${end}`.repeat(2);
          const { rows, columns, values } = await matrix(text);
          expect([rows, columns]).to.deep.equal([2, numbers.length]);
          for (const [index, value] of values.entries()) expect(value).to.equal(numbers[index % numbers.length]);
        },
      ),
      { seed: 5, numRuns: 200 },
    );
  });

  it("name line and column of what is no number, and the line of another length", async () => {
    expect((await caught(matrix("1 2\n3 x4\n"))).message).to.equal(
      'the file: line 2, column 3: expected a number, found "x4"',
    );
    expect((await caught(matrix("1,2\n"))).message).to.include('line 1, column 1: expected a number, found "1,2"');
    expect((await caught(matrix("1 2\n\n3\n"))).message).to.equal(
      "the file: line 3: expected 2 numbers as in the first row, found 1",
    );
    expect((await caught(matrix("1 2\n3 4 5\n", { ragged: "repair" }))).message).to.include(
      "line 2: expected 2 numbers",
    );
    expect((await caught(matrix("# nothing\n"))).message).to.include("expected rows of numbers, found none");
    expect((await caught(matrix("1 2\0\n"))).message).to.include("line 1, column 4: expected text, found a NUL");
    expect((await caught(matrix("1 2\n", { maxLineLength: 2 }))).message).to.include(
      "line 1, column 3: expected at most 2",
    );
    const invalid = memorySource("the file", new Uint8Array([0x31, 0x0a, 0x32, 0xff, 0x0a]));
    expect((await caught(readTextMatrix(invalid))).message).to.include("line 2, column 2: expected text in UTF-8");
  });

  it("are filled where short rows are to be repaired, and say so", async () => {
    const repairs: unknown[] = [];
    const options = { ragged: "repair", onRepair: (repair: unknown) => repairs.push(repair) } as const;
    const { values } = await matrix("1 2\n3\n", options);
    expect([...values]).to.deep.equal([1, 2, 3, Number.NaN]);
    expect(repairs).to.deep.equal([
      { line: 2, message: "filled a short row with NaN (1 numbers, 2 in the first row)" },
    ]);
  });

  it("refuse more numbers than asked for before they are held", async () => {
    expect((await caught(readTextMatrix(source("1 2\n3 4\n"), { maxValues: 3 }))).message).to.include(
      "line 2: expected at most 3 numbers",
    );
  });

  it("are lists where they have one row or one column", async () => {
    expect([...(await readTextList(source("1\n2\n3\n")))]).to.deep.equal([1, 2, 3]);
    expect([...(await readTextList(source("1 2 3")))]).to.deep.equal([1, 2, 3]);
    expect((await caught(readTextList(source("1 2\n3 4\n")))).message).to.include("found 2 × 2 numbers");
  });

  it("are read from a zip archive like from a folder", async () => {
    const parts = [
      { name: "worm/0_gcamp.txt", bytes: encode("1 2\n3 4\n"), deflated: true },
      { name: "worm/rows.csv", bytes: encode("neuron,0,1\nAVAL,1,2\n"), deflated: true },
    ];
    const files = await openZip(memorySource("all.zip", makeZip(parts)));
    expect([...(await readTextMatrix((await files.open("worm/0_gcamp.txt"))!)).values]).to.deep.equal([1, 2, 3, 4]);
    const { rows } = await readDescribedRows((await files.open("worm/rows.csv"))!);
    expect(rows.map(({ texts, values }) => [...texts, ...values])).to.deep.equal([["AVAL", 1, 2]]);
  });

  it("2,400 damaged copies give an error with a place, or even rows", async () => {
    const text = "# made\n1.0e+00 -2.5e-03 nan\n4 5\tinf\n7.25 8 9\n".repeat(4);
    const read = async (bytes: Uint8Array) => {
      let width: number | undefined;
      for await (const { values } of textRows(memorySource("the file", bytes), { maxLineLength: 1000 })) {
        width ??= values.length;
        expect(values).to.have.length(width);
      }
    };
    const copies = damagedCopies(encode(text), { seed: 81, count: 2400 });
    const refused = await survive(copies, read, { named: "the file" });
    expect(refused).to.be.within(600, 2390);
  });
});

describe("CSV files of described rows", () => {
  const described = (text: string) => readDescribedRows(source(text));

  it("part what describes a row from its samples", async () => {
    const { descriptions, numbers, rows } = await described("a,neuron,0,1,2.5\nx,AVAL,1,,3\ny,,4,5,nan\n");
    expect(descriptions).to.deep.equal(["a", "neuron"]);
    expect([...numbers]).to.deep.equal([0, 1, 2.5]);
    expect(rows.map(({ texts }) => texts)).to.deep.equal([
      ["x", "AVAL"],
      ["y", ""],
    ]);
    expect(rows.map(({ values }) => [...values])).to.deep.equal([
      [1, Number.NaN, 3],
      [4, 5, Number.NaN],
    ]);
  });

  it("name the field of the header or of the sample that is wrong", async () => {
    expect((await caught(described("a,b\n1,2\n"))).message).to.include("line 1: expected columns named by a number");
    expect((await caught(described("a,0,1,b\n"))).message).to.include(
      'line 1, field 4: expected a number above 1, found "b"',
    );
    expect((await caught(described("a,0,0\n"))).message).to.include("line 1, field 3: expected a number above 0");
    expect((await caught(described("a,0\nx,y\n"))).message).to.include('line 2, field 2: expected a number, found "y"');
    expect((await caught(described(""))).message).to.include("an empty file");
  });

  it("2,000 damaged copies give an error with a place, or a sample for every number", async () => {
    const text = "id,neuron,0,1,2,3\n1,AVAL,0.5,1.5,,2\n2,,1e-3,2,3,nan\n";
    const read = async (bytes: Uint8Array) => {
      const { numbers, rows, descriptions } = await readDescribedRows(memorySource("the file", bytes));
      for (const { values, texts } of rows) {
        expect(values).to.have.length(numbers.length);
        expect(texts).to.have.length(descriptions.length);
      }
    };
    const copies = damagedCopies(encode(text), { seed: 82, count: 2000 });
    const refused = await survive(copies, read, { named: "the file" });
    expect(refused).to.be.within(400, 1990);
  });
});
