import { expect } from "chai";
import { jsLinalg } from "../../../src/linalg/js-linalg.js";
import { familywise, permutedModels } from "../../../src/operations/rsa/label-permutations.js";
import { stackBatches } from "../../../src/operations/rsa/rdm-rows.js";
import { rsaSearchlight } from "../../../src/operations/rsa/rsa-searchlight.js";
import { createRandom } from "../../../src/random/create-random.js";
import { compare } from "../../../src/rsa/comparison/compare.js";
import { rdmOf } from "../../../src/rsa/dissimilarities/rdm-of.js";
import type { RdmVectors } from "../../../src/rsa/rdm-vectors.js";
import { categoricalRdm } from "../../../src/rsa/stack/categorical-rdm.js";
import { makeStack } from "../../../src/rsa/stack/make-stack.js";
import type { TableBatch } from "../../../src/tables/batch.js";
import { caught } from "../../support/caught.js";
import { batchesFrom, rowsFrom } from "../run-on-tables.js";
import { blockMeans, type MadeRecording, madeTables, randomRecording } from "./made-recordings.js";

const labels = ["a", "b", "c", "d", "e"];
const one = randomRecording("run1", labels, 9);
const categories = { pair: ["a", "c"] };

const valuesOf = async (tables: readonly TableBatch[], params: object, seed?: string) =>
  rowsFrom(await batchesFrom(rsaSearchlight, tables, { categories, ...params }, seed), "searchlight_values");
const errorOf = async (tables: readonly TableBatch[], params: object) =>
  (await caught(batchesFrom(rsaSearchlight, tables, params))).message;

/** The RDM of channels of a recording. */
function rdmAround(recording: MadeRecording, channels: readonly number[]): RdmVectors {
  const rows = blockMeans(recording);
  const values = Float64Array.from(rows.flatMap((row) => channels.map((channel) => row[channel]!)));
  const patterns = { values: { rows: rows.length, columns: channels.length, values }, conditions: labels };
  return rdmOf(patterns, { method: "correlation", linalg: jsLinalg }).vectors;
}

const near = (centre: number, radius: number) =>
  Array.from({ length: 9 }, (_, k) => k).filter((k) => Math.abs(k - centre) < radius);

describe("operations: rsa-searchlight", () => {
  const model = categoricalRdm(labels, [1, 0, 1, 0, 0]);

  it("compares models with the RDM around every channel", async () => {
    const rows = await valuesOf(madeTables([one]), { radius: { voxels: 3 }, measure: "corr" });
    expect(rows.length).equal(9);
    for (const [centre, row] of rows.entries()) {
      const expected = compare(model, rdmAround(one, near(centre, 3)), { measure: "corr" }).values[0]!;
      expect(row.value).closeTo(expected, 1e-12);
      expect(row).include({ fit_id: "run1", channel_index: centre, model: "pair", measure: "corr", reason: null });
      expect(row).include({ n_channels: near(centre, 3).length, x_m: centre / 1000, p_max: null });
    }
    const metres = await valuesOf(madeTables([one]), { radius: { metres: 0.0029 }, measure: "corr" });
    expect(metres).deep.equal(rows);
    // a hole in the grid: only centres whose places all have a channel are kept
    const hole = madeTables([{ ...one, channels: one.channels.filter((_, k) => k !== 4) }]);
    const places = async (least_share: number) =>
      (await valuesOf(hole, { radius: { voxels: 2 }, least_share })).map(({ x_m }) => Math.round(x_m! * 1000));
    expect(await places(0)).deep.equal([0, 1, 2, 3, 5, 6, 7, 8]);
    expect(await places(1)).deep.equal([0, 1, 2, 6, 7, 8]);
  });

  it("takes RDMs of tables as models, joined by the ids of their conditions", async () => {
    const turned = makeStack({
      conditions: ["e", "x", "d", "c", "b", "a"],
      values: [9, 0, 1, 0, 1, 9, 9, 9, 9, 1, 0, 1, 1, 0, 1],
      rdms: [{ id: "pair" }],
    });
    const shared = { kind: "model", stimulus_set: "letters", source_file: "a.mat" };
    const tables = [...madeTables([one]), ...stackBatches(turned, shared, "dataset")];
    const own = await valuesOf(tables, { categories: undefined, rdms: { where: { rdm_id: "pair" } } });
    expect(own).deep.equal(await valuesOf(madeTables([one]), {}));
    expect(await errorOf(tables, { rdms: {}, conditions: ["a", "b", "f"] })).contain('"f"');
    const lacking = makeStack({ conditions: ["a", "b", "c"], values: [1, 2, 3], rdms: [{ id: "few" }] });
    const few = [...madeTables([one]), ...stackBatches(lacking, shared, "dataset")];
    expect(await errorOf(few, { rdms: {} })).contain("few");
  });

  it("gives constant and missing voxels a reason, and the others their values", async () => {
    const channels = one.channels.map(({ values, ...row }, k) => ({
      ...row,
      values: k < 3 ? values.map(() => 7) : values,
    }));
    const rows = await valuesOf(madeTables([{ ...one, channels }]), { radius: { voxels: 2 }, measure: "corr" });
    expect(rows.map(({ reason }) => reason)).deep.equal([
      ...["constant-channels", "constant-channels"],
      ...new Array<null>(7).fill(null),
    ]);
    expect(rows[8]!.value).closeTo(compare(model, rdmAround(one, [7, 8]), { measure: "corr" }).values[0]!, 1e-12);
    expect(rows[0]!.value).equal(null);
    const gap = one.channels.map(({ values, ...row }, k) => ({
      ...row,
      values: k === 4 ? values.map((value, sample) => (sample < 4 ? Number.NaN : value)) : values,
    }));
    const params = { radius: { voxels: 2 }, design: "balanced" };
    const missing = await valuesOf(madeTables([{ ...one, channels: gap }]), params);
    expect(missing.map(({ reason }) => reason === "missing-channel")).deep.equal(
      Array.from({ length: 9 }, (_, k) => Math.abs(k - 4) < 2),
    );
  });

  it("says singular-noise where there are more channels than residuals can tell apart", async () => {
    const runs = ["run1", "run2"].map((id) => randomRecording(id, labels.slice(0, 3), 9));
    const params = { method: "crossnobis", runs: "subject", noise: "full", categories: { pair: ["a"] } };
    const rows = await valuesOf(madeTables(runs), { ...params, radius: { voxels: 3 }, measure: "corr" });
    // two repeats of three conditions leave three degrees of freedom: three channels can be told apart, four not
    expect(rows.map(({ n_channels, reason }) => `${n_channels} ${reason}`)).deep.equal([
      ...["3 null", "4 singular-noise"],
      ...new Array<string>(5).fill("5 singular-noise"),
      ...["4 singular-noise", "3 null"],
    ]);
  });

  it("holds every centre against the best centre of each permutation, the same for all centres", async () => {
    const params = { radius: { voxels: 3 }, measure: "corr", permutations: 30 };
    const rows = await valuesOf(madeTables([one]), params);
    const random = createRandom("0").derive("small", "run1");
    const all = permutedModels(model, 30, random);
    const best = new Float64Array(30).fill(Number.NEGATIVE_INFINITY);
    for (let centre = 0; centre < 9; centre++) {
      const similar = compare(all, rdmAround(one, near(centre, 3)), { measure: "corr" }).values;
      for (let k = 0; k < 30; k++) best[k] = Math.max(best[k]!, similar[k + 1]!);
    }
    for (const row of rows) expect(row.p_max).equal(familywise(row.value!, best));
    expect(await valuesOf(madeTables([one]), params)).deep.equal(rows);
    expect(await valuesOf(madeTables([one]), params, "1")).not.deep.equal(rows);
    expect(await valuesOf(madeTables([one]), { ...params, permutations: 0 })).deep.equal(
      rows.map((row) => ({ ...row, p_max: null })),
    );
  });

  it("counts a permutation that is equal but for rounding, and the data themselves", () => {
    expect(familywise(0.5, [0.4, 0.5 - 1e-14, 0.6])).equal(3 / 4);
    expect(familywise(0.7, [0.4, 0.5, 0.6])).equal(1 / 4);
    expect(familywise(-0.5, [-0.5, -0.6])).equal(2 / 3);
  });

  it("finds a planted model, and keeps the rest at chance", async () => {
    const many = ["a", "b", "c", "d", "e", "f", "g", "h"];
    const made = randomRecording("run1", many, 12);
    const inside = ["a", "b", "c", "d"];
    const channels = made.channels.map(({ values, ...row }, k) => ({
      ...row,
      values: values.map((value, sample) => {
        const block = Math.floor((sample - 1) / 4);
        const isIn = k >= 8 && sample > 0 && inside.includes(many[block] ?? "");
        return value + (isIn ? (k % 2 === 0 ? 6 : -6) : 0);
      }),
    }));
    const rows = await valuesOf(madeTables([{ ...made, channels }]), {
      ...{ categories: { half: inside }, measure: "corr", method: "euclidean", permutations: 199 },
    });
    expect(rows[10]!.p_max!).lessThan(0.1);
    for (const { p_max } of rows.slice(0, 6)) expect(p_max!).greaterThan(0.2);
  });

  it("refuses what cannot be meant", async () => {
    const tables = madeTables([one]);
    expect(await errorOf(tables, {})).contain("a model");
    expect(await errorOf(tables, { categories: { pair: ["z"] } })).contain("found z");
    expect(await errorOf(tables, { categories: { pair: { a: "x" } } })).contain("none for b");
    expect(await errorOf(tables, { categories, permutations: 5, measure: "bures-squared" })).contain("bures");
    const uneven = one.channels.map((channel, k) => ({ ...channel, x_m: (k * k) / 1000 + 0.0001 * (k % 3) }));
    expect(await errorOf(madeTables([{ ...one, channels: uneven }]), { categories })).contain("metres");
    const nowhere = one.channels.map((channel) => ({ ...channel, x_m: null }));
    expect(await errorOf(madeTables([{ ...one, channels: nowhere }]), { categories })).contain("x_m");
    const same = one.channels.map((channel) => ({ ...channel, x_m: 0 }));
    expect(await errorOf(madeTables([{ ...one, channels: same }]), { categories })).contain("one place");
  });
});
