import { expect } from "chai";
import { memoryFiles } from "../../../src/bytes/memory-files.js";
import { read as readCook } from "../../../src/datasets/cook2019/read.js";
import type { ReadDataset } from "../../../src/datasets/dataset.js";
import { read as readVarshney } from "../../../src/datasets/varshney2011/read.js";
import { loadManifest } from "../../../src/node/manifests.js";
import { collectTables } from "../../support/collect-tables.js";
import { damagedCopies } from "../../support/damaged-copies.js";
import { makeXls, type XlsCell, type XlsValue } from "../../support/make-xls.js";
import { xlsxParts, zipParts } from "../../support/make-xlsx.js";
import { problemsOf } from "../../support/problems-of.js";
import { survive } from "../../support/survive.js";

/** Reads a copy of the one file of a connectome; the tables hold together. */
async function reading(read: ReadDataset, { id, path, only }: Record<"id" | "path" | "only", string>) {
  const manifest = await loadManifest(id);
  return async (bytes: Uint8Array, what: string) => {
    const tables = await collectTables(read(manifest, memoryFiles({ [path]: bytes }), { only }));
    expect(await problemsOf(tables), what).to.deep.equal([]);
  };
}

describe("damaged workbooks of wiring diagrams", function () {
  this.timeout(60_000);

  it("of a matrix give tables that hold together, or a tagged error", async () => {
    const rows = [
      [],
      [],
      [null, null, null, "AVAL", "AVBL", "VB02"],
      [null, null, "AVAL", 1, 20, null],
      [null, null, "AVBL", 20, null, 3],
      [null, null, "VB02", null, 4, 500],
    ];
    const names = ["hermaphrodite chemical", "hermaphrodite gap jn symmetric"];
    const parts = xlsxParts(names.map((name) => ({ name, rows })));
    function* copies() {
      for (const part of ["xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml", "xl/sharedStrings.xml"]) {
        const text = new TextEncoder().encode(parts.get(part));
        for (const { bytes, what } of damagedCopies(text, { seed: part.length, count: 200 })) {
          yield {
            bytes: zipParts(new Map(parts).set(part, Buffer.from(bytes).toString("utf8"))),
            what: `${part}: ${what}`,
          };
        }
      }
    }
    const path = "celegans/cook2019/SI_5_Connectome_adjacency_matrices_corrected_July_2020.xlsx";
    const read = await reading(readCook, { id: "cook2019", path, only: "cook2019_hermaphrodite_2020" });
    expect(await survive(copies(), read)).to.be.within(100, 590);
  });

  it("of a list give tables that hold together, or a tagged error", async () => {
    const lines: readonly (readonly XlsValue[])[] = [
      ["Neuron 1", "Neuron 2", "Type", "Nbr"],
      ["AVAL", "VB02", "S", 2],
      ["VB02", "AVAL", "R", 2],
      ["AVAL", "AVAR", "EJ", 6],
      ["VC06", "NMJ", "NMJ", 9],
    ];
    const cells = lines.flatMap((line, row) => line.map((value, column): XlsCell => [row, column, value]));
    const bytes = makeXls([{ name: "NeuronConnect.csv", cells }]);
    const copies = damagedCopies(bytes, { seed: 4, count: 600, focus: [[1536, 2300]] });
    const path = "celegans/varshney2011/NeuronConnect.xls";
    const read = await reading(readVarshney, { id: "varshney2011", path, only: "varshney2011" });
    expect(await survive(copies, read)).to.be.within(100, 590);
  });
});
