import { expect } from "chai";
import { encode } from "../../../src/operations/encode.js";
import { createRandom } from "../../../src/random/create-random.js";
import type { Row } from "../../../src/tables/tables.js";
import { smallTables } from "../../support/small-tables.js";
import { batchesFrom, rowsFrom } from "../run-on-tables.js";

const n = 100;
const random = createRandom("weights of encoders");
const a = Array.from({ length: n }, () => Math.fround(10 + 3 * random.normal()));
const b = Array.from({ length: n }, () => Math.fround(-2 + 0.1 * random.normal()));
const behaviour = (name: string, values: readonly number[]) => ({ name, kind: "behaviour", quantity: name, values });
const series = a.map((value, k) => 0.2 * value - 4 * (b[k - 1] ?? 0) + 0.3 * random.normal());
const channels = [
  { name: "AVAL", values: series },
  { name: "COUNT", values: a.map((value) => Math.round(Math.exp(0.2 * value - 1) + random.uniform())) },
  behaviour("a", a),
  behaviour("b", b),
  behaviour("flat", new Array(n).fill(4)),
];
const tables = smallTables([{ id: "r", channels }]);
const spaces = [
  { name: "a", channels: ["a", "flat"] },
  { name: "b", channels: ["b"], lags_s: [1, 0] },
];
const whole = { folds: "none", null_model: "none", bootstrap: 0, each_space: false, alphas: [0.7], spaces };

/** What weights and constants of the table say of every row. */
function fitted(rows: readonly Row<"encoder_weights">[]): number[] {
  const values: Readonly<Record<string, readonly number[]>> = { a, b, flat: channels[4]!.values };
  return Array.from({ length: n - 1 }, (_, row) =>
    rows.reduce(
      (sum, { feature, lags_s, weights }) =>
        sum + weights.reduce((part, weight, lag) => part + weight * values[feature]![row + 1 - lags_s[lag]!]!, 0),
      rows[0]!.intercept ?? 0,
    ),
  );
}

describe("operations: weights of encoders", () => {
  it("are what predictions are made of, with their constant, on features as they are", async () => {
    for (const params of [
      {},
      { standardise: false },
      { standardise: false, intercept: false },
      { model: "banded", band_draws: 3 },
      { model: "banded", band_draws: 3, standardise: false },
      { model: "poisson", channels: ["COUNT"] },
      { model: "poisson", channels: ["COUNT"], standardise: false, alphas: [0] },
    ]) {
      const all = { channels: ["AVAL"], ...whole, ...params, keep_weights: true, keep_predictions: true };
      const batches = await batchesFrom(encode, tables, all);
      const rows = rowsFrom(batches, "encoder_weights");
      const [{ predicted }] = rowsFrom(batches, "encoder_predictions") as [Row<"encoder_predictions">];
      const isRate = "model" in params && params.model === "poisson";
      expect(predicted).length(n - 1);
      for (const [row, value] of fitted(rows).entries()) {
        const expected = isRate ? Math.exp(value) : value;
        expect(expected, JSON.stringify(params)).closeTo(predicted[row]!, 1e-9 * Math.abs(expected));
      }
      expect(rows.every(({ intercept }) => (intercept === null) === "intercept" in params)).equal(true);
    }
  });

  it("come with the spread of what they weigh, also where it was convolved", async () => {
    const params = { channels: ["AVAL"], ...whole, keep_weights: true, skip_samples: 33 };
    const of = async (hrf: object) => {
      const chosen = { ...params, spaces: [{ name: "a", channels: ["a"], ...hrf }] };
      return rowsFrom(await batchesFrom(encode, tables, chosen), "encoder_weights")[0]!.spread;
    };
    const late = a.slice(33);
    const centre = late.reduce((sum, value) => sum + value / late.length, 0);
    const spread = Math.sqrt(late.reduce((sum, value) => sum + (value - centre) ** 2, 0) / (late.length - 1));
    expect(await of({})).closeTo(spread, 1e-6);
    // a response smooths noise away
    expect(await of({ hrf: "canonical" })).below(0.9 * spread);
  });
});
