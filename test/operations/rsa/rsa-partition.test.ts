import { expect } from "chai";
import { rsaPartition } from "../../../src/operations/rsa/rsa-partition.js";
import { messageOf } from "../../support/message-of.js";
import { batchesFrom, rowsFrom } from "../run-on-tables.js";
import { conditionIds, type MadeRdm, rdmTablesOf } from "./made-rdm-tables.js";

const conditions = conditionIds(4);
const made: readonly MadeRdm[] = [
  { id: "a", conditions, values: [1, 2, 3, 4, 5, 6] },
  { id: "b", conditions, values: [1, -1, 0, 0, -1, 1] },
  { id: "sum", conditions, values: [5, 1, 9, 12, 10, 23] },
];
const params = { targets: [{ where: { rdm_id: "sum" } }], models: { where: { rdm_id: ["a", "b"] } }, ranked: false };
const parted = async (rdms: readonly MadeRdm[], given: unknown = params) =>
  rowsFrom(await batchesFrom(rsaPartition, rdmTablesOf(rdms), given), "rdm_partitions");

describe("operation rsa-partition", () => {
  it("gives the weights that an RDM was made with, and parts that sum to what is explained", async () => {
    const exact = [...made.slice(0, 2), { id: "sum", conditions, values: [8, 1, 9, 12, 10, 23] }];
    const rows = await parted(exact);
    const value = (kind: string, models: string) =>
      rows.find((row) => row.kind === kind && row.models === models)!.value!;
    expect(value("weight", "a")).to.be.closeTo(3, 1e-12);
    expect(value("weight", "b")).to.be.closeTo(5, 1e-12);
    expect(value("partial", "a")).to.be.closeTo(1, 1e-12);
    expect(value("r-squared", "a + b")).to.be.closeTo(1, 1e-12);
    const parts = rows.filter(({ kind }) => kind === "part").reduce((sum, row) => sum + row.value!, 0);
    expect(parts).to.be.closeTo(value("r-squared", "a + b"), 1e-12);
    expect(value("semi-partial", "a") ** 2).to.be.closeTo(value("part", "a"), 1e-12);
  });

  it("says why models that are the same have no part", async () => {
    const rows = await parted([made[0]!, { ...made[0]!, id: "b" }, made[2]!]);
    const kinds = ["partial", "weight"] as const;
    for (const row of rows.filter(({ kind }) => (kinds as readonly string[]).includes(kind))) {
      expect(row.value, row.kind).to.equal(null);
      expect(row.reason, row.kind).to.be.a("string");
    }
  });

  it("takes ranks unless told otherwise, one model and five too", async () => {
    const [first] = await parted(made, { ...params, models: { where: { rdm_id: "a" } }, ranked: true });
    expect(first).to.include({ kind: "partial", models: "a", ranked: true, n_conditions: 4 });
    const five = [...made, { id: "c", conditions }, { id: "d", conditions }, { id: "e", conditions }];
    const rows = await parted(five, { ...params, models: { where: { rdm_id: ["a", "b", "c", "d", "e"] } } });
    expect(new Set(rows.map(({ kind }) => kind))).to.deep.equal(new Set(["partial", "semi-partial", "weight"]));
    expect(await messageOf(() => parted(made, { ...params, models: { where: { rdm_id: "zz" } } }))).to.include("zz");
  });
});
