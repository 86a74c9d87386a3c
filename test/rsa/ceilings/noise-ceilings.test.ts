import { readFileSync } from "node:fs";
import { expect } from "chai";
import { bootNoiseCeiling } from "../../../src/rsa/ceilings/boot-noise-ceiling.js";
import { cvNoiseCeiling } from "../../../src/rsa/ceilings/cv-noise-ceiling.js";
import { pool } from "../../../src/rsa/ceilings/pool.js";
import { type NoiseCeiling, prepareNoiseCeiling } from "../../../src/rsa/ceilings/prepare-noise-ceiling.js";
import type { MeasureName } from "../../../src/rsa/comparison/measure-name.js";
import { pairIndex } from "../../../src/rsa/pair-index.js";
import { rdmVector } from "../../../src/rsa/rdm-vector.js";
import { mean } from "../../../src/stats/mean.js";
import { realData } from "../../support/real-data.js";
import { images92, sessionMeans } from "../images92.js";
import { rdmsOf } from "../made-rdms.js";

const measureOf = (name: string) => name.replace("_", "-") as MeasureName;
const readJson = (test: Mocha.Context, name: string) =>
  JSON.parse(readFileSync(realData(test, `rsa/expected/${name}`), "utf8"));

describe("rsa: noise ceilings", () => {
  it("of three small RDMs, with their pools", function () {
    const { noise_ceiling_small: small, fitters } = readJson(this, "small_fixtures.json");
    const data = rdmsOf(...fitters.data);
    for (const [name, [lower, upper]] of Object.entries<[number, number]>(small.boot_noise_ceiling)) {
      const ceiling = bootNoiseCeiling(data, { measure: measureOf(name) });
      expect(ceiling.lower, name).closeTo(lower, 1e-10);
      expect(ceiling.upper, name).closeTo(upper, 1e-10);
    }
    for (const [name, values] of Object.entries<number[]>(small.pool)) {
      const pooled = pool(data, { measure: measureOf(name) }).rdm.values;
      for (const [pair, value] of values.entries()) expect(pooled[pair], name).closeTo(value, 1e-10);
    }
  });

  it("of inferior temporal cortex and of judgements of 92 images", async function () {
    this.timeout(60_000);
    const expected = readJson(this, "images92.json");
    const sets = {
      hIT_4subj_sessionmean: await sessionMeans(this),
      hIT_8: (await images92(this, "brain")).rdms,
      behav16: (await images92(this, "behaviour")).rdms,
    };
    for (const [set, data] of Object.entries(sets)) {
      for (const [name, values] of Object.entries<{ noise_ceiling_lower_upper: [number, number] }>(
        expected[`eval_fixed|${set}`],
      )) {
        const [lower, upper] = values.noise_ceiling_lower_upper;
        const ceiling = bootNoiseCeiling(data, { measure: measureOf(name) });
        expect(ceiling.lower, `${set} ${name}`).closeTo(lower, 1e-10);
        expect(ceiling.upper, `${set} ${name}`).closeTo(upper, 1e-10);
      }
    }
  });

  it("of recorded draws of subjects and images", async function () {
    const recorded = readJson(this, "dual_bootstrap_fixed_draws.json");
    const { rdms } = await images92(this, "behaviour");
    const places: number[] = recorded.stimulus_indices_0based;
    const chosen = places.flatMap((i, a) => places.slice(a + 1).map((j) => pairIndex(i, j, 92)));
    const data = rdmsOf(...Array.from({ length: 16 }, (_, k) => chosen.map((pair) => rdmVector(rdms, k)[pair]!)));
    const timesOf = (drawn: readonly number[], length: number) => {
      const times = new Array<number>(length).fill(0);
      for (const place of drawn) times[place]!++;
      return times;
    };
    for (const name of ["corr", "cosine_cov"]) {
      const ceilingOf = prepareNoiseCeiling(data, { measure: measureOf(name) });
      const kinds = [0, 1, 2].map((kind) =>
        recorded.draws.map(({ rdm, pattern }: { rdm: number[]; pattern: number[] }) =>
          ceilingOf({
            ...(kind !== 2 && { rdmCounts: timesOf(rdm, 16) }),
            ...(kind !== 1 && { counts: timesOf(pattern, 23) }),
          }),
        ),
      );
      const [lower, upper] = recorded[name]["noise_ceiling_[lower,upper]_mean_[both,rdm,pattern]"];
      kinds.forEach((ceilings, kind) => {
        expect(mean(ceilings.map((ceiling: NoiseCeiling) => ceiling.lower)), `${name} ${kind}`).closeTo(
          lower[kind],
          1e-10,
        );
        expect(mean(ceilings.map((ceiling: NoiseCeiling) => ceiling.upper)), `${name} ${kind}`).closeTo(
          upper[kind],
          1e-10,
        );
      });
    }
  });

  it("name the pool, which is another one for fits of the whitened measures", () => {
    const data = rdmsOf([1, 2, 3, 4, 5, 7], [2, 1, 9, 3, 1, 5]);
    expect(bootNoiseCeiling(data, { measure: "cosine-cov" }).pool).equal("root-mean-square");
    const [ceiling, fit] = (["ceiling", "fit"] as const).map((use) => pool(data, { measure: "cosine-cov", use }));
    expect([ceiling!.method, fit!.method]).eql(["root-mean-square", "whitened"]);
    const ratios = Array.from(ceiling!.rdm.values, (value, pair) => value / fit!.rdm.values[pair]!);
    expect(Math.max(...ratios) - Math.min(...ratios)).above(1e-4);
    expect(() => pool(data, { measure: "tau-a", use: "fit" })).throw(/measure: expected one of cosine, corr/);
  });

  it("let the copies of a subject leave together", () => {
    const rows = [
      [1, 2, 3, 4, 5, 7],
      [2, 1, 4, 3, 7, 5],
      [3, 3, 1, 6, 4, 5],
    ] as const;
    const copied = rdmsOf(rows[0], rows[0], rows[1], rows[2], rows[2], rows[2]);
    for (const measure of ["corr", "cosine", "spearman", "tau-a", "cosine-cov"] as const) {
      const drawn = bootNoiseCeiling(rdmsOf(...rows), { measure, rdmCounts: [2, 1, 3] });
      const grouped = bootNoiseCeiling(copied, { measure, groups: [0, 0, 1, 2, 2, 2] });
      expect(grouped.lower, measure).closeTo(drawn.lower, 1e-12);
      expect(grouped.upper, measure).closeTo(drawn.upper, 1e-12);
      expect(bootNoiseCeiling(copied, { measure }).lower, measure).above(drawn.lower);
    }
    const alone = bootNoiseCeiling(rdmsOf(...rows), { measure: "bures", rdmCounts: [2, 0, 0] });
    expect(alone.lower).NaN;
    expect(alone.upper).closeTo(1, 1e-10);
  });

  it("of folds rest on their test conditions and RDMs", () => {
    const data = rdmsOf([1, 2, 3, 4, 5, 7], [2, 1, 4, 3, 7, 5], [3, 3, 1, 6, 4, 5]);
    const all = { testConditions: [0, 1, 2, 3] };
    const leaveOneOut = [0, 1, 2].map((test) => ({
      ...all,
      testRdms: [test],
      ceilingRdms: [0, 1, 2].filter((rdm) => rdm !== test),
    }));
    for (const measure of ["corr", "spearman", "cosine-cov"] as const) {
      const [cv, boot] = [cvNoiseCeiling(data, leaveOneOut, { measure }), bootNoiseCeiling(data, { measure })];
      expect(cv.lower, measure).closeTo(boot.lower, 1e-12);
      expect(cv.upper, measure).closeTo(boot.upper, 1e-12);
    }
    const part = leaveOneOut.map((fold) => ({ ...fold, testConditions: [0, 1, 3] }));
    const small = rdmsOf([1, 3, 5], [2, 4, 7], [3, 1, 4]);
    expect(cvNoiseCeiling(data, part, { measure: "corr" }).lower).closeTo(
      bootNoiseCeiling(small, { measure: "corr" }).lower,
      1e-12,
    );
    expect(() => cvNoiseCeiling(data, [], { measure: "corr" })).throw(/folds/);
    expect(() => cvNoiseCeiling(data, [{ ...all, testRdms: [3], ceilingRdms: [0] }], { measure: "corr" })).throw(
      /rdms/,
    );
  });

  it("refuse labels and counts of another number", () => {
    const data = rdmsOf([1, 2, 3], [3, 1, 2]);
    expect(() => bootNoiseCeiling(data, { measure: "corr", groups: ["a"] })).throw(/groups/);
    expect(() => bootNoiseCeiling(data, { measure: "corr", rdmCounts: [1] })).throw(/rdmCounts/);
  });
});
