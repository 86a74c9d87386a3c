import { expect } from "chai";
import { loadManifest } from "../../../src/node/manifests.js";
import { evaluateCheck } from "../../../src/tables/evaluate-check.js";
import { memoryTables } from "../../../src/tables/memory-tables.js";
import { caught } from "../../support/caught.js";
import { cell, column, numeric, row, struct, structArray } from "../../support/mat-input.js";
import {
  asArray,
  asLists,
  empty,
  layouts,
  type MadeAnimal,
  madeAnimal,
  madeTraces,
  readBytes,
  readMade,
  readOne,
  rulesOf,
  valuesOf,
  without,
  writers,
} from "./made-animals.js";

const oxygen = struct({
  identity: "O2",
  type: "binary steps",
  switchtimes: row([1, 2]),
  initialstate: 1,
  conc: row([21, 4]),
  concunits: "%",
});
const stateKeys = cell(["FWD", "REV", "REVSUS", "TURN"]);
const stimulated = madeAnimal({
  traces_raw: madeTraces(6, 3, 0.5),
  States: column([1, 1, 2, 3, 3, 4]),
  States_key: stateKeys,
  stimulus: oxygen,
});
const second = { ...stimulated, traces: madeTraces(6, 2), traces_raw: madeTraces(6, 2), IDs: cell([empty, "RIML"]) };

describe("kato2015-mat, both ways to hold several animals, in both versions of the format", () => {
  for (const [layout, variable] of Object.entries(layouts)) {
    for (const [version, write] of Object.entries(writers)) {
      it(`reads ${layout} in ${version}`, async () => {
        const bytes = await write({ WT_Stim: variable([stimulated, { ...second, dataset: "TS20140905c" }]) });
        const tables = await readBytes("kato2015-mat", "WT_Stim", bytes);
        expect(tables.rows("findings")).to.deep.equal([]);
        expect(tables.rows("recordings").map((one) => ({ ...one }))).to.deep.equal([
          { ...recording, recording_id: "WT_Stim-0", subject_id: "TS20140715f", animal_group: "kato2015:WT_Stim:0" },
          {
            ...recording,
            recording_id: "WT_Stim-1",
            subject_id: "TS20140905c",
            animal_group: "kato2015:WT_Stim:1",
            n_channels: 2,
          },
        ]);
        expect(tables.rows("channels").map(({ name, name_source }) => [name, name_source])).to.deep.equal([
          ["AVAL", "AVAL"],
          [null, null],
          ["VB2", "VB02"],
          [null, null],
          ["RIML", "RIML"],
        ]);
        expect(valuesOf(tables).slice(0, 2)).to.deep.equal([
          [0.5, 1.5, 2.5, 3.5, 4.5, 5.5],
          [10.5, 11.5, 12.5, 13.5, 14.5, 15.5],
        ]);
        expect(tables.rows("clocks")).to.deep.equal([]);
        const events = tables.rows("events").filter(({ recording_id }) => recording_id === "WT_Stim-1");
        expect(
          events.map((one) => [one.event_index, one.kind, one.label, one.value, one.onset_s, one.duration_s]),
        ).to.deep.equal([
          [0, "state", "FWD", null, 0, 1],
          [1, "stimulus", "O2", 21, 0, 1],
          [2, "state", "REV", null, 1, 0.5],
          [3, "stimulus", "O2", 4, 1, 1],
          [4, "state", "REVSUS", null, 1.5, 1],
          [5, "stimulus", "O2", 21, 2, 1],
          [6, "state", "TURN", null, 2.5, 0.5],
        ]);
        expect(JSON.parse(events[1]!.attributes!)).to.deep.equal({ type: "binary steps", value_unit: "%" });
        expect(JSON.parse(events[4]!.attributes!)).to.deep.equal({ first_frame: 3, frames: 2 });
      });
    }
  }
});

/** The columns that the two made recordings share. */
const recording = {
  session_id: null,
  task: "immobilised, oxygen steps",
  run: null,
  condition: "wild type, Stim",
  modality: "calcium-imaging",
  start_utc: null,
  sampling_rate_hz: 2,
  n_samples: 6,
  n_channels: 3,
  duration_s: 3,
  reference: null,
  highpass_hz: null,
  lowpass_hz: null,
  line_hz: null,
  source_file: "celegans/kato2015/WT_Stim.mat",
  source_sha256: null,
  licence: null,
};

describe("kato2015-mat, editions and quantities", () => {
  const named: MadeAnimal = {
    NeuronNames: cell(["1", "AVAL", cell([cell(["VB02"])])]),
    deltaFOverF_bc: madeTraces(6, 3),
    tv: column([0, 0.5, 1, 1.5, 2, 2.5]),
    fps: 2,
    dataset: "TS20140715e",
    States: struct({ fwd: column([1, 1, 0, 0, 0, 0]), revsus: column([0, 0, 1, 1, 0, 1]) }),
  };

  it("reads the edition with NeuronNames, where a number is no name, one name is nested and states are vectors", async () => {
    const tables = await readMade("kato2015-mat", { WT_NoStim: { WT_NoStim: asLists([named, named]) } });
    const channels = tables.rows("channels").slice(0, 3);
    expect(channels.map(({ name_source, name, quantity, unit }) => [name_source, name, quantity, unit])).to.deep.equal([
      [null, null, "dff_bleach_corrected", "1"],
      ["AVAL", "AVAL", "dff_bleach_corrected", "1"],
      ["VB02", "VB2", "dff_bleach_corrected", "1"],
    ]);
    expect(rulesOf(tables).slice(0, 2)).to.deep.equal(["note: numbers-for-names", "note: frames-without-state"]);
    const events = tables.rows("events").slice(0, 3);
    expect(events.map(({ label, onset_s, duration_s }) => [label, onset_s, duration_s])).to.deep.equal([
      ["FWD", 0, 1],
      ["REVSUS", 1, 1],
      ["REVSUS", 2.5, 0.5],
    ]);
    expect(tables.rows("recordings")[1]).to.include({
      recording_id: "WT_NoStim-1",
      animal_group: "kato2015:WT_NoStim:1",
      task: "immobilised, no stimulus",
    });
  });

  it("reads the misspelt time vector, also beside an empty one of the right name", async () => {
    const stamps = { timVectorSeconds: column([3, 3.5, 4, 4.5, 5, 5.5]) };
    for (const animal of [
      { ...without(madeAnimal(), "timeVectorSeconds"), ...stamps },
      madeAnimal({ timeVectorSeconds: empty, ...stamps }),
    ]) {
      const tables = await readOne(animal);
      expect(rulesOf(tables)).to.deep.equal([]);
      expect(tables.rows("recordings")[0]).to.include({ sampling_rate_hz: 2, duration_s: 3 });
    }
  });

  it("takes the uncorrected traces, the corrected ones on request, and the corrected ones where there are no others", async () => {
    const quantityOf = async (animal: MadeAnimal, quantity?: string) => {
      const tables = await readOne(animal, quantity === undefined ? {} : { quantity });
      return [tables.rows("channels")[0]?.quantity, tables.rows("channels")[0]?.unit, valuesOf(tables)[0]?.[0]];
    };
    expect(await quantityOf(stimulated)).to.deep.equal(["activity_uncorrected", null, 0.5]);
    expect(await quantityOf(stimulated, "dff_bleach_corrected")).to.deep.equal(["dff_bleach_corrected", "1", 0]);
    expect(await quantityOf({ ...stimulated, traces_raw: empty })).to.deep.equal(["dff_bleach_corrected", "1", 0]);
  });

  it("leaves an animal out that does not have the quantity asked for, and says so", async () => {
    const tables = await readOne(madeAnimal(), { quantity: "activity_uncorrected" });
    expect(tables.rows("recordings")).to.deep.equal([]);
    expect(tables.rows("findings")[0]).to.include({
      rule: "quantity-not-held",
      found: "recording WT_Stim-0: dff_bleach_corrected",
    });
    expect((await caught(readOne(madeAnimal(), { quantity: "ratio" }))).tag).to.equal("unknown-name");
  });

  it("reads lists that hold one animal, names and all, and one key for all animals", async () => {
    const states = { States: column([1, 1, 1, 2, 2, 2]), States_key: cell(["FWD", "REV"]) };
    const flat = struct({ ...madeAnimal(states), traces: cell([madeTraces(6, 3)]) });
    const [lists] = asLists([madeAnimal(states), madeAnimal(states)]).elements;
    for (const [variable, animals] of [
      [flat, 1],
      [struct({ ...lists!, States_key: cell(["FWD", "REV"]), fps: row([2, 2]) }), 2],
      [struct({ ...lists!, stimulus: structArray([1, 2], [{ switchtimes: empty }, { switchtimes: empty }]) }), 2],
    ] as const) {
      const tables = await readMade("kato2015-mat", { WT_Stim: { WT_Stim: variable } });
      const names = tables.rows("channels").map(({ name }) => name);
      expect(names).to.deep.equal(new Array(animals).fill(["AVAL", null, "VB2"]).flat());
      const labels = tables.rows("events").filter(({ kind }) => kind === "state");
      expect(labels.map(({ label }) => label)).to.deep.equal(new Array(animals).fill(["FWD", "REV"]).flat());
    }
  });

  it("reads a rate per animal out of one list of numbers", async () => {
    const animal = without(madeAnimal(), "timeVectorSeconds");
    const [lists] = asLists([animal, animal]).elements;
    const tables = await readMade("kato2015-mat", { WT_Stim: { WT_Stim: struct({ ...lists!, fps: row([2, 4]) }) } });
    expect(tables.rows("recordings").map(({ sampling_rate_hz }) => sampling_rate_hz)).to.deep.equal([2, 4]);
  });

  it("reads only the files that are there and the recordings that are asked for", async () => {
    const files = {
      WT_Stim: { WT_Stim: asArray([stimulated, second]) },
      AVA_HisCl: { AVA_HisCl: asArray([stimulated, second]) },
    };
    const idsOf = async (only: string) =>
      (await readMade("kato2015-mat", files, { only })).rows("recordings").map(({ recording_id }) => recording_id);
    expect(await idsOf("*")).to.deep.equal(["WT_Stim-0", "WT_Stim-1", "AVA_HisCl-0", "AVA_HisCl-1"]);
    expect(await idsOf("*-1")).to.deep.equal(["WT_Stim-1", "AVA_HisCl-1"]);
    expect((await caught(idsOf("WT_Stim-2"))).message).to.match(/recordings are WT_Stim-0, WT_Stim-1, AVA_HisCl-0/);
  });

  it("meets the expected facts of a recording whose size, rate and names are those of the original", async () => {
    const manifest = await loadManifest("kato2015-mat");
    const stamps = Float64Array.from({ length: 2198 }, (_, frame) => frame / 3.0528);
    const ids = cell(Array.from({ length: 107 }, (_, neuron) => (neuron < 43 ? "AVAL" : empty)));
    const traces = numeric([2198, 107], new Float64Array(2198 * 107));
    const tables = await readOne(madeAnimal({ traces, IDs: ids, timeVectorSeconds: column(stamps), fps: 3.0528 }));
    const reader = memoryTables(tables.batches);
    const checks = manifest.expected.filter(({ where }) => where?.recording_id === "WT_Stim-0");
    expect(checks).to.have.length(4);
    for (const check of checks) {
      const { found, pass } = await evaluateCheck(reader, check);
      expect(pass, `${check.title}: found ${found}`).to.equal(true);
    }
  });
});

describe("the other datasets of the lab", () => {
  const files: Readonly<Record<string, { file: string; variable: string; animal: MadeAnimal; about: object }>> = {
    nichols2017: {
      file: "npr1_let",
      variable: "npr1_let",
      animal: madeAnimal(),
      about: { condition: "npr-1, lethargus", task: "immobilised" },
    },
    skora2018: {
      file: "WT_starved",
      variable: "WT_starved",
      animal: madeAnimal(),
      about: { condition: "wild type, starved", task: null },
    },
    kaplan2020: {
      file: "Neuron2019_Data_MNhisCl_RIShisCl",
      variable: "MNhisCl_RIShisCl_Neuron2019",
      animal: {
        neuron_ID: cell(["AVAL", empty, "VB02"]),
        traces_bleach_corrected: madeTraces(6, 3),
        time_vector: column([0, 0.5, 1, 1.5, 2, 2.5]),
      },
      about: {
        condition: "MNhisCl RIShisCl (histamine-gated chloride channel in motor neurons and RIS)",
        subject_id: null,
      },
    },
    uzel2022: {
      file: "Uzel_WT",
      variable: "Uzel_WT",
      animal: { ...without(madeAnimal(), "timeVectorSeconds"), tv: column([0, 0.5, 1, 1.5, 2, 2.5]) },
      about: { condition: "wild type", task: "immobilised" },
    },
  };
  for (const [id, { file, variable, animal, about }] of Object.entries(files)) {
    it(`reads ${id}`, async () => {
      const tables = await readMade(id, { [file]: { note: "made", [variable]: asLists([animal, animal]) } });
      expect(rulesOf(tables)).to.deep.equal([]);
      expect(tables.rows("recordings")[1]).to.include({
        recording_id: `${file}-1`,
        n_samples: 6,
        n_channels: 3,
        sampling_rate_hz: 2,
        animal_group: null,
        ...about,
      });
      expect(tables.rows("channels")[2]).to.include({ name: "VB2", quantity: "dff_bleach_corrected", unit: "1" });
      expect(valuesOf(tables)[1]).to.deep.equal([10, 11, 12, 13, 14, 15]);
      expect(tables.rows("events")).to.deep.equal([]);
    });
  }
});
