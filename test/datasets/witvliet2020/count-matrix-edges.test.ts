import { expect } from "chai";
import type { Finding } from "../../../src/datasets/read-recordings.js";
import { countMatrixEdges } from "../../../src/datasets/witvliet2020/count-matrix-edges.js";
import { type CellValue, sheetCells } from "../../../src/formats/sheet/sheet-cells.js";
import { caught } from "../../support/caught.js";

const matrix: readonly (readonly CellValue[])[] = [
  [null, null, null, "Pre", null],
  [null, null, null, "Sensory", "Motor"],
  [null, null, null, "ADFL", "RMEL"],
  [],
  ["Post", "Sensory", "ADFL", 0, 2],
  [null, "Motor", "RMEL", 5, null],
  [null, "Muscle", "BWM-DL01", null, 1],
];

const sheetOf = (rows: readonly (readonly CellValue[])[], errors: readonly (readonly [number, number])[] = []) => {
  const cells = sheetCells("Dataset7", "the file");
  for (const [row, values] of rows.entries()) {
    for (const [column, value] of values.entries()) if (value !== null) cells.set(row, column, value);
  }
  for (const [row, column] of errors) cells.setError(row, column, "#REF!");
  return cells.finish();
};

const read = (rows: readonly (readonly CellValue[])[], errors: readonly (readonly [number, number])[] = []) => {
  const findings: Finding[] = [];
  const report = (finding: Finding) => findings.push(finding);
  const edges = countMatrixEdges(sheetOf(rows, errors), { file: "the file", report });
  return { edges: edges.map(({ pre, post, weight, place }) => [pre, post, weight, place]), findings };
};

const withCell = (row: number, column: number, value: CellValue) =>
  matrix.map((values, index) => {
    const copy = [...values];
    if (index === row) copy[column] = value;
    return copy;
  });

describe("count matrices of the authors", () => {
  it("are refused with a date for a count, and report merged counts", () => {
    const findings: Finding[] = [];
    const about = { file: "the file", report: (finding: Finding) => void findings.push(finding) };
    const isDate = (row: number, column: number) => row === 4 && column === 4;
    expect(() => countMatrixEdges({ ...sheetOf(matrix), isDate }, about)).to.throw(/cell E5: .*found a date \(2\)/);
    const merged = [
      { firstRow: 0, firstColumn: 3, lastRow: 0, lastColumn: 4 },
      { firstRow: 4, firstColumn: 3, lastRow: 5, lastColumn: 4 },
    ];
    expect(countMatrixEdges({ ...sheetOf(matrix), merged }, about)).to.have.length(3);
    expect(findings.map(({ rule, place }) => `${rule}: ${place}`)).to.deep.equal([
      'merged-cells: sheet "Dataset7", cell D5 to E6',
    ]);
  });

  it("have the sending cell above and the receiving one before the count; no count is no edge", () => {
    expect(read(matrix)).to.deep.equal({
      edges: [
        ["RMEL", "ADFL", 2, 'sheet "Dataset7", cell E5'],
        ["ADFL", "RMEL", 5, 'sheet "Dataset7", cell D6'],
        ["RMEL", "BWM-DL01", 1, 'sheet "Dataset7", cell E7'],
      ],
      findings: [],
    });
  });

  it("may begin further down and to the right", () => {
    const moved = [[], ["note"], ...matrix].map((values) => [null, null, ...values]);
    expect(read(moved).edges.map(([pre, post, weight]) => [pre, post, weight])).to.deep.equal(
      read(matrix).edges.map(([pre, post, weight]) => [pre, post, weight]),
    );
  });

  it("report counts without a name, and cells that show errors", () => {
    const { edges, findings } = read(withCell(2, 4, null), [[5, 3]]);
    expect(edges).to.have.length(1);
    expect(findings.map(({ rule, place, found }) => [rule, place, found])).to.deep.equal([
      ["error-cell", 'sheet "Dataset7", cell D6', "#REF!"],
      ["count-without-name", 'sheet "Dataset7", cell E5', "2"],
      ["count-without-name", 'sheet "Dataset7", cell E7', "1"],
    ]);
  });

  it("are refused without their headers or names, or with text among the counts", async () => {
    const messageOf = async (rows: readonly (readonly CellValue[])[]) => (await caught(() => read(rows))).message;
    expect(await messageOf(withCell(0, 3, null))).to.equal(
      'the file: sheet "Dataset7": expected "Pre" among the first 20 rows and columns, found none',
    );
    expect(await messageOf(withCell(4, 0, "post synaptic"))).to.match(/expected "Post" among the first 20/);
    expect(await messageOf(matrix.map((row, index) => (index === 2 ? [] : row)))).to.match(
      /sheet "Dataset7", cell D3: expected names of the sending cells, found none/,
    );
    expect(await messageOf(withCell(5, 3, "5*"))).to.match(
      /sheet "Dataset7", cell D6: expected a number of synapses, found "5\*"/,
    );
  });
});
