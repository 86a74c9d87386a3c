import { readFileSync } from "node:fs";
import { expect } from "chai";
import { evaluated } from "../../../src/operations/rsa/evaluated.js";
import { rsaCompare } from "../../../src/operations/rsa/rsa-compare.js";
import { rsaEvaluate } from "../../../src/operations/rsa/rsa-evaluate.js";
import type { Row } from "../../../src/tables/tables.js";
import { readReal } from "../../datasets/expect-real-dataset.js";
import { fixedModels } from "../../rsa/inference/known-evaluations.js";
import { randomRdms } from "../../rsa/inference/random-rdms.js";
import { messageOf } from "../../support/message-of.js";
import { realData } from "../../support/real-data.js";
import { batchesFrom, rowsFrom } from "../run-on-tables.js";
import { conditionIds, type MadeRdm, rdmTablesOf } from "./made-rdm-tables.js";

const subjects = ["s1", "s2", "s3", "s4", "s5"];
const data: readonly MadeRdm[] = subjects.map((subject) => ({ id: subject, descriptors: { subject, region: "V1" } }));
const models: readonly MadeRdm[] = ["m1", "m2", "m3"].map((id) => ({ id, descriptors: { model: id } }));
const target = { where: { rdm_id: subjects } };
const fixed = { where: { rdm_id: ["m1", "m2", "m3"] } };

async function evaluation(made: readonly MadeRdm[], params: Readonly<Record<string, unknown>>, seed = "0") {
  const given = { targets: [target], models: [fixed], ...params };
  const batches = await batchesFrom(rsaEvaluate, rdmTablesOf(made), given, seed);
  return { rows: rowsFrom(batches, "rdm_evaluations"), pairs: rowsFrom(batches, "rdm_evaluation_pairs") };
}
const told = (made: readonly MadeRdm[], params: Readonly<Record<string, unknown>> = {}) =>
  messageOf(() => evaluation(made, params));

interface Fixed {
  readonly means: readonly number[];
  readonly sem: readonly number[];
  readonly p_zero_one_sided: readonly number[];
  readonly p_vs_lower_nc: readonly number[];
  readonly p_pairwise: readonly (readonly number[])[];
  readonly noise_ceiling_lower_upper: readonly [number, number];
  readonly dof: number;
}

describe("operation rsa-evaluate", () => {
  it("gives all numbers of the evaluations of 92 images", async function () {
    this.timeout(60_000);
    const tables = await readReal(this, "kriegeskorte2008");
    const known = JSON.parse(readFileSync(realData(this, "rsa/expected/images92.json"), "utf8"));
    const people = { kind: "measured", session: ["1", "2"] };
    const targets: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
      "eval_fixed|hIT_4subj_sessionmean": { targets: [{ where: people, mean_by: ["subject"] }] },
      "eval_fixed|hIT_8": { targets: [{ where: people }], group_by: "rdm_id" },
      "eval_fixed|behav16": { targets: [{ where: { kind: "behaviour" } }] },
    };
    let numbers = 0;
    for (const [key, choice] of Object.entries(targets)) {
      const expected = Object.entries(known[key] as Record<string, Fixed>);
      const batches = await batchesFrom(rsaEvaluate, tables.batches, {
        ...choice,
        models: [{ where: { rdm_id: known.models } }],
        measures: expected.map(([measure]) => measure.replace("_", "-")),
      });
      for (const [measure, fixed] of expected) {
        const own = { measure: measure.replace("_", "-") };
        const rows = rowsFrom(batches, "rdm_evaluations").filter((row) => row.measure === own.measure);
        const near = (found: number | null, value: number, tolerance: number) => {
          expect(found, `${key} ${measure}`).to.be.closeTo(value, tolerance);
          numbers++;
        };
        rows.forEach((row, index) => {
          near(row.value, fixed.means[index]!, 1e-10);
          near(row.sem, fixed.sem[index]!, 1e-10);
          near(row.p_zero, fixed.p_zero_one_sided[index]!, 1e-9);
          near(row.p_ceiling, fixed.p_vs_lower_nc[index]!, 1e-9);
          expect(row.dof).to.equal(fixed.dof);
        });
        near(rows[0]!.ceiling_low, fixed.noise_ceiling_lower_upper[0], 1e-10);
        near(rows[0]!.ceiling_high, fixed.noise_ceiling_lower_upper[1], 1e-10);
        for (const pair of rowsFrom(batches, "rdm_evaluation_pairs").filter((row) => row.measure === own.measure)) {
          const [a, b] = [known.models.indexOf(pair.model_a), known.models.indexOf(pair.model_b)];
          near(pair.p_value, fixed.p_pairwise[a]![b]!, 1e-9);
        }
      }
    }
    expect(numbers).to.equal(3 * 5 * (8 * 4 + 2 + 28));
  });

  it("gives the same whatever part of the samples is evaluated at once", () => {
    const { signal } = new AbortController();
    const [rdms, candidates] = [randomRdms("data", 6, 9), randomRdms("models", 2, 9)];
    const known = fixedModels({ names: ["a", "b"], rdms: candidates });
    const values = [1, 7, 100].map(
      (atOnce) => evaluated(known, rdms, { measure: "corr", resample: "dual", draws: 40, signal, atOnce }).values,
    );
    expect(values[1]).to.deep.equal(values[0]);
    expect(values[2]).to.deep.equal(values[0]);
  });

  it("keeps the three kinds of a dual bootstrap apart, and the seed decides", async () => {
    const params = { resample: "dual", draws: 30, measures: ["corr"] };
    const { rows, pairs } = await evaluation([...data, ...models], params);
    expect(rows.map(({ samples }) => samples)).to.deep.equal(
      ["both", "rdms", "conditions"].flatMap((kind) => [kind, kind, kind]),
    );
    const of = (kind: string) => rows.filter(({ samples }) => samples === kind);
    expect(of("both").every(({ sem, p_zero, dof }) => sem! > 0 && p_zero !== null && dof === 4)).to.equal(true);
    expect(of("rdms").every(({ sem, p_zero }) => sem === null && p_zero === null)).to.equal(true);
    expect(pairs.map(({ samples }) => samples)).to.deep.equal(["both", "both", "both"]);
    const again = await evaluation([...data, ...models], params);
    expect(again.rows).to.deep.equal(rows);
    const other = await evaluation([...data, ...models], params, "1");
    expect(other.rows[0]!.value).not.to.equal(rows[0]!.value);
  });

  it("fits models, with folds or a warning", async () => {
    const weighted = { name: "mix", kind: "weighted", where: fixed.where };
    const params = { models: [weighted], measures: ["corr"], group_by: "rdm_id" };
    const plain = (await evaluation([...data, ...models], params)).rows[0]!;
    expect(plain).to.include({ model: "mix", model_kind: "weighted", crossvalidation: null });
    expect(plain.warning).to.include("fitted to the RDMs that it is tested on");
    expect(Math.hypot(...plain.theta!)).to.be.closeTo(1, 1e-9);
    const crossvalidation = { scheme: { kind: "leave-one-out", factor: "rdms" }, repeats: 1 };
    const crossed = (await evaluation([...data, ...models], { ...params, crossvalidation })).rows[0]!;
    expect(crossed.value).to.be.lessThan(plain.value!);
    expect(crossed.crossvalidation).to.equal("leave-one-out, factor rdms, 1 repeats");
    const kinds = ["select", "non-negative", "interpolate"].map((kind) => ({ ...weighted, kind, name: kind }));
    const { rows } = await evaluation([...data, ...models], { models: kinds, measures: ["corr"] });
    expect(rows.map(({ model_kind }) => model_kind)).to.deep.equal(["select", "non-negative", "interpolate"]);
    expect(rows[1]!.theta!.every((weight) => weight >= 0)).to.equal(true);
    const family = [{ kind: "family", where: fixed.where }];
    expect((await evaluation([...data, ...models], { models: family, measures: ["corr"] })).rows).to.have.length(7);
  });

  it("groups RDMs by subject, and one RDM has no ceiling and no error", async () => {
    const twice = data.map((rdm, k) => ({ ...rdm, descriptors: { ...rdm.descriptors, subject: subjects[k % 2]! } }));
    const { rows } = await evaluation([...twice, ...models], { measures: ["corr"] });
    expect(rows[0]).to.include({ n_rdms: 2, dof: 1 });
    const alone = await evaluation([...data, ...models], {
      targets: [{ where: { rdm_id: "s1" } }],
      measures: ["corr"],
    });
    expect(alone.rows[0]).to.include({ n_rdms: 1, sem: null, p_zero: null, ceiling_low: null, ceiling_high: null });
    expect(alone.rows[0]!.ceiling_note).to.include("one RDM");
    expect(alone.rows[0]!.warning).to.include("nothing says how sure");
  });

  it("scores by squares as challenges do, with a warning", async () => {
    const all = [...data, ...models];
    const { rows } = await evaluation(all, { measures: ["spearman-squared", "spearman"] });
    const compared = rowsFrom(
      await batchesFrom(rsaCompare, rdmTablesOf(all), { a: target, b: fixed, measures: ["spearman"] }),
      "rdm_comparisons",
    );
    for (const row of rows.filter(({ measure }) => measure === "spearman-squared")) {
      const squares = compared.filter(({ rdm_b }) => rdm_b === row.model).map(({ value }) => value! ** 2);
      const mean = squares.reduce((sum, value) => sum + value, 0) / 5;
      const variance = squares.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 4;
      expect(row.value).to.be.closeTo(mean, 1e-12);
      expect(row.sem).to.be.closeTo(Math.sqrt(variance / 5), 1e-12);
      expect(row.ceiling_low).to.be.lessThan(row.ceiling_high!);
      expect(row.warning).to.include("never negative");
    }
  });

  it("joins unequal sets of conditions, and says how many are left", async () => {
    const fewer = { id: "m4", conditions: ["c8", "c1", "c2", "c3", "zz"] };
    const params = { models: [{ where: { rdm_id: "m4" } }], measures: ["corr"] };
    const { rows } = await evaluation([...data, fewer], params);
    expect(rows[0]!.n_conditions).to.equal(4);
    expect(rows[0]!.warning).to.include("5 conditions");
    const other = { id: "m4", conditions: ["c1", "c2", "x", "y"] };
    expect(await told([...data, other], params)).to.include("at least 3");
  });

  it("refuses unknown pairs in different places, or takes what all know", async () => {
    const conditions = conditionIds(8);
    const values = (place: number) => Array.from({ length: 28 }, (_, k) => (k === place ? Number.NaN : (k * 7) % 11));
    const made = [...data, { id: "m1", conditions, values: values(3) }, { id: "m2", conditions, values: values(5) }];
    const params = { models: [{ where: { rdm_id: ["m1", "m2"] } }], measures: ["corr"] };
    expect(await told(made, params)).to.include("unknown pairs");
    const { rows } = await evaluation(made, { ...params, missing: "common" });
    expect(rows[0]!.value).to.equal(rows[1]!.value);
  });

  it("tests labels, also against the best model, and models against a constant one", async () => {
    const same = { id: "m4", values: Array.from({ length: 28 }, (_, k) => k) };
    const noisy = subjects.map((id, s) => ({ id, values: same.values.map((value, k) => value + ((k * (s + 2)) % 5)) }));
    const { rows } = await evaluation([...noisy, ...models, same], {
      models: [{ where: { rdm_id: ["m1", "m4"] } }],
      ...{ measures: ["cosine"], permutations: 99, constant_model: true },
    });
    expect(rows.map(({ model }) => model)).to.deep.equal(["m1", "m4", "constant"]);
    expect(rows[1]!.p_labels).to.equal(0.01);
    expect(rows[1]!.p_labels_max).to.equal(0.01);
    expect(rows[1]!.p_constant).to.be.lessThan(0.01);
    expect(rows[0]!.p_constant).to.be.greaterThan(rows[1]!.p_constant!);
    expect(rows[2]!.p_constant).to.equal(null);
    expect(rows[0]!.warning).to.include("cosine is near 1");
  });

  it("says what is wrong with constant models, ties and names", async () => {
    const flat: MadeRdm = { id: "flat", values: new Array<number>(28).fill(1) };
    const tied: MadeRdm = { id: "tied", values: Array.from({ length: 28 }, (_, k) => k % 2) };
    const params = { models: [{ where: { rdm_id: ["flat", "tied"] } }], measures: ["spearman"] };
    const { rows } = await evaluation([...data, flat, tied], params);
    const warnings = new Map(rows.map(({ model, warning }: Row<"rdm_evaluations">) => [model, warning]));
    expect(warnings.get("flat")).to.include("all equal");
    expect(warnings.get("tied")).to.include("rho-a does not");
    expect(rows.find(({ model }) => model === "flat")!.value).to.equal(0);
    const all = [...data, ...models];
    expect(await told(all, { models: [{ where: { rdm_id: "m9" } }] })).to.include("m9");
    expect(await told(all, { models: [fixed, fixed] })).to.include("m1 twice");
    expect(await told(all, { models: [{ kind: "weighted", where: fixed.where }] })).to.include("a name");
    expect(await told(all, { models: [{ ...fixed, name: "m", kind: "select", fitter: "ridge" }] })).to.include(
      "select",
    );
    expect(await told(all, { group_by: "colour" })).to.include("colour");
    expect(await told(all, { targets: [target, target] })).to.include("data twice");
    expect(await told(all, { condition_groups: { c1: "a" } })).to.include("none for c2");
    expect(await told(all, { measures: ["spearman-squared"], resample: "dual" })).to.include("dual");
  });
});
