import { expect } from "chai";
import { encode } from "../../../src/operations/encode.js";
import { parseParams } from "../../../src/operations/parse-params.js";
import { partitionSpaces } from "../../../src/operations/partition-spaces.js";
import type { ProgressEvent } from "../../../src/progress.js";
import { createRandom } from "../../../src/random/create-random.js";
import { caught } from "../../support/caught.js";
import { smallTables } from "../../support/small-tables.js";
import { runOn } from "../run-on.js";
import { batchesFrom } from "../run-on-tables.js";

const n = 60;
const random = createRandom("bad input");
const noise = () => Array.from({ length: n }, () => random.normal());
const other = (name: string, values: readonly number[]) => ({ name, kind: "behaviour", quantity: name, values });
const [a, b] = [noise(), noise()];
const target = { name: "AVAL", values: a.map((value) => value + 0.5 * random.normal()) };
const space = { name: "s", kinds: ["behaviour"] };
const quick = { null_model: "none", bootstrap: 0, spaces: [space], alphas: [1] };

type Channels = Parameters<typeof runOn>[1][number]["channels"];
const scoresOf = async (channels: Channels, params: object, notes: ProgressEvent[] = []) => {
  const rows = await runOn(encode, [{ id: "r", channels }], "encoder_scores", { ...quick, ...params }, notes);
  return rows.filter(({ aggregate, score }) => aggregate === "target" && score === "r2");
};
const failureOf = async (channels: Channels, params: object) => {
  const error = (await caught(scoresOf(channels, params))) as Error & { tag: string };
  return `${error.tag}: ${error.message}`;
};

describe("operations: encoders of what cannot be meant", () => {
  it("fits more features than rows, standardised or not", async () => {
    const many = Array.from({ length: 2 * n }, (_, index) => other(`x${index}`, noise()));
    for (const standardise of [true, false]) {
      for (const model of ["ridge", "banded"]) {
        const [row] = await scoresOf([target, other("a", a), ...many], { standardise, model });
        expect(row!.n_features, model).equal(2 * n + 1);
        expect(Number.isFinite(row!.value)).equal(true);
      }
    }
  });

  it("ignores features that do not vary, and leaves out those that lack too much", async () => {
    const flat = other("flat", new Array(n).fill(3));
    const half = other(
      "half",
      b.map((value, k) => (k % 2 === 0 ? value : Number.NaN)),
    );
    const plain = (await scoresOf([target, other("a", a)], {}))[0]!;
    for (const params of [{}, { model: "banded" }, { model: "poisson", channels: ["counts"] }]) {
      const counts = other(
        "counts",
        a.map((value) => Math.round(Math.exp(value))),
      );
      const spaces = [{ name: "s", channels: ["a", "flat", "half"] }];
      const notes: ProgressEvent[] = [];
      const [row] = await scoresOf([target, other("a", a), flat, half, counts], { spaces, ...params }, notes);
      expect(notes.map(({ message }) => message).join()).contain("more than 0.1 of their samples missing: half");
      expect(row!.n_features).equal(2);
      if (!("model" in params)) expect(row!.value).closeTo(plain.value!, 1e-12);
      expect(row!.value).above(0.5);
    }
  });

  it("says which targets do not vary or have no sample", async () => {
    const targets = [
      { name: "FLAT", values: new Array(n).fill(1) },
      { name: "GONE", values: new Array(n).fill(Number.NaN) },
    ];
    const rows = await scoresOf([...targets, other("a", a)], {});
    expect(rows.map(({ target: name, value }) => [name, value])).deep.equal([
      ["FLAT", 0],
      ["GONE", null],
    ]);
    expect(rows[0]!.warning).match(/does not vary: scores 0/);
    expect(rows[1]!.warning).match(/too few samples/);
  });

  it("refuses more folds than runs or rows", async () => {
    const params = { folds: "runs", k: 2 };
    expect(await failureOf([target, other("a", a)], params)).match(/^argument: .*1 groups for 2 folds/);
    expect(await failureOf([target, other("a", a)], { k: n + 1 })).match(/^argument: .*2 to 60 folds/);
  });

  it("notes names that there are not, and refuses spaces of one name", async () => {
    const notes: ProgressEvent[] = [];
    const rows = await scoresOf([target, other("a", a)], { channels: ["AVAR"] }, notes);
    expect(rows).length(0);
    expect(notes.map(({ message }) => message).join("; ")).match(
      /no channel named AVAR.*nothing that could be predicted/,
    );
    expect(await failureOf([target, other("a", a)], { spaces: [space, space] })).match(/a name of its own/);
    expect(await failureOf([target, other("a", a)], { compare_with: "t" })).match(/^unknown-name/);
  });

  it("notes a mask that takes nothing", async () => {
    const notes: ProgressEvent[] = [];
    expect(await scoresOf([target, other("a", a)], { least_mean: 500 }, notes)).length(0);
    expect(notes.map(({ message }) => message)).include("has nothing that could be predicted");
  });

  it("notes a recording of one sample, and a window without any", async () => {
    const first = [target, other("a", a)].map((one) => ({ ...one, values: one.values.slice(0, 1) }));
    for (const [channels, params] of [
      [first, {}],
      [[target, other("a", a)], { window: { start_s: 1e6 } }],
    ] as const) {
      const notes: ProgressEvent[] = [];
      expect(await scoresOf(channels, params, notes)).length(0);
      expect(notes.map(({ message }) => message)).include("has fewer than two samples");
    }
  });

  it("refuses a design without full rank where the penalty is 0, and fits it with one", async () => {
    const twice = [
      target,
      other("a", a),
      other(
        "c",
        a.map((value) => 2 * value),
      ),
    ];
    for (const standardise of [true, false]) {
      const message = await failureOf(twice, { alphas: [0], standardise });
      expect(message).match(/^numeric: .*columns that others explain, and alpha is 0/);
    }
    const counts = other(
      "counts",
      a.map((value) => Math.round(Math.exp(value))),
    );
    const poisson = { model: "poisson", channels: ["counts"], spaces: [{ name: "s", channels: ["a", "c"] }] };
    expect(await failureOf([...twice, counts], { ...poisson, alphas: [0] })).match(
      /^numeric: .*features explain each other/,
    );
    expect((await scoresOf(twice, {}))[0]!.value).above(0.5);
    expect((await scoresOf([...twice, counts], poisson))[0]!.value).above(0.5);
    // a penalty of 0 is least squares where the rank is full
    expect((await scoresOf([target, other("a", a)], { alphas: [0] }))[0]!.value).above(0.5);
  });

  it("refuses penalties below 0, and of 0 where spaces share them", async () => {
    for (const alphas of [[-1], { from: 0, to: 1, count: 2 }, []]) {
      expect(() => parseParams(encode, { alphas })).throw(/alphas/);
    }
    expect(await failureOf([target, other("a", a)], { model: "banded", alphas: [0, 1] })).match(/penalties above 0/);
  });

  it("refuses to choose by r or R² of single rows", async () => {
    for (const alpha_score of ["r2", "correlation"]) {
      const params = { alphas: [1, 10], alpha_score, inner_k: 48 };
      expect(await failureOf([target, other("a", a)], params), alpha_score).match(/inner folds of two rows or more/);
    }
    const params = { alphas: [1, 10], inner_k: 48, gap_s: 0 };
    expect((await scoresOf([target, other("a", a)], params))[0]!.value).above(0.5);
  });

  it("names the parameter that goes with no other, and a rate of too many samples", async () => {
    const channels = [target, other("a", a)];
    const next = /give standardise: false beside it/;
    expect(await failureOf(channels, { alpha_choice: "gcv", alphas: [1, 10] }))
      .match(/alpha_choice/)
      .and.match(next);
    expect(await failureOf(channels, { intercept: false }))
      .match(/intercept/)
      .and.match(next);
    expect(await failureOf(channels, { folds: "stimuli" })).match(/^argument: stimuli: .*kind of the events/);
    const notes: ProgressEvent[] = [];
    await scoresOf(channels, { stimuli: "song" }, notes);
    expect(notes.map(({ message }) => message)).include("has no event of kind song to name a stimulus");
    expect(await failureOf(channels, { rate_hz: 1e9 })).match(/^argument: rate_hz.* in r/);
    expect(await scoresOf(channels, { alpha_choice: "gcv", alphas: [1, 10], standardise: false })).length(1);
  });

  it("refuses counts that are none, and settings that a model does not have", async () => {
    const channels = [target, other("a", a)];
    expect(await failureOf(channels, { model: "poisson" })).match(
      /^argument: channels: .*numbers from 0.* in AVAL of r;/,
    );
    expect(await failureOf(channels, { model: "poisson", intercept: false })).match(/intercept/);
    expect(await failureOf(channels, { model: "poisson", null_model: "phase" })).match(/draws are no counts/);
    expect(await failureOf(channels, { model: "poisson", target_scale: "z-score", folds: "runs" })).match(
      /counts as they are/,
    );
    for (const model of ["banded", "poisson"]) {
      expect(await failureOf(channels, { model, alpha_choice: "gcv" }), model).match(/alpha_choice/);
    }
    const input = smallTables([{ id: "r", channels: [target, other("a", a), other("b", b)] }]);
    const two = [
      { name: "x", channels: ["a"] },
      { name: "y", channels: ["b"] },
    ];
    const error = await caught(batchesFrom(partitionSpaces, input, { spaces: two, model: "poisson" }));
    expect((error as Error).message).match(/no sums of parts/);
  });
});
