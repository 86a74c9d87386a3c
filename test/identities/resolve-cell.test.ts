import { readFile } from "node:fs/promises";
import { expect } from "chai";
import { celegansNeurons } from "../../src/identities/neurons.js";
import { resolveCell } from "../../src/identities/resolve-cell.js";
import { realData } from "../support/real-data.js";

const settled = (label: string) => {
  const { name, kind } = resolveCell(label);
  return [name, kind];
};

describe("resolveCell", () => {
  it("knows every neuron under its name", () => {
    for (const { name } of celegansNeurons) expect(settled(name), name).to.deep.equal([name, "neuron"]);
  });

  it("gives one name to all spellings of a cell, and says what the cell is", () => {
    const expected: readonly [string, string, string][] = [
      ["VB02", "VB2", "neuron"],
      ["avfl", "AVFL", "neuron"],
      [" I2L           ", "I2L", "neuron"],
      ["CA09", "CA9", "neuron"],
      ["CP00", "CP0", "neuron"],
      ["dBWML1", "dBWML1", "muscle"],
      ["BWM-DL01", "dBWML1", "muscle"],
      ["MVR24", "vBWMR24", "muscle"],
      ["vBWMR08", "vBWMR8", "muscle"],
      ["pm2d", "pm2D", "muscle"],
      ["vm2aL ", "vm2AL", "muscle"],
      ["mu_sphincter", "mu_sph", "muscle"],
      ["intL", "mu_intL", "muscle"],
      ["excgl", "exc_gl", "other"],
      ["G1", "g1", "other"],
      ["intestine", "int", "other"],
      ["g1_unspecified", "g1", "other"],
      ["pm5_unspecified", "pm5", "muscle"],
      ["R8shL", "R8shL", "other"],
    ];
    for (const [label, name, kind] of expected) expect(settled(label), label).to.deep.equal([name, kind]);
  });

  it("tells how a name was found", () => {
    const rules = ["AVAL", "VB02", "avfl", "dBWML1", "BWM-DL01"].map((label) => resolveCell(label).rule);
    expect(rules).to.deep.equal(["exact", "zero-padding", "case", "exact", "spelling"]);
  });

  it("guesses nothing: fragments, classes, groups and other strings have no name", () => {
    for (const label of ["NMJ", "NR_fragment", "VAn", "AVA", "", "dBWML25", "MVULVA", "constructor", "__proto__"]) {
      expect(settled(label), label).to.deep.equal([null, null]);
    }
    expect(resolveCell("AVA").comment).to.equal("may be AVAL, AVAR");
  });

  it("agrees with a published table of spellings, up to the one that is kept", async function () {
    const path = realData(this, "celegans/neurons/wormwideweb_name_replacement.csv");
    const lines = (await readFile(path, "utf8")).trim().split(/\r?\n/).slice(1);
    let same = 0;
    for (const line of lines) {
      const [original = "", replacement = ""] = line.split(",");
      if (replacement.endsWith("_unspecified")) continue;
      expect(settled(original), original).to.deep.equal(settled(replacement));
      expect(resolveCell(original).name, original).to.be.a("string");
      same++;
    }
    expect(same).to.equal(lines.length - 10);
  });

  it("knows every cell of a published table, and what it is", async function () {
    const path = realData(this, "celegans/neurons/wormwideweb_connectome_neurons.csv");
    const lines = (await readFile(path, "utf8")).trim().split(/\r?\n/).slice(1);
    for (const line of lines) {
      const [name = "", , type = ""] = line.split(",");
      const kind = /muscle/.test(type) ? "muscle" : /neuron|sensory/.test(type) ? "neuron" : "other";
      expect(resolveCell(name.replace(/_unspecified$/, "")).kind, name).to.equal(kind);
    }
    expect(lines).to.have.length(658);
  });
});
