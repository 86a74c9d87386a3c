import { expect } from "chai";
import { stateTuning } from "../../src/operations/state-tuning.js";
import { stateTuningSummary } from "../../src/operations/state-tuning-summary.js";
import type { ProgressEvent } from "../../src/progress.js";
import { batchOf } from "../../src/tables/batch.js";
import { caught } from "../support/caught.js";
import { runOn } from "./run-on.js";
import { batchesFrom, rowsFrom } from "./run-on-tables.js";

const nan = Number.NaN;

describe("operations: state-tuning", () => {
  const worm = {
    id: "worm1",
    channels: [
      { name: "AVAL", values: [1, 2, 9, 8, 1, 3, 7, nan] },
      { name: "RIBL", values: [5, 5, 1, 1, 5, 4, 1, 1] },
      { name: "velocity", kind: "behaviour", values: [1, 1, 0, 0, 1, 1, 0, 0] },
    ],
    states: [
      [0, 2, "FWD"],
      [2, 1, "REV1"],
      [3, 1, "REVSUS"],
      [4, 2, "FWD"],
      [6, 2, "REVSUS"],
    ] as const,
  };
  const shifts = { minimum_shift_s: 2 };

  it("compares each state with the rest where nothing is asked for", async () => {
    const rows = await runOn(stateTuning, [worm], "state_tuning", shifts);
    expect(rows.map(({ name, state, against }) => `${name} ${state} ${against}`)).deep.equal(
      ["FWD", "REV1", "REVSUS"].flatMap((state) => [`AVAL ${state} rest`, `RIBL ${state} rest`]),
    );
    const forward = rows.find(({ name, state }) => name === "AVAL" && state === "FWD")!;
    expect(forward).include({ mean_state: 1.75, mean_against: 8, difference: -6.25, auc: 0, n_state: 4, n_against: 3 });
    expect(forward).include({ n_events_state: 2, n_events_against: null, n_shifts: 5, neuron_class: null });
  });

  it("takes labels together, and names what it took", async () => {
    const contrasts = [{ state: ["REV1", "REVSUS"], against: "FWD" }];
    const [ava, rib] = await runOn(stateTuning, [worm], "state_tuning", { ...shifts, contrasts });
    expect(ava).include({ state: "REV1+REVSUS", against: "FWD", auc: 1, n_events_state: 3, n_events_against: 2 });
    expect(rib).include({ auc: 0, mean_state: 1, mean_against: 4.75 });
    // pooled variance of 1 1 1 1 and 5 5 5 4 with 6 degrees of freedom: 0.125
    expect(rib!.cohens_d).closeTo(-3.75 / Math.sqrt(0.125), 1e-12);
  });

  it("corrects p over the channels of a contrast", async () => {
    const contrasts = [{ state: "REVSUS", against: "FWD" }];
    const rows = await runOn(stateTuning, [worm], "state_tuning", { ...shifts, contrasts });
    const p = rows.map(({ p_value }) => p_value!).sort((a, b) => a - b);
    const q = rows.map(({ q_value }) => q_value!).sort((a, b) => a - b);
    expect(q[1]).equal(p[1]);
    expect(q[0]).equal(Math.min(p[1]!, 2 * p[0]!));
  });

  it("notes states that a recording does not have, and goes on with the others", async () => {
    const notes: ProgressEvent[] = [];
    const contrasts = [{ state: "SLEEP", against: "FWD" }, { state: ["REVSUS", "SLEEP"] }];
    const rows = await runOn(stateTuning, [worm], "state_tuning", { ...shifts, contrasts }, notes);
    expect(new Set(rows.map(({ state }) => state))).deep.equal(new Set(["REVSUS+SLEEP"]));
    expect(notes.map(({ message }) => message)).deep.equal(["has no event of kind state labelled SLEEP"]);
    await runOn(stateTuning, [worm], "state_tuning", { event_kind: "reversal" }, notes);
    expect(notes.at(-1)!.message).contain("no event of kind reversal");
  });

  it("gives the same p for the same seed, and draws others for another", async () => {
    const values = Array.from({ length: 300 }, (_, k) => Math.sin(k / 7) + Math.sin(k / 31) + (k % 5) / 5);
    const states = Array.from({ length: 10 }, (_, k) => [k * 30, 12, k % 3 === 0 ? "A" : "B"] as const);
    const long = { id: "long", channels: [{ name: "AVAL", values }], states };
    const { smallTables } = await import("../support/small-tables.js");
    const params = { contrasts: [{ state: "A", against: "B" }], n_shifts: 40, minimum_shift_s: 10 };
    const pWith = async (seed: string) =>
      rowsFrom(await batchesFrom(stateTuning, smallTables([long]), params, seed), "state_tuning")[0]!.p_value;
    expect(await pWith("1")).equal(await pWith("1"));
    const different = new Set(await Promise.all(["1", "2", "3", "4", "5"].map(pWith)));
    expect(different.size).above(1);
  });
});

describe("operations: state-tuning-summary", () => {
  const row = (recording_id: string, name: string, cohens_d: number, auc: number, more = {}) => ({
    dataset_id: "one",
    recording_id,
    channel_index: name.charCodeAt(3),
    state: "REV",
    against: "FWD",
    name,
    quantity: "ratio",
    cohens_d,
    auc,
    q_value: 0.01,
    n_shifts: 9,
    n_state: 5,
    n_against: 5,
    n_events_state: 1,
    ...more,
  });
  const recording = (recording_id: string, animal_group: string | null, dataset_id = "one") => ({
    ...{ dataset_id, recording_id, animal_group, modality: "calcium-imaging" },
    ...{ n_samples: 1, n_channels: 1, duration_s: 1, source_file: "x" },
  });
  const recordings = ["a", "b", "c"].map((id) => recording(id, id === "c" ? null : "same animal"));
  // batchOf keeps the columns of the table only, so the dataset is a column put in by hand
  const withDataset = (rows: readonly { readonly dataset_id: string }[]) => {
    const batch = batchOf("recordings", rows as never);
    return { ...batch, columns: { dataset_id: rows.map(({ dataset_id }) => dataset_id), ...batch.columns } };
  };
  const tables = [
    withDataset([...recordings, recording("d", null, "two")]),
    batchOf("state_tuning", [
      row("a", "AVAL", 1, 0.8),
      row("b", "AVAL", 3, 0.9),
      row("c", "AVAL", 5, 1, { q_value: 0.2 }),
      row("c", "AVAR", -1, 0.4, { q_value: null }),
      row("d", "AVAL", -8, 0.1, { dataset_id: "two" }),
      row("d", "AVAR", Number.NaN, 0.5, { dataset_id: "two", cohens_d: null }),
    ]),
  ];

  it("counts animals, not recordings, in each dataset and in all", async () => {
    const rows = rowsFrom(await batchesFrom(stateTuningSummary, tables), "state_tuning_summaries");
    const of = (scope: string, name: string) => rows.find((one) => one.scope === scope && one.name === name);
    expect(of("one", "AVAL")).include({ n_animals: 2, n_channels: 3, mean_cohens_d: 3.5, n_significant: 2 });
    expect(of("one", "AVAL")!.mean_auc).closeTo((0.85 + 1) / 2, 1e-15);
    expect(of("one", "AVAL")!.standard_deviation_cohens_d).closeTo(1.5 * Math.SQRT2, 1e-15);
    expect(of("all", "AVAL")).include({ n_animals: 3, sign_consistency: 1 / 3 });
    expect(of("all", "AVAL")!.mean_cohens_d).closeTo(-1 / 3, 1e-15);
    expect(of("two", "AVAL")).include({ n_animals: 1, standard_deviation_cohens_d: null });
    expect(of("two", "AVAR")).equal(undefined);
  });

  it("takes the members of a class together", async () => {
    const rows = rowsFrom(await batchesFrom(stateTuningSummary, tables, { level: "class" }), "state_tuning_summaries");
    const [one] = rows.filter(({ scope }) => scope === "one");
    expect(one).include({ name: "AVA", level: "class", n_channels: 4, n_animals: 2, mean_cohens_d: 2 });
  });

  it("leaves a name that two traces of a recording claim out of it, but not out of its class", async () => {
    const doubled = [
      tables[0]!,
      batchOf("state_tuning", [
        row("a", "AVAL", 1, 0.8),
        row("a", "AVAL", 3, 0.9, { channel_index: 7 }),
        row("c", "AVAL", 5, 1),
      ]),
    ];
    const summary = async (level: string) =>
      rowsFrom(await batchesFrom(stateTuningSummary, doubled, { level }), "state_tuning_summaries")[0];
    expect(await summary("neuron")).include({ scope: "one", n_animals: 1, n_channels: 1, mean_cohens_d: 5 });
    expect(await summary("class")).include({ scope: "one", n_animals: 2, n_channels: 3, mean_cohens_d: 3.5 });
  });

  it("asks which result is meant where there are several, and says what to run where there is none", async () => {
    const two = ["first", "second"].map((analysis_id) => {
      const batch = batchOf("state_tuning", [row("a", "AVAL", 1, 0.8)]);
      return { ...batch, columns: { analysis_id: [analysis_id], ...batch.columns } };
    });
    const error = await caught(batchesFrom(stateTuningSummary, [tables[0]!, ...two]));
    expect((error as Error).message).match(/one of first, second/);
    const rows = await batchesFrom(stateTuningSummary, [tables[0]!, ...two], { analysis: "second" });
    expect(rowsFrom(rows, "state_tuning_summaries")).length(2);
    const none = await caught(batchesFrom(stateTuningSummary, [tables[0]!]));
    expect((none as Error).message).match(/state-tuning first/);
  });
});
