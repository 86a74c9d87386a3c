import { expect } from "chai";
import { batchOf, type TableBatch } from "../../src/tables/batch.js";
import { problemsOf } from "../support/problems-of.js";

const stimuli = (ids: readonly string[]): TableBatch =>
  batchOf(
    "stimuli",
    ids.map((stimulus_id, stimulus_index) => ({ stimulus_id, stimulus_index, stimulus_set: "s", source_file: "f" })),
  );
const rdm = (n_conditions: number, n_unknown: number): TableBatch =>
  batchOf("rdms", [
    {
      ...{ rdm_id: "r", title: "r", kind: "model", stimulus_set: "s", transforms: "[]" },
      ...{ n_conditions, n_unknown, source_file: "f" },
    },
  ]);
const entries = (...pairs: readonly (readonly [string, string, number | null])[]): TableBatch =>
  batchOf(
    "rdm_entries",
    pairs.map(([condition_a, condition_b, dissimilarity], pair_index) => ({
      ...{ rdm_id: "r", pair_index, condition_a, condition_b, dissimilarity },
    })),
  );
const response = (stimulus_id: string): TableBatch =>
  batchOf("responses", [
    {
      ...{ response_id: "x", response_set: "x", stimulus_id, quantity: "q", source_file: "f" },
      values: Float64Array.of(1),
    },
  ]);

const problems = (...batches: readonly TableBatch[]) => problemsOf({ batches });

describe("tables of dissimilarity matrices", () => {
  it("hold together where every pair is there", async () => {
    expect(
      await problems(stimuli(["a", "b", "c"]), rdm(3, 1), entries(["a", "b", 1], ["a", "c", null], ["b", "c", 2])),
    ).to.deep.equal([]);
  });

  it("are reported where pairs, values, stimuli or the RDM are missing", async () => {
    const ids = stimuli(["a", "b", "c"]);
    const all = entries(["a", "b", 1], ["a", "c", null], ["b", "c", 2]);
    expect((await problems(ids, rdm(3, 1), entries(["a", "b", null]))).join()).to.match(
      /n \(n − 1\) \/ 2 rows.*1 for 3/,
    );
    expect((await problems(ids, rdm(3, 0), all)).join()).to.match(/n_unknown.*without a value.*0, not 1/);
    expect((await problems(stimuli(["a", "b"]), rdm(3, 1), all)).join()).to.match(
      /condition_b.*stimulus of the stimuli/,
    );
    expect((await problems(ids, rdm(3, 1))).join()).to.equal("");
    expect((await problems(ids, all)).join()).to.match(/needs the table rdms/);
    expect((await problems(rdm(3, 1), all)).join()).to.match(/needs the table stimuli/);
  });

  it("are reported where a response is to no stimulus", async () => {
    expect((await problems(stimuli(["a"]), response("b"))).join()).to.match(/stimulus_id.*stimulus of the stimuli/);
    expect(await problems(stimuli(["a"]), response("a"))).to.deep.equal([]);
  });
});
