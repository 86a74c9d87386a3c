import { expect } from "chai";
import { correlation } from "../../src/operations/correlation.js";
import { correlationConnection } from "../../src/operations/correlation-connection.js";
import { layerComparison } from "../../src/operations/layer-comparison.js";
import { caught } from "../support/caught.js";
import { madeConnectome, type ShortEdge } from "../support/made-wiring.js";
import { type SmallRecording, smallTables } from "../support/small-tables.js";
import { batchesFrom, rowsFrom } from "./run-on-tables.js";

const base = [0, 1, 0, 2, 1, 3, 1, 0];
const other = [1, 0, 2, 0, 1, 1, 3, 0];
const mixed = (weight: number) =>
  base.map((value, k) => weight * value + (1 - weight) * other[k]! + 0.1 * ((k * 7) % 5));

const worms: readonly SmallRecording[] = ["a", "b"].map((id, shift) => ({
  id,
  channels: [
    { name: "AVAL", values: mixed(1 - shift / 10) },
    { name: "AVAR", values: mixed(0.9) },
    { name: "RIML", values: mixed(0.6) },
    { name: "RIMR", values: mixed(0.1) },
    { name: "SMDVL", values: other },
    { name: "AIBL", values: base, status: "duplicate" },
    { name: "AIBL", values: other, status: "duplicate" },
  ],
}));

const wiring = madeConnectome("one", [
  ["AVAL", "AVAR", "gap", 5],
  ["AVAL", "RIML", "chemical", 2],
  ["RIMR", "AIBL", "chemical", 4],
  ["AIBL", "RIMR", "chemical", 1],
]);

async function asked(params: unknown = {}, seed = "0") {
  const tables = [...smallTables(worms), ...wiring];
  const correlations = await batchesFrom(correlation, tables, { channels: "named" });
  const results = await batchesFrom(correlationConnection, [...tables, ...correlations], params, seed);
  return { correlations: rowsFrom(correlations, "correlations"), results };
}

describe("operations: correlation-connection", () => {
  it("has a row per pair of neurons that recording and annotation share, each pair once", async () => {
    const { results, correlations } = await asked();
    const pairs = rowsFrom(results, "pair_connections").filter(({ recording_id }) => recording_id === "a");
    expect(pairs.map(({ name_a, name_b, connection }) => `${name_a} ${name_b} ${connection}`)).deep.equal([
      "AVAL AVAR gap",
      "AVAL RIML chemical",
      "AVAL RIMR none",
      "AVAR RIML none",
      "AVAR RIMR none",
      "RIML RIMR none",
    ]);
    expect(pairs[1]).include({ chemical_ab: 2, chemical_ba: 0, gap: 0, steps_ab: 1, steps_ba: null });
    expect(pairs[3]).include({ steps_ab: 2, steps_ba: null, connectome_dataset_id: "made", connectome_id: "one" });
    const found = correlations.find(
      ({ recording_id, name_a, name_b }) => recording_id === "a" && name_a === "AVAL" && name_b === "RIML",
    );
    expect(pairs[1]!.r).equal(found!.r);
    const groups = rowsFrom(results, "connection_groups").filter(({ recording_id }) => recording_id === "a");
    expect(groups.map(({ connection, n_pairs }) => `${connection} ${n_pairs}`)).deep.equal([
      "none 4",
      "chemical 1",
      "gap 1",
      "both 0",
    ]);
    // SMDVL is not in the annotation; AIBL is claimed twice
    expect(groups[0]).include({ n_neurons: 4, n_absent: 1 });
  });

  it("averages the recordings of an animal, then the animals", async () => {
    const tests = rowsFrom((await asked({ pairs: false })).results, "connection_tests");
    const value = (scope: string) => tests.find((row) => row.scope === scope && row.measure === "connected")!;
    const [a, b, all] = [value("small/a"), value("small/b"), value("all")];
    expect(all.value).closeTo((a.value! + b.value!) / 2, 1e-14);
    expect(all).include({ level: "all", n_animals: 2, n_pairs: 4, n_against: 8, n_shuffles: 999 });
    expect(all.minimum).equal(Math.min(a.value!, b.value!));
    expect(value("small").value).equal(all.value);
    for (const { p_value } of [a, b, all]) expect(p_value).within(1 / 1000, 1);
    const empty = tests.find(({ scope, measure }) => scope === "all" && measure === "both")!;
    expect(empty).include({ value: null, p_value: null, n_animals: 0 });
  });

  it("gives the same for a seed, and leaves pairs of one class out where asked", async () => {
    const p = async (params: unknown, seed: string) =>
      rowsFrom((await asked({ n_shuffles: 50, ...(params as object) }, seed)).results, "connection_tests");
    expect(await p({}, "1")).deep.equal(await p({}, "1"));
    expect(await p({}, "1")).not.deep.equal(await p({}, "2"));
    const { results } = await asked({ same_class: false, n_shuffles: 9 });
    const groups = rowsFrom(results, "connection_groups").filter(({ recording_id }) => recording_id === "a");
    expect(groups.map(({ n_pairs }) => n_pairs)).deep.equal([3, 1, 0, 0]);
  });

  it("takes rewired wirings where asked, the values staying as they are", async () => {
    const of = async (params: object) =>
      rowsFrom((await asked({ pairs: false, n_shuffles: 19, ...params })).results, "connection_tests");
    const [labels, degrees] = [await of({}), await of({ null_model: "degrees" })];
    expect(degrees.map(({ value }) => value)).deep.equal(labels.map(({ value }) => value));
    expect(degrees).deep.equal(await of({ null_model: "degrees" }));
    for (const { p_value, value } of degrees) expect(p_value === null).equal(value === null);
  });

  it("shuffles all recordings alike: a second animal that is the same as the first proves nothing more", async () => {
    const names = ["AVAL", "AVAR", "AVBL", "AVBR", "RIML", "RIMR", "AIBL", "AIBR"];
    const copy = (id: string): SmallRecording => ({
      id,
      channels: names.map((name, k) => ({ name, values: base.map((value, t) => value * k + ((t * (k + 3)) % 7)) })),
    });
    const edges = madeConnectome("two", [
      ["AVAL", "AVAR", "gap", 1],
      ["AVBL", "RIML", "gap", 2],
      ["AIBL", "AIBR", "chemical", 3],
      ["AVAL", "RIMR", "chemical", 1],
    ]);
    for (const null_model of ["classes", "labels", "degrees"]) {
      const tables = [...smallTables([copy("a"), copy("b")]), ...edges];
      const correlations = await batchesFrom(correlation, tables, { channels: "named" });
      const params = { null_model, n_shuffles: 60 };
      const tests = rowsFrom(
        await batchesFrom(correlationConnection, [...tables, ...correlations], params),
        "connection_tests",
      );
      const of = (scope: string) =>
        tests
          .filter((row) => row.scope === scope)
          .map(({ measure, value, p_value, expected, n_shuffles }) => ({
            ...{ measure, value: value?.toFixed(10), p_value, expected: expected?.toFixed(10), n_shuffles },
          }));
      expect(of("all")).deep.equal(of("small/a"));
      expect(of("small/b")).deep.equal(of("small/a"));
    }
  });

  it("says what is left where classes keep together", async () => {
    const of = async (null_model: string) => {
      const { results } = await asked({ pairs: false, n_shuffles: 200, null_model });
      return rowsFrom(results, "connection_tests").find((row) => row.scope === "all" && row.measure === "gap")!;
    };
    const [classes, labels] = [await of("classes"), await of("labels")];
    expect(classes.value).equal(labels.value);
    // AVAL–AVAR is the only gap junction: under shuffled classes it falls on AVAL–AVAR or RIML–RIMR alone
    expect(classes.expected).not.closeTo(labels.expected!, 1e-3);
    expect(classes.n_shuffles).equal(200);
  });

  it("counts the shuffles in which a value is defined, and has none for traces that do not vary or single pairs", async () => {
    const flat = { id: "flat", channels: ["AVAL", "AVAR"].map((name) => ({ name, values: base.map(() => 1) })) };
    const two = { id: "two", channels: worms[0]!.channels.slice(0, 2) };
    const doubtful = { id: "doubtful", channels: [{ name: null, source: "AVAL?", values: base }, ...two.channels] };
    const tables = [...smallTables([flat, two, doubtful]), ...wiring];
    const correlations = await batchesFrom(correlation, tables);
    const results = await batchesFrom(correlationConnection, [...tables, ...correlations], { n_shuffles: 20 });
    const tests = rowsFrom(results, "connection_tests");
    for (const { value, p_value } of tests) expect([value, p_value]).deep.equal([null, null]);
    const pairs = rowsFrom(results, "pair_connections");
    expect(
      pairs.map(({ recording_id, name_a, name_b, connection, r }) => [
        recording_id,
        name_a,
        name_b,
        connection,
        r === null,
      ]),
    ).deep.equal([
      ["doubtful", "AVAL", "AVAR", "gap", false],
      ["flat", "AVAL", "AVAR", "gap", true],
      ["two", "AVAL", "AVAR", "gap", false],
    ]);
  });

  it("refuses recordings and annotations that share no two neurons, and annotations of other kinds", async () => {
    const tables = (edges: readonly ShortEdge[]) => [...smallTables(worms), ...madeConnectome("other", edges)];
    const problem = async (edges: readonly ShortEdge[]) => {
      const correlations = await batchesFrom(correlation, tables(edges), { channels: "named" });
      return caught(batchesFrom(correlationConnection, [...tables(edges), ...correlations]));
    };
    expect((await problem([["AVAL", "PVCL", "chemical"]])).message).match(/two neurons that a recording and an annot/);
    expect((await problem([["AVAL", "AVAR", "functional"]])).message).match(
      /two neurons that a recording and an annot/,
    );
  });

  it("names the annotations there are when asked for another", async () => {
    expect((await caught(asked({ connectomes: ["two"] }))).message).match(/no connectome named "two".*one/);
  });
});

describe("operations: layer-comparison", () => {
  const functional = madeConnectome("responses", [
    ["AVAL", "AVAR", "functional", 0.5, { q_value: 0.01 }],
    ["RIMR", "AVAL", "functional", -0.2, { q_value: 0.2 }],
    ["AIBL", "RIMR", "functional", 0.4, { q_value: 0.03 }],
  ]);
  const compare = async (params: object) =>
    batchesFrom(layerComparison, [...wiring, ...functional], { a: "one", b: "responses", n_shuffles: 99, ...params });

  it("compares ordered pairs of the neurons that both have", async () => {
    const results = await compare({});
    const pairs = rowsFrom(results, "layer_pairs");
    expect(pairs.length).equal(4 * 3);
    const pair = (from: string, to: string) => pairs.find(({ pre, post }) => pre === from && post === to)!;
    expect(pair("AVAL", "AVAR")).include({ in_a: true, in_b: true, weight_a: 5, weight_b: 0.5, steps_a: 1 });
    expect(pair("RIMR", "AVAL")).include({ in_a: false, in_b: true, weight_a: null, weight_b: -0.2, steps_a: null });
    const [all] = rowsFrom(results, "layer_agreements");
    // a: the gap both ways, RIMR → AIBL and back
    expect(all).include({ a: "made/one", b: "made/responses", n_neurons: 4, n_pairs: 12, n_a: 4, n_b: 3, n_both: 2 });
    expect(all!.p_value).within(0.01, 1);
    expect(rowsFrom(results, "layer_agreements").map(({ stratum }) => stratum)).deep.equal(["all", "1", "no path"]);
  });

  it("keeps to measured pairs, small q and large weights", async () => {
    const [measured] = rowsFrom(await compare({ measured: "responses" }), "layer_agreements");
    expect(measured).include({ n_pairs: 3, n_b: 3, n_both: 2 });
    const [sure] = rowsFrom(await compare({ largest_q: 0.02 }), "layer_agreements");
    expect(sure).include({ n_b: 1, n_both: 1, jaccard: 1 / 4 });
    const [strong] = rowsFrom(await compare({ least_weight_b: 0.45 }), "layer_agreements");
    expect(strong).include({ n_b: 1 });
  });

  it("shuffles classes, or neurons one by one", async () => {
    const p = async (params: object) => rowsFrom(await compare(params), "layer_agreements")[0]!;
    const [classes, labels] = [await p({}), await p({ null_model: "labels" })];
    expect({ ...classes, p_value: 0, expected_both: 0 }).deep.equal({ ...labels, p_value: 0, expected_both: 0 });
    // AVA, the only class of two, keeps its place; AIBL and RIMR, alone in theirs, change places
    expect([classes.expected_both, classes.p_value]).not.deep.equal([labels.expected_both, labels.p_value]);
    expect(classes).deep.equal(await p({ null_model: "classes" }));
  });

  it("has a result where no edge of b is left, and refuses layers that share nothing", async () => {
    const [none] = rowsFrom(await compare({ largest_q: 0.001 }), "layer_agreements");
    expect(none).include({ n_b: 0, n_both: 0, jaccard: 0, odds_ratio: null, b_in_a: null, rank_correlation: null });
    expect(none).include({ p_value: 1, expected_both: 0 });
    const apart = [...wiring, ...madeConnectome("responses", [["PVCL", "PVCR", "functional", 1]])];
    const params = { a: "one", b: "responses", n_shuffles: 9 };
    expect((await caught(batchesFrom(layerComparison, apart, params))).message).match(/neurons that one and responses/);
    const tried = [
      ...wiring,
      ...functional,
      ...madeConnectome("tried", [
        ["AVAL", "PVCR", "functional", 1],
        ["PVCR", "RIMR", "functional", 1],
      ]),
    ];
    const measured = await caught(batchesFrom(layerComparison, tried, { ...params, measured: "tried" }));
    expect(measured.message).match(/pairs of the neurons of one and responses that tried has/);
    expect((await caught(compare({ measured: "nothing" }))).message).match(/no connectome named "nothing"/);
  });

  it("says which kinds an annotation has when it lacks the ones asked for", async () => {
    expect((await caught(compare({ kinds_a: ["neuropeptide"] }))).message).match(/neuropeptide, found chemical, gap/);
  });
});
