import { readFileSync } from "node:fs";
import { expect } from "chai";
import { fieldOf, matNumbers, matText } from "../../../src/formats/mat/mat-access.js";
import { openMat } from "../../../src/formats/mat.js";
import { fileSource } from "../../../src/node/file-source.js";
import { chosenRdms } from "../../../src/rsa/ceilings/chosen-rdms.js";
import { addRow, emptyPool, meanOf } from "../../../src/rsa/ceilings/pool-sum.js";
import { compare } from "../../../src/rsa/comparison/compare.js";
import type { MeasureName } from "../../../src/rsa/comparison/measure-name.js";
import { prepareComparison } from "../../../src/rsa/comparison/prepare-comparison.js";
import { pairIndex } from "../../../src/rsa/pair-index.js";
import { rdmVector } from "../../../src/rsa/rdm-vector.js";
import type { RdmVectors } from "../../../src/rsa/rdm-vectors.js";
import { mean } from "../../../src/stats/mean.js";
import { realData } from "../../support/real-data.js";
import { images92, sessionMeans } from "../images92.js";
import { rdmsOf } from "../made-rdms.js";
import { algonautsRdms } from "../topology/algonauts-rdms.js";

const measureOf = (name: string) => ({ bures_metric: "bures-squared" })[name] ?? name.replace("_", "-");
const readJson = (test: Mocha.Context, name: string) =>
  JSON.parse(readFileSync(realData(test, `rsa/expected/${name}`), "utf8"));

function plainMean(rdms: RdmVectors): RdmVectors {
  const columns = rdms.values.length / rdms.nRdms;
  const sum = emptyPool(columns);
  for (let row = 0; row < rdms.nRdms; row++) addRow(sum, { ...rdms, rows: rdms.nRdms, columns }, row, 1);
  return rdmsOf(meanOf(sum));
}

const one = (x: RdmVectors, y: RdmVectors, measure: MeasureName) => compare(x, y, { measure }).values[0]!;

describe("rsa: comparisons of the RDMs of 92 images", () => {
  // biome-ignore lint/suspicious/noExplicitAny: many shapes under one name
  let expected: any;
  before(function () {
    expected = readJson(this, "images92.json");
  });

  it("of human and monkey inferior temporal cortex, by every measure", async function () {
    const { names, rdms } = await images92(this, "figure");
    expect(names).eql(["mIT_674neurons", "hITvisStim_316vx"]);
    const [monkey, human] = [chosenRdms(rdms, [0]), chosenRdms(rdms, [1])];
    for (const [name, value] of Object.entries<number>(expected.hIT_vs_mIT)) {
      const measure = measureOf(name) as MeasureName;
      const tolerance = { bures: 1e-8, "bures-squared": 1e-7 }[measure as string] ?? 1e-10;
      expect(one(human, monkey, measure), name).closeTo(value, tolerance);
    }
    expect(one(human, monkey, "corr")).closeTo(0.4912097961, 1e-10);
    const mean8 = plainMean((await images92(this, "brain")).rdms);
    expect(one(mean8, human, "corr")).closeTo(1, 1e-6);
    const behaviour = plainMean((await images92(this, "behaviour")).rdms);
    for (const [key, cortex] of [
      ["mean_behav_vs_hITfig1", human],
      ["mean_behav_vs_mITfig1", monkey],
    ] as const) {
      for (const [name, value] of Object.entries<number>(expected[key])) {
        expect(one(behaviour, cortex, measureOf(name) as MeasureName), `${key} ${name}`).closeTo(value, 1e-10);
      }
    }
    const { rdms: algonauts, regions } = await algonautsRdms(this, "92");
    const of = (region: string) =>
      plainMean(
        chosenRdms(
          algonauts,
          regions.flatMap((name, k) => (name === region ? [k] : [])),
        ),
      );
    expect(one(of("IT"), human, "corr")).closeTo(0.5884151549, 1e-10);
    expect(one(of("IT"), human, "spearman")).closeTo(0.5569408498, 1e-10);
    expect(one(of("IT"), monkey, "corr")).closeTo(0.5613100264, 1e-10);
    expect(one(of("IT"), monkey, "spearman")).closeTo(0.4864132677, 1e-10);
    expect(one(of("EVC"), human, "corr")).closeTo(0.1524271877, 1e-10);
  });

  it("of layers of a network with human inferior temporal cortex and each other", async function () {
    const path = "rsa/rsatoolbox/rdms_inferring/modelRDMs_A2020.mat";
    const file = await openMat(await fileSource(realData(this, path)));
    const models = await file.read("modelRDMs");
    file.close();
    const layers: string[] = expected.A2020_layers_complete;
    const vectors = layers.map((layer) => {
      const place = Array.from({ length: 63 }, (_, k) => k).find(
        (k) =>
          matText(fieldOf(models, "reprName", k)) === layer &&
          matText(fieldOf(models, "measModelName", k)) === "complete",
      );
      return matNumbers(fieldOf(models, "RDM", place))!;
    });
    const human = chosenRdms((await images92(this, "figure")).rdms, [1]);
    // dissimilarities of up to 1e10, some in single precision
    const found = compare(rdmsOf(...vectors), human, { measure: "spearman" }).values;
    for (const [k, value] of expected.A2020_complete_vs_hITfig1_spearman.entries()) {
      expect(found[k], layers[k]).closeTo(value, 1e-10);
    }
    const between = compare(rdmsOf(...vectors), rdmsOf(...vectors), { measure: "spearman" }).values;
    for (const [k, value] of expected.A2020_layers_complete_spearman.flat().entries()) {
      expect(between[k]).closeTo(value, 1e-10);
    }
  });

  it("of sessions and subjects with each other", async function () {
    const { names, rdms } = await images92(this, "brain");
    const between = compare(rdms, rdms, { measure: "corr" });
    for (const [subject, value] of Object.entries<number>(expected.session_retest_pearson)) {
      const [first, second] = names.flatMap((name, k) => (name.includes(subject) ? [k] : []));
      expect(between.values[first! * 8 + second!], subject).closeTo(value, 1e-10);
    }
    const means = await sessionMeans(this);
    const subjects: number[][] = expected.between_subject_pearson_session_mean;
    for (const [k, value] of compare(means, means, { measure: "corr" }).values.entries()) {
      expect(value).closeTo(subjects.flat()[k]!, 1e-10);
    }
    const { rdms: behaviour } = await images92(this, "behaviour");
    const { values } = compare(behaviour, behaviour, { measure: "corr" });
    const others = Array.from(values).filter((_, k) => k % 17 !== 0);
    expect(mean(others)).closeTo(expected.behav_mean_offdiag_pearson, 1e-10);
  });

  it("of models with subjects and with each other", async function () {
    const { rdms: models } = await images92(this, "models");
    const sets = {
      hIT_4subj_sessionmean: await sessionMeans(this),
      hIT_8: (await images92(this, "brain")).rdms,
      behav16: (await images92(this, "behaviour")).rdms,
    };
    for (const [set, data] of Object.entries(sets)) {
      for (const [name, { means }] of Object.entries<{ means: number[] }>(expected[`eval_fixed|${set}`])) {
        const found = compare(models, data, { measure: measureOf(name) as MeasureName });
        means.forEach((value, model) => {
          const own = found.values.subarray(model * data.nRdms, (model + 1) * data.nRdms);
          expect(mean(own), `${set} ${name} ${model}`).closeTo(value, 1e-10);
        });
      }
    }
    const ours = compare(models, models, { measure: "spearman" }).values;
    const theirs: number[] = expected.model_by_model_spearman.flat();
    theirs.forEach((value, k) => {
      expect(ours[k]).closeTo(value, 1e-10);
    });
  });

  it("in recorded draws of subjects and images", async function () {
    const recorded = readJson(this, "dual_bootstrap_fixed_draws.json");
    const places: number[] = recorded.stimulus_indices_0based;
    const pairs = places.flatMap((i, a) => places.slice(a + 1).map((j) => pairIndex(i, j, 92)));
    const part = (rdms: RdmVectors, chosen: readonly number[]) =>
      rdmsOf(...chosen.map((k) => pairs.map((pair) => rdmVector(rdms, k)[pair]!)));
    const models = part((await images92(this, "models")).rdms, [0, 1, 2]);
    const data = part(
      (await images92(this, "behaviour")).rdms,
      Array.from({ length: 16 }, (_, k) => k),
    );
    for (const name of ["corr", "cosine_cov"]) {
      const prepared = prepareComparison(models, data, { measure: measureOf(name) as MeasureName });
      const all: number[][][] = recorded.draws.map(({ rdm, pattern }: { rdm: number[]; pattern: number[] }) => {
        const counts = new Array<number>(23).fill(0);
        for (const place of pattern) counts[place]!++;
        const [drawn, whole] = [prepared.compare(counts), prepared.compare()];
        return [0, 1, 2].map((model) => [
          mean(rdm.map((k) => drawn.values[model * 16 + k]!)),
          mean(rdm.map((k) => whole.values[model * 16 + k]!)),
          mean(drawn.values.subarray(model * 16, model * 16 + 16)),
        ]);
      });
      const first: number[][][] = recorded[name]["evaluations_N_model_[both,rdm,pattern]_first5"];
      first.flat(2).forEach((value, k) => {
        expect(all.flat(2)[k], `${name} ${k}`).closeTo(value, 1e-10);
      });
      const means: number[][] = recorded[name].evaluations_mean_over_N;
      means.forEach((kinds, model) => {
        kinds.forEach((value, kind) => {
          expect(mean(all.map((draw) => draw[model]![kind]!)), `${name} ${model} ${kind}`).closeTo(value, 1e-10);
        });
      });
    }
  });
});
