import { expect } from "chai";
import { rsaDependence } from "../../../src/operations/rsa/rsa-dependence.js";
import { createRandom } from "../../../src/random/create-random.js";
import { messageOf } from "../../support/message-of.js";
import { batchesFrom, rowsFrom } from "../run-on-tables.js";
import { conditionIds, type MadeRdm, rdmTablesOf } from "./made-rdm-tables.js";

const conditions = conditionIds(12);

/** Distances between points on a line. */
function distances(places: readonly number[]): readonly number[] {
  return places.flatMap((place, i) => places.slice(i + 1).map((other) => Math.abs(place - other)));
}
const drawn = (seed: string) => {
  const random = createRandom(seed);
  return conditions.map(() => random.uniform());
};
const places = drawn("places");
const made: readonly MadeRdm[] = [
  { id: "line", conditions, values: distances(places) },
  { id: "square", conditions, values: distances(places.map((place) => place ** 2)) },
  { id: "other", conditions, values: distances(drawn("others")) },
];
const tested = async (params: unknown, seed = "0") =>
  rowsFrom(await batchesFrom(rsaDependence, rdmTablesOf(made), params, seed), "rdm_dependences");

describe("operation rsa-dependence", () => {
  it("finds what depends on what, alike in both orders", async () => {
    const a = { where: { rdm_id: "line" } };
    const b = { where: { rdm_id: ["square", "other"] } };
    const [square, other] = await tested({ a, b, permutations: 99 });
    expect(square).to.include({ rdm_a: "line", rdm_b: "square", n_conditions: 12, n_permutations: 99 });
    expect(square!.p_value).to.equal(0.01);
    expect(other!.p_value).to.be.greaterThan(0.05);
    expect(square!.lower_a).to.be.lessThan(square!.upper_a);
    const [turned] = await tested({ a: { where: { rdm_id: "square" } }, b: a, permutations: 99 });
    expect(turned!.statistic).to.be.closeTo(square!.statistic, 1e-12);
    expect(await tested({ a, b, permutations: 99 })).to.deep.equal([square, other]);
  });

  it("refuses RDMs without variation", async () => {
    const flat = { id: "flat", conditions, values: new Array<number>(66).fill(1) };
    const call = () => batchesFrom(rsaDependence, rdmTablesOf([...made, flat]), { a: {}, b: {}, permutations: 1 });
    expect(await messageOf(call)).to.include("leave this RDM out");
  });
});
