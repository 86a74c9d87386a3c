import { expect } from "chai";
import fc from "fast-check";
import { batchOf } from "../../src/tables/batch.js";
import type { Check } from "../../src/tables/check.js";
import { evaluateCheck } from "../../src/tables/evaluate-check.js";
import { evaluateChecks } from "../../src/tables/evaluate-checks.js";
import { memoryTables } from "../../src/tables/memory-tables.js";
import type { TableReader } from "../../src/tables/table-reader.js";

const event = (recording_id: string, event_index: number, label: string | null, onset_s: number) => ({
  recording_id,
  event_index,
  label,
  onset_s,
  kind: "state",
});
const reader = memoryTables(
  [
    batchOf("events", [
      event("a", 0, "FWD", 0),
      event("a", 1, "REV", 2.5),
      event("b", 0, "FWD", 1),
      event("b", 1, null, 4),
    ]),
    batchOf("signals", [
      { recording_id: "a", channel_index: 0, chunk_index: 0, start_sample: 0, start_s: 0, values: new Float32Array(3) },
    ]),
  ],
  { partition: "d" },
);

const where = fc.constantFrom<Check["where"]>(
  { dataset_id: "d" },
  { dataset_id: "d", recording_id: "a" },
  { dataset_id: "d", recording_id: ["a", "b"], label: null },
  { dataset_id: "other" },
  { recording_id: "b", event_index: 1 },
);
const check: fc.Arbitrary<Check> = fc.oneof(
  fc.record({
    table: fc.constant("events"),
    where,
    column: fc.constantFrom("onset_s", "label", "event_index"),
    measure: fc.constantFrom<NonNullable<Check["measure"]>>("value", "count", "distinct", "min", "max", "mean", "sum"),
    equals: fc.constantFrom("FWD", 0, 1, 2.5, null),
    source: fc.constant("test"),
  }),
  fc.record({
    table: fc.constant("signals"),
    column: fc.constantFrom("values", "start_s"),
    measure: fc.constant("count" as const),
    equals: fc.constant(1),
    source: fc.constant("test"),
  }),
);

describe("evaluateChecks", () => {
  it("finds what evaluateCheck finds, check by check", async () => {
    const property = fc.asyncProperty(fc.array(check, { maxLength: 6 }), async (checks) => {
      const single = await Promise.all(checks.map((one) => evaluateCheck(reader, one)));
      expect(await evaluateChecks(reader, checks)).to.deep.equal(single);
    });
    await fc.assert(property, { seed: 7, numRuns: 300 });
  });

  it("reads every table once, and of it only what is asked for", async () => {
    const asked: unknown[] = [];
    const counting: TableReader = {
      tables: reader.tables,
      read: (table, query) => {
        asked.push([table, query?.columns, query?.where]);
        return reader.read(table, query);
      },
    };
    const base = { table: "events", column: "onset_s", equals: 0, source: "test" } as const;
    const first = { ...base, where: { dataset_id: "d", recording_id: "a" } };
    const second = { ...base, where: { dataset_id: "d", recording_id: "b" } };
    await evaluateChecks(counting, [first, second]);
    expect(asked).to.deep.equal([["events", ["dataset_id", "recording_id", "onset_s"], { dataset_id: "d" }]]);
  });

  it("leaves unknown names to their check", async () => {
    const unknown = { table: "event", equals: 1, source: "test" };
    const error = await evaluateChecks(reader, [unknown]).catch((thrown: unknown) => thrown);
    expect(error).to.include({ tag: "unknown-name" });
  });
});
