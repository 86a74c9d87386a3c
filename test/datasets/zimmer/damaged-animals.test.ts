import { expect } from "chai";
import fc from "fast-check";
import { memoryFiles } from "../../../src/bytes/memory-files.js";
import { isNeuroloomError, type NeuroloomError } from "../../../src/errors.js";
import { loadDataset } from "../../../src/node/datasets.js";
import { caught } from "../../support/caught.js";
import { collectTables } from "../../support/collect-tables.js";
import { makeMat5 } from "../../support/make-mat5.js";
import { cell, char, column, type MatInput, numeric, opaque, row, struct } from "../../support/mat-input.js";
import {
  asArray,
  asLists,
  empty,
  type MadeAnimal,
  madeAnimal,
  madeTraces,
  readMade,
  readOne,
  rulesOf,
  valuesOf,
  without,
} from "./made-animals.js";

describe("animals of the Zimmer lab: what is repaired, and said", () => {
  it("turns neurons × frames, told by the time vector", async () => {
    // column-major, so that frames lie together
    const turned = Array.from({ length: 18 }, (_, index) => (index % 3) * 10 + Math.floor(index / 3));
    const tables = await readOne(madeAnimal({ traces: numeric([3, 6], turned) }));
    expect(rulesOf(tables)).to.deep.equal(["repair: transposed-traces"]);
    expect(valuesOf(tables)).to.deep.equal(valuesOf(await readOne(madeAnimal())));
    expect(tables.rows("recordings")[0]).to.include({ n_samples: 6, n_channels: 3 });
  });

  it("turns neurons × frames, told by the names where there is no time vector", async () => {
    const animal = without(madeAnimal({ traces: madeTraces(3, 6) }), "timeVectorSeconds");
    const tables = await readOne(animal);
    expect(rulesOf(tables)).to.deep.equal(["repair: transposed-traces", "repair: time-from-rate"]);
    expect(tables.rows("recordings")[0]).to.include({ n_samples: 6, n_channels: 3, sampling_rate_hz: 2 });
  });

  it("says so where nothing tells which axis is time", async () => {
    const animal = without(madeAnimal({ IDs: cell(["AVAL"]) }), "timeVectorSeconds");
    expect(rulesOf(await readOne(animal))).to.deep.equal([
      ...["note: axes-unconfirmed", "repair: time-from-rate", "note: fewer-names-than-traces"],
    ]);
  });

  it("takes times from the rate where there are too few stamps, or something else in their place", async () => {
    for (const timeVectorSeconds of [column([0, 0.5]), char("none"), opaque("timetable"), empty]) {
      const tables = await readOne(madeAnimal({ timeVectorSeconds, fps: 4 }));
      expect(rulesOf(tables)).to.deep.equal(["repair: time-from-rate"]);
      expect(tables.rows("recordings")[0]).to.include({ n_samples: 6, sampling_rate_hz: 4, duration_s: 1.5 });
    }
  });

  it("cuts stamps beyond the frames", async () => {
    const tables = await readOne(madeAnimal({ timeVectorSeconds: row([0, 0.5, 1, 1.5, 2, 2.5, 3]) }));
    expect(tables.rows("findings")[0]).to.include({
      rule: "more-stamps-than-frames",
      found: "7 stamps for 6 frames",
      place: "WT_Stim(1).timeVectorSeconds",
    });
    expect(tables.rows("recordings")[0]).to.include({ n_samples: 6, duration_s: 3 });
  });

  it("keeps stamps that are not equally spaced as a clock from the first one on", async () => {
    const stamps = [100, 100.5, 101, 101.6, 102, 102.5];
    const stimulus = struct({ switchtimes: row([101]), initialstate: 2, conc: row([21, 4]) });
    const tables = await readOne(madeAnimal({ timeVectorSeconds: column(stamps), stimulus }));
    expect(tables.rows("recordings")[0]).to.include({ sampling_rate_hz: null, duration_s: 3 });
    expect([...tables.rows("clocks")[0]!.time_s]).to.deep.equal(stamps.map((stamp) => stamp - 100));
    // switches count from the same origin, and the second concentration is first
    const events = tables.rows("events").map(({ onset_s, duration_s, value }) => [onset_s, duration_s, value]);
    expect(events).to.deep.equal([
      [0, 1, 4],
      [1, 2, 21],
    ]);
  });

  it("says that the stated rate is another one than that of the stamps", async () => {
    const tables = await readOne(madeAnimal({ fps: 2.8 }));
    expect(rulesOf(tables)).to.deep.equal(["note: rate-disagrees"]);
    expect(tables.rows("recordings")[0]).to.include({ sampling_rate_hz: 2 });
  });

  it("reads an animal without names, all unlabelled", async () => {
    for (const IDs of [empty, cell([]), numeric([1, 3], [1, 2, 3])]) {
      const tables = await readOne(madeAnimal({ IDs }));
      expect(rulesOf(tables)).to.deep.equal(["loss: no-names"]);
      expect(tables.rows("channels").map(({ name_source }) => name_source)).to.deep.equal([null, null, null]);
    }
    expect((await readOne(without(madeAnimal(), "IDs"))).rows("findings")[0]).to.include({
      found: "no field IDs or NeuronNames",
    });
  });

  it("reports more and fewer names than traces", async () => {
    const names = ["AVAL", "AVAR", "RIML", "RIMR"];
    const many = await readOne(madeAnimal({ IDs: cell(names) }));
    expect(rulesOf(many)).to.deep.equal(["note: more-names-than-traces"]);
    expect(many.rows("channels").map(({ name }) => name)).to.deep.equal(names.slice(0, 3));
    const few = await readOne(madeAnimal({ IDs: cell(names.slice(0, 2)) }));
    expect(rulesOf(few)).to.deep.equal(["note: fewer-names-than-traces"]);
    expect(few.rows("channels")[2]).to.include({ name_source: null });
  });

  it("keeps several names of one neuron as open, and one name of two neurons as duplicate", async () => {
    const open = await readOne(madeAnimal({ IDs: cell([cell(["AVAL", empty, "AVAR"]), "?", cell(["RIML", "RIML"])]) }));
    expect(open.rows("channels")[0]).to.include({ name: null, neuron_class: "AVA", name_source: "AVAL/AVAR" });
    expect(open.rows("channels")[1]).to.include({ name: null, name_source: "?", name_rule: "unknown" });
    expect(open.rows("channels")[2]).to.include({ name: "RIML", name_source: "RIML" });
    expect(open.rows("findings").map(({ rule, found }) => [rule, found])).to.deep.equal([
      ["several-names", "AVAL and AVAR for one trace each"],
    ]);
    const twice = await readOne(madeAnimal({ IDs: cell(["VB02", "VB2", "RIML"]) }));
    expect(twice.rows("channels").map(({ status }) => status)).to.deep.equal(["duplicate", "duplicate", "good"]);
  });

  it("keeps NaN as missing samples and a trace of NaN as bad", async () => {
    const values = Array.from({ length: 18 }, (_, index) => (index < 6 || index === 9 ? Number.NaN : index));
    const tables = await readOne(madeAnimal({ traces: numeric([6, 3], values) }));
    expect(tables.rows("channels").map(({ status }) => status)).to.deep.equal(["bad", "good", "good"]);
    expect(tables.rows("findings")[0]).to.include({
      rule: "missing-samples",
      found: "7 of 18 samples are NaN, in 2 of 3 traces",
    });
  });

  it("reads the only structure of a file under another name, and says so", async () => {
    const file = { WT_Stim: { Renamed: asArray([madeAnimal(), madeAnimal()]), fps: 3 } };
    const tables = await readMade("kato2015-mat", file);
    expect(tables.rows("recordings")).to.have.length(2);
    expect(tables.rows("findings")).to.have.length(1);
    expect(tables.rows("findings")[0]).to.include({ rule: "variable-name", expected: "WT_Stim", found: "Renamed" });
  });
});

describe("animals of the Zimmer lab: states and stimuli that cannot be read for certain", () => {
  const codes = column([1, 1, 2, 2, 1, 1]);
  const names = cell(["FWD", "REV"]);
  const statesOf = async (fields: MadeAnimal) => {
    const tables = await readOne(madeAnimal(fields));
    return { rules: rulesOf(tables), labels: tables.rows("events").map(({ label }) => label) };
  };

  const keys: Readonly<Record<string, MatInput>> = {
    "a list of names": names,
    "one column of names": cell(["FWD", "REV"], [2, 1]),
    "rows of characters": char(["FWD", "REV"]),
    "codes beside names": cell([2, 1, "REV", "FWD"], [2, 2]),
    "names beside codes": cell(["rev", "fwd", 2, 1], [2, 2]),
    "a structure with a code per name": struct({ FWD: 1, REV: 2 }),
  };
  for (const [what, key] of Object.entries(keys)) {
    it(`takes ${what} as key`, async () => {
      const read = await statesOf({ States: codes, States_key: key });
      expect(read).to.deep.equal({ rules: [], labels: ["FWD", "REV", "FWD"] });
    });
  }

  it("takes a name per frame", async () => {
    const States = cell(["fwd", "fwd", "rev", "rev", empty, "fwd"]);
    expect(await statesOf({ States })).to.deep.equal({
      rules: ["note: frames-without-state"],
      labels: ["FWD", "REV", "FWD"],
    });
  });

  const unread: Readonly<Record<string, MadeAnimal>> = {
    "codes without a key": { States: codes },
    "a key with one name twice": { States: codes, States_key: cell(["FWD", "fwd"]) },
    "a key with one code twice": { States: codes, States_key: struct({ FWD: 1, REV: 1 }) },
    "a key with a hole": { States: codes, States_key: cell(["FWD", empty]) },
    "a key of numbers": { States: codes, States_key: row([1, 2]) },
    "more codes than frames": { States: column([1, 1, 1, 1, 1, 1, 1]), States_key: names },
    "fewer codes than frames": { States: column([1, 1]), States_key: names },
    "vectors of another length": { States: struct({ fwd: column([1, 0]) }) },
    "vectors of other numbers": { States: struct({ fwd: column([1, 0, 2, 0, 0, 0]) }) },
    "a structure of nothing": { States: struct({}) },
    "names for some frames": { States: cell(["FWD", "REV"]) },
    "an object": { States: opaque("categorical") },
  };
  for (const [what, fields] of Object.entries(unread)) {
    it(`leaves out ${what}`, async () => {
      expect(await statesOf(fields)).to.deep.equal({ rules: ["loss: states-not-read"], labels: [] });
    });
  }

  it("leaves frames open whose code has no name, or that are in two states", async () => {
    const unknown = await statesOf({ States: column([1, 1, 3, Number.NaN, 0, 2]), States_key: names });
    expect(unknown).to.deep.equal({ rules: ["note: frames-without-state"], labels: ["FWD", "REV"] });
    const States = struct({ fwd: column([1, 1, 1, 0, 0, 0]), rev: column([0, 0, 1, 1, 0, 0]) });
    const tables = await readOne(madeAnimal({ States }));
    expect(tables.rows("events").map(({ label, duration_s }) => [label, duration_s])).to.deep.equal([
      ["FWD", 1],
      ["REV", 0.5],
    ]);
    expect(tables.rows("findings")[0]?.found).to.match(/for 3 of 6 frames/);
  });

  it("reads no states and no stimulus where the fields are empty", async () => {
    expect(await statesOf({ States: empty, States_key: empty, stimulus: empty })).to.deep.equal({
      rules: [],
      labels: [],
    });
  });

  it("gives events without value where the first concentration is not told", async () => {
    const told = { identity: "O2", switchtimes: row([1]), conc: row([21, 4]) };
    for (const more of [{}, { initialstate: 0 }, { initialstate: 21 }, { initialstate: 1, conc: row([21, 10, 4]) }]) {
      const tables = await readOne(madeAnimal({ stimulus: struct({ ...told, ...more }) }));
      expect(rulesOf(tables)).to.deep.equal(["loss: concentration-unknown"]);
      expect(tables.rows("events").map(({ label, value }) => [label, value])).to.deep.equal([
        ["O2", null],
        ["O2", null],
      ]);
    }
  });

  it("leaves out a stimulus without times that rise", async () => {
    for (const switchtimes of [row([2, 1]), row([1, Number.NaN]), char("360:30:690"), cell([])]) {
      const tables = await readOne(
        madeAnimal({ stimulus: struct({ switchtimes, initialstate: 1, conc: row([21, 4]) }) }),
      );
      expect(rulesOf(tables)).to.deep.equal(["loss: stimulus-not-read"]);
      expect(tables.rows("events")).to.deep.equal([]);
    }
  });

  it("counts a switch before the first frame, and passes over one after the last", async () => {
    const stimulus = struct({ switchtimes: row([9, 11, 20]), initialstate: 1, conc: row([21, 4]) });
    const tables = await readOne(madeAnimal({ timeVectorSeconds: column([10, 10.5, 11, 11.5, 12, 12.5]), stimulus }));
    expect(rulesOf(tables)).to.deep.equal(["note: switches-outside"]);
    expect(tables.rows("events").map(({ onset_s, duration_s, value }) => [onset_s, duration_s, value])).to.deep.equal([
      [0, 1, 4],
      [1, 2, 21],
    ]);
  });
});

describe("animals of the Zimmer lab: one that cannot be read", () => {
  const broken: readonly [string, MadeAnimal, RegExp][] = [
    ["empty traces", madeAnimal({ traces: empty }), /WT_Stim\(2\).traces: .* found numeric of 0 × 0/],
    [
      "traces with three axes",
      madeAnimal({ traces: numeric([6, 3, 1], new Array(18).fill(0)) }),
      /found numeric of 6 × 3 × 1/,
    ],
    ["traces that are text", madeAnimal({ traces: "none" }), /found char of 1 × 4/],
    ["traces that are an object", madeAnimal({ traces: opaque("table") }), /found table of 1 × 1/],
    ["complex traces", madeAnimal({ traces: numeric([1, 2], [1, 2], "double", [1, 2]) }), /found numeric of 1 × 2/],
    [
      "neither time nor rate",
      madeAnimal({ timeVectorSeconds: empty, fps: empty }),
      /timeVectorSeconds: expected a stamp for each of 6 frames, found 0; it has no rate \(fps\) either/,
    ],
    ["a rate of 0", madeAnimal({ timeVectorSeconds: empty, fps: 0 }), /no rate \(fps\) either/],
    ["stamps that fall", madeAnimal({ timeVectorSeconds: column([0, 1, 2, 1, 3, 4]) }), /found 1 after 2 at index 3/],
    [
      "stamps of NaN",
      madeAnimal({ timeVectorSeconds: column(new Array(6).fill(Number.NaN)) }),
      /time stamps that never fall/,
    ],
  ];
  for (const [what, animal, message] of broken) {
    it(`is left out alone: ${what}`, async () => {
      const animals = [madeAnimal(), animal, madeAnimal()];
      const file = { WT_Stim: { WT_Stim: asLists(animals) } };
      const error = await caught(readMade("kato2015-mat", file));
      expect(error.tag).to.equal("format");
      expect(error.message).to.match(message);
      const failed: [string, NeuroloomError][] = [];
      const onFailure = (recordingId: string, failure: NeuroloomError) => failed.push([recordingId, failure]);
      const tables = await readMade("kato2015-mat", file, { onFailure });
      expect(failed.map(([recordingId]) => recordingId)).to.deep.equal(["WT_Stim-1"]);
      expect(tables.rows("recordings").map(({ recording_id }) => recording_id)).to.deep.equal([
        "WT_Stim-0",
        "WT_Stim-2",
      ]);
      expect(rulesOf(tables)).to.deep.equal(["loss: unreadable-recording"]);
    });
  }

  it("is left out where the list of traces is too short, and lacks what other lists lack", async () => {
    const entries = {
      IDs: [cell(["AVAL"])],
      traces: [madeTraces(6, 1), madeTraces(6, 1)],
      fps: [2, 2],
      dataset: ["a"],
    };
    const lists = Object.entries(entries).map(([field, items]) => [field, cell(items)] as const);
    const times = cell(new Array(3).fill(column([0, 0.5, 1, 1.5, 2, 2.5])));
    const variable = struct({ ...Object.fromEntries(lists), timeVectorSeconds: times });
    const failed: string[] = [];
    const onFailure = (recordingId: string, { message }: NeuroloomError) => failed.push(`${recordingId}: ${message}`);
    const tables = await readMade("kato2015-mat", { WT_Stim: { WT_Stim: variable } }, { onFailure });
    expect(tables.rows("recordings").map(({ subject_id }) => subject_id)).to.deep.equal(["a", null]);
    expect(tables.rows("channels").map(({ name }) => name)).to.deep.equal(["AVAL", null]);
    expect(rulesOf(tables)).to.deep.equal(["loss: no-names", "loss: unreadable-recording"]);
    expect(failed).to.have.length(1);
    expect(failed[0]).to.match(
      /^WT_Stim-2: .*WT_Stim\(3\): expected frames × neurons in traces or deltaFOverF_bc, found the fields timeVectorSeconds/,
    );
  });

  const files: readonly [string, Readonly<Record<string, MatInput>>, RegExp][] = [
    [
      "no structure",
      { WT_Stim: madeTraces(3, 3) },
      /variables: expected a structure WT_Stim, found WT_Stim \(double\)/,
    ],
    ["two others", { a: struct({ x: 1 }), b: struct({ x: 1 }) }, /found a \(struct\), b \(struct\)/],
    ["an empty structure array", { WT_Stim: asArray([]) }, /WT_Stim: expected a structure with an entry per animal/],
    ["nothing", {}, /variables: expected a structure WT_Stim, found none/],
  ];
  for (const [what, variables, message] of files) {
    it(`refuses a file with ${what}`, async () => {
      const error = await caught(readMade("kato2015-mat", { WT_Stim: variables }));
      expect(error.tag).to.equal("format");
      expect(error.message).to.match(message);
    });
  }

  it("goes on with the next file where failures are taken", async () => {
    const failed: string[] = [];
    const given = { WT_Stim: { WT_Stim: 3 }, AVA_HisCl: { AVA_HisCl: asArray([madeAnimal()]) } };
    const tables = await readMade("kato2015-mat", given, { onFailure: (item) => failed.push(item) });
    expect(failed).to.deep.equal(["celegans/kato2015/WT_Stim.mat"]);
    expect(tables.rows("recordings").map(({ recording_id }) => recording_id)).to.deep.equal(["AVA_HisCl-0"]);
  });
});

describe("animals of the Zimmer lab: whatever stands in the fields", () => {
  const anything = fc.letrec<{ value: MatInput }>((tie) => ({
    value: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      fc.constantFrom<MatInput>(empty, "AVAL", "", 2, Number.NaN, opaque("table"), char(["FWD", "REV"]), true),
      fc.array(fc.double(), { maxLength: 7 }).map((values) => row(values)),
      fc.array(fc.double({ min: 0, max: 3 }), { minLength: 6, maxLength: 6 }).map((values) => column(values)),
      fc.array(tie("value"), { maxLength: 4 }).map((items) => cell(items)),
      fc.dictionary(fc.constantFrom("switchtimes", "conc", "initialstate", "fwd"), tie("value")).map(struct),
    ),
  })).value;
  const fields = fc.record(
    Object.fromEntries(
      ["IDs", "traces", "timeVectorSeconds", "fps", "dataset", "States", "States_key", "stimulus"].map((name) => [
        name,
        anything,
      ]),
    ),
    { requiredKeys: [] },
  );

  it("gives tables or an error of this library", async () => {
    const dataset = await loadDataset("kato2015-mat");
    await fc.assert(
      fc.asyncProperty(fields, async (given) => {
        const bytes = makeMat5({ WT_Stim: asArray([madeAnimal(given as MadeAnimal)]) });
        try {
          await collectTables(dataset.read(memoryFiles({ "celegans/kato2015/WT_Stim.mat": bytes })));
        } catch (error) {
          if (!isNeuroloomError(error)) throw error;
        }
      }),
      { numRuns: 500, seed: 7 },
    );
  });
});
