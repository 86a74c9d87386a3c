import { expect } from "chai";
import { rsaCompare } from "../../../src/operations/rsa/rsa-compare.js";
import { compare } from "../../../src/rsa/comparison/compare.js";
import type { MeasureName } from "../../../src/rsa/comparison/measure-name.js";
import { measures } from "../../../src/rsa/comparison/measures.js";
import type { TableBatch } from "../../../src/tables/batch.js";
import { messageOf } from "../../support/message-of.js";
import { batchesFrom, rowsFrom } from "../run-on-tables.js";
import { conditionIds, type MadeRdm, rdmTablesOf } from "./made-rdm-tables.js";

const compared = async (made: readonly MadeRdm[], params: unknown) =>
  rowsFrom(await batchesFrom(rsaCompare, rdmTablesOf(made), params), "rdm_comparisons");
const one = (id: string) => ({ where: { rdm_id: id } });

describe("operation rsa-compare", () => {
  it("gives what all measures give, on dissimilarities below 0 too", async () => {
    const x = [0.4, -0.2, 0.9, 0.3, 0.1, -0.1, 0.5, 0.7, 0.2, 1.1];
    const y = [0.5, 0.1, 0.8, -0.3, 0.2, 0.3, 0.6, 0.4, -0.05, 0.9];
    const conditions = conditionIds(5);
    const rows = await compared(
      [
        { id: "x", conditions, values: x },
        { id: "y", conditions, values: y },
      ],
      { a: one("x"), b: one("y"), measures: "all" },
    );
    expect(rows.map(({ measure }) => measure)).to.have.members(Object.keys(measures));
    for (const { measure, value, n_conditions, n_pairs } of rows) {
      const vectors = (values: readonly number[]) => ({ nConditions: 5, nRdms: 1, values: Float64Array.from(values) });
      const known = compare(vectors(x), vectors(y), { measure: measure as MeasureName }).values[0]!;
      expect(value ?? Number.NaN, measure).to.deep.equal(known);
      expect([n_conditions, n_pairs]).to.deep.equal([5, 10]);
    }
  });

  it("joins by the ids of conditions, whatever their order, over those that both have", async () => {
    const values = [1, 2, 3, 4, 5, 6];
    // d a e c: the same dissimilarities of a, c, d, and another condition
    const rows = await compared(
      [
        { id: "x", conditions: ["a", "b", "c", "d"], values },
        { id: "y", conditions: ["d", "a", "e", "c"], values: [3, 9, 6, 9, 2, 9] },
      ],
      { a: one("x"), b: one("y"), measures: ["corr", "tau-a"] },
    );
    for (const row of rows) {
      expect(row.value).to.be.closeTo(1, 1e-12);
      expect([row.n_conditions, row.n_pairs]).to.deep.equal([3, 3]);
    }
  });

  it("compares every two RDMs of one side once", async () => {
    const rows = await compared([{ id: "x" }, { id: "y" }, { id: "z" }], { a: {}, measures: ["corr"] });
    expect(rows.map(({ rdm_a, rdm_b }) => `${rdm_a}${rdm_b}`)).to.deep.equal(["xy", "xz", "yz"]);
  });

  it("takes means and transforms", async () => {
    const conditions = conditionIds(3);
    const made = [
      { id: "x", conditions, values: [1, 2, 6], descriptors: { subject: "s" } },
      { id: "y", conditions, values: [3, 2, 2], descriptors: { subject: "s" } },
      { id: "z", conditions, values: [2, 2, 4] },
    ];
    const a = { where: { subject: "s" }, mean_by: ["subject"] };
    const [mean] = await compared(made, { a, b: one("z"), measures: ["bures-squared"] });
    expect(mean).to.include({ rdm_a: "s" });
    expect(mean!.value).to.be.closeTo(0, 1e-12);
    const transforms = [{ kind: "geo-topological", low: 0, high: 1 }];
    const [ranked] = await compared(made, { a: { ...one("x"), transforms }, b: one("z"), measures: ["corr"] });
    expect(ranked!.value).to.be.closeTo(Math.sqrt(0.75), 1e-12);
  });

  it("refuses fewer than three shared conditions, and says so where others share more", async () => {
    const made = [
      { id: "x", conditions: ["a", "b", "c", "d"], values: [1, 2, 3, 4, 5, 6] },
      { id: "y", conditions: ["a", "b", "e", "f"], values: [1, 2, 3, 4, 5, 6] },
      { id: "z", conditions: ["a", "b", "c"], values: [1, 3, 2] },
    ];
    const message = await messageOf(() => compared(made, { a: one("x"), b: one("y") }));
    expect(message).to.include("at least 3");
    const rows = await compared(made, { a: one("x"), b: { where: { rdm_id: ["y", "z"] } }, measures: ["corr"] });
    expect(rows.map(({ value }) => value === null)).to.deep.equal([true, false]);
    expect(rows[0]!.reason).to.include("share 2 conditions");
  });

  it("with unknown pairs in different places is an error, or compares what both know", async () => {
    const conditions = conditionIds(4);
    const made = [
      { id: "x", conditions, values: [1, Number.NaN, 3, 4, 5, 6] },
      { id: "y", conditions, values: [2, 4, Number.NaN, 8, 10, 12] },
    ];
    const message = await messageOf(() => compared(made, { a: one("x"), b: one("y") }));
    expect(message).to.include("pairwise");
    const params = { a: one("x"), b: one("y"), missing: "pairwise", measures: ["corr"] };
    const [row] = await compared(made, params);
    expect(row!.value).to.be.closeTo(1, 1e-12);
    expect(row!.n_pairs).to.equal(4);
  });

  it("says why a similarity is 0 or missing", async () => {
    const conditions = conditionIds(4);
    const made = [
      { id: "flat", conditions, values: [1, 1, 1, 1, 1, 1] },
      { id: "y", conditions, values: [1, 2, 3, 4, 5, 6] },
    ];
    const rows = await compared(made, { a: one("flat"), b: one("y"), measures: ["corr", "cosine", "riemannian"] });
    expect(rows[0]!.reason).to.include("all equal");
    expect(rows[1]!.reason).to.equal(null);
  });

  it("names what is not there", async () => {
    const made: readonly MadeRdm[] = [{ id: "x" }, { id: "y" }];
    const told = (params: unknown) => messageOf(() => compared(made, params));
    expect(await told({ a: one("nobody") })).to.include("nobody");
    expect(await told({ a: { where: { colour: "red" } } })).to.include("colour");
    expect(await told({ a: { conditions: ["c1", "c2", "zz"] } })).to.include("zz");
    expect(await told({ a: { mean_by: ["colour"] } })).to.include("colour");
    expect(await told({ a: {}, measures: ["rho-b"] })).to.include("measures");
    expect(await told({ a: {}, condition_variances: { c1: 1 } })).to.include("none for c2");
  });

  it("tells two datasets with the same ids apart", async () => {
    const batches: readonly TableBatch[] = [...rdmTablesOf([{ id: "x" }], "one"), ...rdmTablesOf([{ id: "x" }], "two")];
    const message = await messageOf(() => batchesFrom(rsaCompare, batches, { a: {} }));
    expect(message).to.include("x in one and in two");
    const choice = (dataset_id: string) => ({ where: { dataset_id } });
    const rows = rowsFrom(
      await batchesFrom(rsaCompare, batches, { a: choice("one"), b: choice("two"), measures: ["corr"] }),
      "rdm_comparisons",
    );
    expect(rows[0]!.value).to.be.closeTo(1, 1e-12);
  });

  it("takes of two datasets the entries of the chosen RDMs alone", async () => {
    const of = (id: string, subject: string) => ({ id, descriptors: { subject } });
    const batches = [...rdmTablesOf([of("x", "s1")], "one"), ...rdmTablesOf([of("x", "s2"), of("y", "s1")], "two")];
    const params = { a: { where: { subject: "s1" } }, measures: ["corr"] };
    const rows = rowsFrom(await batchesFrom(rsaCompare, batches, params), "rdm_comparisons");
    expect(rows.map(({ rdm_a, rdm_b }) => [rdm_a, rdm_b])).to.deep.equal([["x", "y"]]);
  });
});
