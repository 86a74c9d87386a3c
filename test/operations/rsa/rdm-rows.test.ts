import { expect } from "chai";
import type { RdmRow } from "../../../src/operations/rsa/rdm-row.js";
import { type RdmEntryRow, stackBatches, stackOf } from "../../../src/operations/rsa/rdm-rows.js";
import { makeStack } from "../../../src/rsa/stack/make-stack.js";
import type { RdmStack } from "../../../src/rsa/stack/rdm-stack.js";
import { batchOf, rowsOf, type TableBatch } from "../../../src/tables/batch.js";
import { caught } from "../../support/caught.js";
import { collectTables } from "../../support/collect-tables.js";
import { problemsOf } from "../../support/problems-of.js";

const x = Number.NaN;
const shared = { kind: "measured", stimulus_set: "set", source_file: "a.mat" };
const stack = makeStack({
  conditions: ["b", "a", "c"],
  values: [1, x, 3, 4, 5, 6],
  rdms: [
    {
      ...{ id: "one", dissimilarity: "crossnobis", noise: "none", meanRemoved: false, transforms: ["ranks"] },
      descriptors: { title: "first", subject: "s1", age: 30, awake: true },
    },
    { id: "two", descriptors: { title: "two" } },
  ],
});

const rows = (given: RdmStack): { rdms: RdmRow[]; entries: RdmEntryRow[] } => {
  const batches = [...stackBatches(given, shared, "dataset")];
  const of = <T extends "rdms" | "rdm_entries">(table: T) =>
    batches.flatMap((batch) => (batch.table === table ? [...rowsOf(batch as TableBatch & { table: T })] : []));
  return { rdms: of("rdms"), entries: of("rdm_entries") };
};

describe("RDMs between tables and stacks", () => {
  it("come back", () => {
    const { rdms, entries } = rows(stack);
    const back = stackOf(rdms, entries);
    const known = { kind: "measured", stimulus_set: "set" };
    const expected = stack.rdms.map((rdm) => ({ ...rdm, descriptors: { ...rdm.descriptors, ...known } }));
    expect({ ...back, rdms: back.rdms }).to.deep.equal({ ...stack, rdms: expected });
    expect(rdms[0]).to.include({ n_conditions: 3, n_unknown: 1, attributes: '{"age":30,"awake":true}' });
  });

  it("make tables that hold together", async () => {
    const ids = stack.conditions.map((stimulus_id, stimulus_index) => ({
      ...{ stimulus_id, stimulus_index, stimulus_set: "set", source_file: "a.mat" },
    }));
    async function* batches() {
      yield batchOf("stimuli", ids);
      yield* stackBatches(stack, shared, "dataset");
    }
    expect(await problemsOf(await collectTables(batches()))).to.deep.equal([]);
    const computed = [...stackBatches(stack, { kind: "measured", stimulus_set: "set", dataset_id: "d" }, "computed")];
    expect(computed.map(({ table }) => table)).to.deep.equal([
      ...["computed_rdms", "computed_rdm_entries", "computed_rdm_entries"],
    ]);
  });

  it("join RDMs over different conditions by id", () => {
    const { rdms, entries } = rows(stack);
    const fewer = entries.filter(({ rdm_id, condition_b }) => rdm_id === "one" || condition_b !== "c");
    expect([...stackOf(rdms, fewer).values]).to.deep.equal([1, x, 3, 4, x, x]);
    const turned = entries.map((row) => ({ ...row, condition_a: row.condition_b, condition_b: row.condition_a }));
    expect(stackOf(rdms, turned).conditions).to.deep.equal(["a", "b", "c"]);
    expect([...stackOf(rdms, turned).values]).to.deep.equal([1, 3, x, 4, 6, 5]);
  });

  it("refuse rows that contradict each other", async () => {
    const { rdms, entries } = rows(stack);
    const failure = async (work: () => unknown) => (await caught(work)).message;
    expect(await failure(() => stackOf([], entries))).to.match(/RDMs: no row/);
    expect(await failure(() => stackOf(rdms.slice(1), entries))).to.match(/one of the given RDMs, found "one"/);
    expect(await failure(() => stackOf(rdms, [...entries, entries[0]!]))).to.match(
      /stands once, found "b and a of one"/,
    );
    const self = { ...entries[0]!, condition_b: "b" };
    expect(await failure(() => stackOf(rdms, [self]))).to.match(/differs from condition_a/);
    expect(await failure(() => stackOf([{ ...rdms[0]!, transforms: "[1]" }], entries.slice(0, 3)))).to.match(
      /a JSON list of words/,
    );
    expect(await failure(() => stackOf([{ ...rdms[0]!, attributes: "{" }], entries.slice(0, 3)))).to.match(
      /has to be JSON/,
    );
  });
});
