import { expect } from "chai";
import { encode } from "../../../src/operations/encode.js";
import { createRandom } from "../../../src/random/create-random.js";
import { runOn } from "../run-on.js";

const n = 150;
const random = createRandom("leaks of encoders");
const noise = () => Array.from({ length: n }, () => random.normal());
const [a, b, v] = [noise(), noise(), noise()];
const velocity = { name: "velocity", kind: "behaviour", quantity: "velocity", values: v };
const plain = { null_model: "none", bootstrap: 0, alphas: [1] };

describe("operations: what encoders must not see", () => {
  it("predicts a neuron without itself in other units, named or not", async () => {
    const channels = [{ name: "AVAL", values: a }, { source: "ROI 2", values: b }, velocity];
    for (const processing of [[{ normalise: "z-score" }], [{ detrend: "linear" }]]) {
      const spaces = [{ name: "others", kinds: ["neuron"], processing }];
      const rows = await runOn(encode, [{ id: "r", channels }], "encoder_scores", { ...plain, spaces });
      for (const row of rows.filter(({ aggregate, score }) => aggregate === "target" && score === "r2")) {
        expect(row.n_features, row.target!).equal(1);
        expect(row.value).below(0.2);
      }
    }
  });

  it("does not predict a neuron from a second trace of it", async () => {
    const second = { name: "AVAL", quantity: "derivative", values: a.map((value) => -3 * value) };
    const spaces = [{ name: "all", kinds: ["neuron"] }];
    const channels = [{ name: "AVAL", values: a }, second, { name: "AVAR", values: b }];
    const rows = await runOn(encode, [{ id: "r", channels }], "encoder_scores", {
      ...plain,
      spaces,
      quantity: "ratio",
    });
    const row = rows.find(({ target, score }) => target === "AVAL" && score === "r2")!;
    expect(row.n_features).equal(1);
    expect(row.value).below(0.2);
  });

  it("keeps rows apart by as much as a haemodynamic response reaches", async () => {
    const spaces = [{ name: "moving", channels: ["velocity"], hrf: "canonical", lags_s: [0, 2] }];
    const channels = [{ name: "AVAL", values: a }, velocity];
    const [row] = await runOn(encode, [{ id: "r", channels }], "encoder_scores", { ...plain, spaces });
    expect(row!.folds).contain("gap 34 samples");
  });

  it("gives p values over all targets only where draws are fitted as the targets were", async () => {
    const channels = [{ name: "AVAL", values: a }, { name: "AVAR", values: b }, velocity];
    const chance = { bootstrap: 0, draws: 19, spaces: [{ name: "moving", channels: ["velocity"] }] };
    for (const [params, isGiven] of [
      [{}, false],
      [{ null_penalty: "anew" }, true],
      [{ alphas: [1] }, true],
      [{ alphas: [1, 10], model: "banded", band_draws: 1 }, false],
    ] as const) {
      const rows = await runOn(encode, [{ id: "r", channels }], "encoder_scores", { ...chance, ...params });
      for (const row of rows.filter(({ aggregate, score }) => aggregate === "target" && score !== "auc")) {
        expect(row.p_max_t !== null, JSON.stringify(params)).equal(isGiven);
        expect(row.p_value).within(1 / 20, 1);
        if (isGiven) expect(row.p_max_t).least(row.p_value!);
      }
    }
  });
});
