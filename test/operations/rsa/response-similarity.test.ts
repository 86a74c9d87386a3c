import { expect } from "chai";
import { responseSimilarity } from "../../../src/operations/rsa/response-similarity.js";
import { similarityMeasures } from "../../../src/operations/rsa/similarity-measures.js";
import { createRandom } from "../../../src/random/create-random.js";
import { batchOf, type TableBatch } from "../../../src/tables/batch.js";
import type { Row } from "../../../src/tables/tables.js";
import { messageOf } from "../../support/message-of.js";
import { batchesFrom, rowsFrom } from "../run-on-tables.js";

interface MadeResponse {
  readonly set: string;
  readonly stimulus: string;
  readonly values: readonly number[];
  readonly subject?: string;
}

function responses(made: readonly MadeResponse[]): TableBatch {
  const rows = made.map(
    ({ set, stimulus, values, subject = null }, index): Row<"responses"> => ({
      ...{ response_id: `r${index}`, response_set: set, stimulus_id: stimulus, subject, session: null, run: null },
      ...{ repeat_index: null, quantity: "made", unit: null, source_file: "made", source_place: null },
      values: Float64Array.from(values),
    }),
  );
  return batchOf("responses", rows);
}
const random = createRandom("responses");
const ids = Array.from({ length: 12 }, (_, k) => `i${k}`);
const patterns = ids.map(() => [random.normal(), random.normal(), random.normal()]);
const x = ids.map((stimulus, k): MadeResponse => ({ set: "x", stimulus, values: patterns[k]! }));
/** The same patterns turned by 90° and moved, in another order. */
const turned = x.toReversed().map(({ stimulus, values: [a, b, c] }): MadeResponse => {
  return { set: "y", stimulus, values: [2 - b!, a!, c! + 5] };
});

const scored = async (made: readonly MadeResponse[], params: unknown = {}) =>
  rowsFrom(await batchesFrom(responseSimilarity, [responses(made)], params), "response_similarities");

describe("operation response-similarity", () => {
  it("is blind to rotation, shift and the order of stimuli in all measures", async () => {
    const rows = await scored([...x, ...turned], { measures: "all" });
    expect(rows.map(({ measure }) => measure)).to.have.members(Object.keys(similarityMeasures));
    for (const { measure, value, n_conditions, n_channels_x } of rows) {
      const isDistance = /angle|distance$/.test(measure);
      expect(value, measure).to.be.closeTo(isDistance ? 0 : 1, isDistance ? 1e-6 : 1e-9);
      expect([n_conditions, n_channels_x]).to.deep.equal([12, 3]);
    }
  });

  it("averages repeats and takes only stimuli and channels that are there", async () => {
    const repeated = x.map((response) => ({ ...response, values: response.values.map((value) => value + 1) }));
    const lower = x.map((response) => ({ ...response, values: response.values.map((value) => value - 1) }));
    const [row] = await scored([...repeated, ...lower, ...turned.slice(2)], {
      measures: ["procrustes-squared-distance"],
    });
    expect(row!.value).to.be.closeTo(0, 1e-9);
    expect(row!.n_conditions).to.equal(10);
    const gap = turned.map((response, k) => (k === 0 ? { ...response, values: [Number.NaN, 1, 2] } : response));
    const [narrow] = await scored([...x, ...gap], { measures: ["cka"] });
    expect(narrow!.n_channels_y).to.equal(2);
    expect(narrow!.warning).to.include("debiased");
  });

  it("keeps subjects apart", async () => {
    const people = [
      ...turned,
      ...turned.map((response) => ({ ...response, values: response.values.map((v) => v * v) })),
    ];
    const rows = await scored([...x, ...people.map((response, k) => ({ ...response, subject: k < 12 ? "a" : "b" }))]);
    expect(new Set(rows.map(({ set_x, set_y }) => `${set_x} ${set_y}`))).to.deep.equal(
      new Set(["x y/a", "x y/b", "y/a y/b"]),
    );
  });

  it("says why there is no value", async () => {
    const flat = x.map((response) => ({ ...response, set: "flat", values: [1, 1, 1] }));
    const rows = await scored([...x, ...flat], { measures: "all" });
    for (const { measure, value, reason } of rows) {
      if (value === null) expect(reason, measure).to.be.a("string");
    }
    expect(rows.filter(({ value }) => value === null)).to.have.length.greaterThan(5);
    const told = (made: readonly MadeResponse[], params: unknown = {}) => messageOf(() => scored(made, params));
    expect(await told(x)).to.include("two response sets");
    expect(await told([...x, ...turned], { sets: ["x", "z"] })).to.include("there are x");
    expect(await told([...x, ...turned.slice(10)])).to.include("at least 3");
    expect(await told([...x, { set: "x", stimulus: "i0", values: [1] }, ...turned])).to.include("same channels");
  });
});
