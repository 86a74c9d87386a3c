import { expect } from "chai";
import { stemOf } from "../../../src/datasets/stem-of.js";
import { manifestProblems } from "../../../src/manifest/manifest-problems.js";
import { loadManifest } from "../../../src/node/manifests.js";
import { cell, column } from "../../support/mat-input.js";
import { asArray, empty, type MadeAnimal, madeAnimal, madeTraces, readMade } from "./made-animals.js";

/** An animal with every field that a dataset of the lab may have. */
const animal: MadeAnimal = {
  ...madeAnimal({ traces_raw: madeTraces(6, 3) }),
  neuron_ID: cell(["AVAL", empty, "VB02"]),
  traces_bleach_corrected: madeTraces(6, 3),
  time_vector: column([0, 0.5, 1, 1.5, 2, 2.5]),
  tv: column([0, 0.5, 1, 1.5, 2, 2.5]),
};

describe("manifests of the datasets of the Zimmer lab", () => {
  for (const id of ["kato2015-mat", "nichols2017", "skora2018", "kaplan2020", "uzel2022"]) {
    it(`${id} contradicts itself nowhere and claims nothing that is not known`, async () => {
      const manifest = await loadManifest(id);
      expect(manifestProblems(manifest)).to.deep.equal([]);
      expect(manifest.tested).to.equal("none");
      expect(manifest.licence).to.include({ spdx: null, redistribution: "unknown" });
      for (const { path, urls, bytes, sha256, role } of manifest.files) {
        expect({ urls, bytes, sha256, role }).to.deep.equal({ urls: [], bytes: null, sha256: [], role: "recordings" });
        expect(manifest.access.howTo).to.include(`${stemOf(path)}.mat`);
        expect(Object.keys(manifest.facts.condition!.value as object)).to.include(stemOf(path));
      }
      expect(manifest.citations[0]?.doi).to.match(/^10\.\d{4}\//);
      expect(manifest.collection?.published).to.include({ naming: "plain", imputes: false });
    });

    it(`${id} has a reader of each of its files and quantities`, async () => {
      const manifest = await loadManifest(id);
      const names = manifest.files.map(({ path }) => stemOf(path));
      const files = Object.fromEntries(names.map((name) => [name, { any: asArray([animal]) }]));
      for (const { name: quantity, unit } of manifest.quantities) {
        const tables = await readMade(id, files, { quantity });
        expect(tables.rows("recordings").map(({ recording_id }) => recording_id)).to.deep.equal(
          names.map((name) => `${name}-0`),
        );
        expect(tables.rows("channels")[0]).to.include({ quantity, unit });
      }
    });
  }

  it("put the animals of the export and of the original into the same groups", async () => {
    const files = { WT_NoStim: { WT_NoStim: asArray(new Array(5).fill(animal)) } };
    const groups = (await readMade("kato2015-mat", files)).rows("recordings").map(({ animal_group }) => animal_group);
    const { facts } = await loadManifest("kato2015");
    expect(groups).to.deep.equal(Object.values(facts.animal_group!.value as object));
  });
});
