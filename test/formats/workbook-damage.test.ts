import { readFile } from "node:fs/promises";
import { expect } from "chai";
import { readXls, readXlsx } from "hucre/xlsx";
import { memorySource } from "../../src/bytes/memory-source.js";
import { cellName } from "../../src/formats/sheet/cell-place.js";
import { openWorkbook } from "../../src/formats/workbook.js";
import { damagedCopies } from "../support/damaged-copies.js";
import { makeXls } from "../support/make-xls.js";
import { xlsxParts, zipParts } from "../support/make-xlsx.js";
import { realData } from "../support/real-data.js";
import { survive } from "../support/survive.js";
import { xlsCells } from "../support/xls-cells.js";

const open = (bytes: Uint8Array) => openWorkbook(memorySource("the file", bytes));

async function readAll(bytes: Uint8Array, what: string): Promise<void> {
  const workbook = await open(bytes);
  for (const name of workbook.sheetNames) {
    const sheet = await workbook.sheet(name);
    expect(sheet.rows, what).to.be.at.most(1048576);
    expect(sheet.columns, what).to.be.at.most(65536);
  }
}

describe("damaged workbooks", function () {
  this.timeout(60_000);

  it(".xls: 2,500 copies give data or one of our errors", async () => {
    const bytes = makeXls(
      [
        { name: "a", cells: xlsCells },
        { name: "b", cells: xlsCells },
      ],
      { stringBytes: 20 },
    );
    const focus = [
      [0, 80],
      [512, 700],
      [1024, 1536],
      [1536, 2600],
    ] as const;
    expect(await survive(damagedCopies(bytes, { seed: 1, count: 2500, focus }), readAll)).to.be.above(600);
  });

  it(".xlsx: 800 copies of the archive and 1,500 of its parts give data or one of our errors", async () => {
    const parts = xlsxParts([
      {
        name: "a",
        rows: [
          ["x", 1, true, null, "y & z"],
          [2, 3, "x"],
        ],
      },
    ]);
    expect(await survive(damagedCopies(zipParts(parts), { seed: 2, count: 800 }), readAll)).to.be.above(600);
    function* copies() {
      for (const [part, text] of parts) {
        if (part === "[Content_Types].xml") continue;
        const { length } = [...parts];
        for (const { bytes, what } of damagedCopies(new TextEncoder().encode(text), { seed: length, count: 300 })) {
          const damaged = new Map(parts).set(part, Buffer.from(bytes).toString("utf8"));
          yield { bytes: zipParts(damaged), what: `${part}: ${what}` };
        }
      }
    }
    expect(await survive(copies(), readAll)).to.be.above(600);
  });
});

describe("workbooks of real data", function () {
  this.timeout(60_000);

  const files = [
    ["cook2019/SI_5_Connectome_adjacency_matrices_corrected_July_2020.xlsx", 31891],
    ["cook2019/SI_4_Cell_lists.xlsx", 1765],
    ["varshney2011/NeuronConnect.xls", 25672],
    ["openworm2018/CElegansNeuronTables.xls", 19585],
  ] as const;
  for (const [file, cells] of files) {
    it(`${file} equals what another reader finds, cell by cell`, async function () {
      const bytes = await readFile(realData(this, `celegans/${file}`));
      const other = await (file.endsWith(".xls") ? readXls(bytes) : readXlsx(bytes));
      const workbook = await open(bytes);
      expect(workbook.sheetNames).to.deep.equal(other.sheets.map(({ name }) => name));
      let count = 0;
      for (const { name, rows } of other.sheets) {
        const sheet = await workbook.sheet(name);
        for (let row = 0; row < Math.max(sheet.rows, rows.length); row++) {
          for (let column = 0; column < Math.max(sheet.columns, rows[row]?.length ?? 0); column++) {
            const value = sheet.cell(row, column);
            const expected = rows[row]?.[column] ?? null;
            if (value !== (expected === "" ? null : expected)) expect(value, cellName(row, column)).to.equal(expected);
            if (value !== null) count++;
          }
        }
      }
      expect(count).to.equal(cells);
    });
  }
});
