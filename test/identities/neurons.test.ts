import { readFileSync } from "node:fs";
import { expect } from "chai";
import { listedNames } from "../../src/identities/listed-names.js";
import { celegansNeurons, membersOfClass, neuronByName } from "../../src/identities/neurons.js";
import { stripZeroPadding } from "../../src/identities/strip-zero-padding.js";
import { realData } from "../support/real-data.js";

/** Rows of a CSV file without quotes. */
function csvOf(path: string): string[][] {
  const lines = readFileSync(path, "utf8").trim().split(/\r?\n/);
  return lines.map((line) => line.split(","));
}

describe("the list of neurons", () => {
  it("has 302 distinct neurons in 118 classes, sorted by code point", () => {
    const names = celegansNeurons.map(({ name }) => name);
    expect(new Set(names).size).to.equal(302);
    expect(names).to.deep.equal([...names].sort());
    expect(new Set(celegansNeurons.map(({ neuronClass }) => neuronClass)).size).to.equal(118);
  });

  it("gives slots 0 to 299 to all but CANL and CANR, in string order", () => {
    const slots = celegansNeurons.flatMap(({ slot }) => (slot === null ? [] : [slot]));
    expect(slots).to.deep.equal(Array.from({ length: 300 }, (_, index) => index));
    const slotOf = (name: string) => neuronByName(name)?.slot;
    expect(["ADAL", "AS1", "AS10", "AS11", "AS2"].map(slotOf)).to.deep.equal([0, 28, 29, 30, 31]);
    expect(["CANL", "CANR"].map(slotOf)).to.deep.equal([null, null]);
    expect(listedNames()).to.have.length(300);
    expect(listedNames()).to.not.include("CANL");
  });

  it("spells transmitters in one way and keeps the source's", () => {
    const counts: Record<string, number> = {};
    for (const { neurotransmitter } of celegansNeurons) {
      counts[neurotransmitter ?? "null"] = (counts[neurotransmitter ?? "null"] ?? 0) + 1;
    }
    expect(counts).to.deep.equal({ ACh: 157, Glu: 77, GABA: 31, null: 25, DA: 8, "5HT": 2, Octopamine: 2 });
    expect(neuronByName("ADFL")?.neurotransmitterSource).to.equal("Ach");
    const orphans = celegansNeurons.filter((one) => one.neurotransmitterSource === "Unknown (orphan)");
    expect(orphans).to.have.length(23);
    expect(orphans.every((one) => one.neurotransmitter === null)).to.equal(true);
  });

  it("builds a name from class, position and side, or from class and number", () => {
    for (const { name, neuronClass, position, side } of celegansNeurons) {
      const rest = name.slice(neuronClass.length);
      expect(name.startsWith(neuronClass), name).to.equal(true);
      expect(rest, name).to.match(/^\d+$/.test(rest) ? /^\d+$/ : new RegExp(`^${position ?? ""}${side ?? ""}$`));
    }
  });

  it("lists the members of a class", () => {
    expect(membersOfClass("RMD").map(({ name }) => name)).to.deep.equal([
      ...["RMDDL", "RMDDR", "RMDL", "RMDR", "RMDVL", "RMDVR"],
    ]);
    expect(membersOfClass("CAN").map(({ name }) => name)).to.deep.equal(["CANL", "CANR"]);
    expect(membersOfClass("glia")).to.deep.equal([]);
  });
});

describe("the list of neurons against its sources", () => {
  it("agrees with the node table in class, type and transmitter", function () {
    const [header, ...rows] = csvOf(realData(this, "celegans/neurons/neuron_master_sheet.csv"));
    expect(header?.slice(0, 4)).to.deep.equal(["label", "class", "neurotransmitter", "type"]);
    expect(rows.map(([name]) => name).sort()).to.deep.equal(listedNames());
    for (const [name, neuronClass, transmitter, type] of rows) {
      const neuron = neuronByName(name!)!;
      expect([neuron.neuronClass, neuron.neurotransmitterSource, neuron.type], name).to.deep.equal([
        ...[neuronClass, transmitter, type],
      ]);
    }
  });

  it("has the atlas positions, body axis first, where the node table has the first two axes swapped", function () {
    const atlas = csvOf(realData(this, "celegans/neurons/LowResAtlasWithHighResHeadsAndTails.csv"));
    const sheet = csvOf(realData(this, "celegans/neurons/neuron_master_sheet.csv")).slice(1);
    expect(atlas).to.have.length(300);
    for (const [name, ...position] of atlas) {
      expect(neuronByName(name!)?.positionUm, name).to.deep.equal(position.map(Number));
      const [x, y, z] = sheet
        .find(([label]) => label === name)!
        .slice(4)
        .map(Number);
      expect(neuronByName(name!)?.positionUm, name).to.deep.equal([y, x, z]);
    }
    const along = celegansNeurons.flatMap(({ positionUm }) => (positionUm ? [positionUm[0]] : []));
    expect([Math.min(...along), Math.max(...along)]).to.deep.equal([0, 800]);
  });

  it("agrees with the connectome's table in class, side and dorsal or ventral position", function () {
    const [, ...rows] = csvOf(realData(this, "celegans/neurons/wormwideweb_connectome_neurons.csv"));
    let compared = 0;
    for (const [name, neuronClass, , , , position, side] of rows) {
      const neuron = neuronByName(stripZeroPadding(name!));
      if (!neuron) continue;
      compared++;
      expect([neuron.neuronClass, neuron.position ?? "", neuron.side ?? ""], name).to.deep.equal([
        ...[neuronClass, position!.toUpperCase(), side!.toUpperCase()],
      ]);
    }
    expect(compared).to.equal(302);
  });

  it("has the same 302 neurons as the feature table, which knows no type of CANL and CANR", function () {
    const [header, ...rows] = csvOf(realData(this, "celegans/neurons/flavell_neuron_features.csv"));
    const names = rows.map(([name]) => stripZeroPadding(name!));
    expect(names.sort()).to.deep.equal(celegansNeurons.map(({ name }) => name));
    const unknown = header!.indexOf("cellType:unknown");
    const untyped = rows.filter((row) => row[unknown] === "1").map(([name]) => name);
    expect(untyped).to.include.members(["CANL", "CANR"]);
    expect(neuronByName("CANL")).to.include({ type: "unknown", neurotransmitter: null, positionUm: null });
  });

  it("names the 300 of the other package, but for AWC-ON and AWC-OFF", function () {
    const path = realData(this, "celegans/neurons/wormneuroatlas_neuron_ids.txt");
    const ids = readFileSync(path, "utf8")
      .trim()
      .split("\n")
      .map((line) => line.split(/\s+/)[1]!.trim());
    const others = ids.filter((id) => !neuronByName(id));
    expect(others.sort()).to.deep.equal(["AWCOFF", "AWCON"]);
    expect(ids).to.have.length(300);
  });
});
