import { readFile } from "node:fs/promises";
import { expect } from "chai";
import { memorySource } from "../../../src/bytes/memory-source.js";
import { matMatrix, matTexts } from "../../../src/formats/mat/mat-access.js";
import { openMat } from "../../../src/formats/mat.js";
import { resolveCell } from "../../../src/identities/resolve-cell.js";
import { loadDataset } from "../../../src/node/datasets.js";
import { folderFiles } from "../../../src/node/folder-files.js";
import { collectTables } from "../../support/collect-tables.js";
import { mirror, realData } from "../../support/real-data.js";

/** Why A_sendjoint.mat is no further edition: its entries are no counts, and only mostly follow from the list. */
describe("A_sendjoint.mat of Varshney et al.", () => {
  it("is S, or else half of Sp, for 2,017 of the 2,194 pairs of the list", async function () {
    const open = async (name: string) => {
      const path = `celegans/varshney2011/${name}`;
      return openMat(memorySource(path, new Uint8Array(await readFile(realData(this, path)))));
    };
    const joint = matMatrix(await (await open("A_sendjoint.mat")).read("Ac"))!;
    const names = matTexts(await (await open("ConnOrdered_040903.mat")).read("Neuron_ordered"));
    realData(this, "celegans/varshney2011/NeuronConnect.xls");
    const dataset = await loadDataset("varshney2011");
    const { rows } = await collectTables(dataset.read(folderFiles(mirror!), { only: "varshney2011" }));
    const sent = new Map<string, { S?: number; Sp?: number }>();
    for (const { kind, pre, post, attributes } of rows("edges")) {
      if (kind === "chemical") sent.set(`${pre} ${post}`, JSON.parse(attributes!) as { S?: number; Sp?: number });
    }
    const canonical = names.map((name) => resolveCell(name!).name);
    const tally = { entries: 0, sum: 0, halves: 0, outside: 0, byRule: 0, below: 0, above: 0 };
    for (let column = 0; column < joint.columns; column++) {
      for (let row = 0; row < joint.rows; row++) {
        const value = joint.values[column * joint.rows + row]!;
        if (value === 0) continue;
        tally.entries++;
        tally.sum += value;
        if (!Number.isInteger(value)) tally.halves++;
        const pair = sent.get(`${canonical[row]} ${canonical[column]}`);
        if (!pair) tally.outside++;
        const rule = pair?.Sp ? pair.Sp / 2 : (pair?.S ?? 0);
        tally[value === rule ? "byRule" : value < rule ? "below" : "above"]++;
      }
    }
    expect(tally).to.deep.equal({
      ...{ entries: 2194, sum: 3911, halves: 1040, outside: 0 },
      ...{ byRule: 2017, below: 1, above: 176 },
    });
  });
});
