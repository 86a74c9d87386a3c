import { expect } from "chai";
import { classBlocks } from "../../src/connectome/class-blocks.js";
import { correlationConnection } from "../../src/connectome/correlation-connection.js";
import { degrees } from "../../src/connectome/degrees.js";
import { labelShuffles, shuffledP } from "../../src/connectome/label-shuffles.js";
import { pairConnections } from "../../src/connectome/pair-connections.js";
import { connectionsIn, rewiredGraphs, wiringGraphs } from "../../src/connectome/rewired-connections.js";
import { identifiedNeurons, subConnectome } from "../../src/connectome/sub-connectome.js";
import { celegansNeurons } from "../../src/identities/neurons.js";
import { createRandom } from "../../src/random/create-random.js";
import { pearsonCorrelation } from "../../src/stats/pearson-correlation.js";
import { rankCorrelation } from "../../src/stats/rank-correlation.js";
import { ranks } from "../../src/stats/ranks.js";
import type { Row } from "../../src/tables/tables.js";
import { madeRows, type ShortEdge } from "../support/made-wiring.js";

const edges = madeRows("m", [
  ["AVAL", "AVBL", "chemical", 3],
  ["AVBL", "AVAL", "chemical", 2],
  ["AVAL", "AVAR", "gap", 5],
  ["AVAR", "RIML", "chemical", 4],
  ["AVAR", "RIML", "gap", 2],
  ["RIML", "RIMR", "chemical", 1],
  ["RIMR", "MDL01", "neuromuscular", 9, { post_kind: "muscle" }],
  ["AIBL", "AIBL", "gap", 1],
]);
const names = ["AVAL", "AVAR", "AVBL", "RIML"];

describe("connectome: subConnectome", () => {
  it("keeps the edges with both ends among the neurons, and says which are absent", () => {
    const found = subConnectome(edges, ["RIMR", "RIML", "XYZ", "AIBL"]);
    expect(found.neurons).deep.equal(["RIMR", "RIML", "AIBL"]);
    expect(found.absent).deep.equal(["XYZ"]);
    expect(found.edges.map(({ pre, post }) => `${pre} ${post}`)).deep.equal(["RIML RIMR", "AIBL AIBL"]);
  });

  it("takes names that one good neuron channel has", () => {
    const channel = (name: string | null, more = {}) =>
      ({ kind: "neuron", status: "good", name, ...more }) as Row<"channels">;
    const rows = [
      ...[
        channel("AVAL"),
        channel(null),
        channel("RIML", { status: "duplicate" }),
        channel("RIML", { status: "duplicate" }),
      ],
      ...[channel("AVBL", { status: "bad" }), channel("velocity", { kind: "behaviour" }), channel("AVAR")],
    ];
    expect(identifiedNeurons(rows)).deep.equal(["AVAL", "AVAR"]);
  });
});

describe("connectome: pairConnections", () => {
  it("gives weights both ways, kinds, and steps along chemical edges and gaps", () => {
    const found = pairConnections(edges, names);
    expect([...found.chemical]).deep.equal([0, 0, 3, 0, 0, 0, 0, 4, 2, 0, 0, 0, 0, 0, 0, 0]);
    expect([...found.gap]).deep.equal([0, 5, 0, 0, 5, 0, 0, 2, 0, 0, 0, 0, 0, 2, 0, 0]);
    expect([...found.connection]).deep.equal([0, 2, 1, 0, 2, 0, 0, 3, 1, 0, 0, 0, 0, 3, 0, 0]);
    expect([...found.steps]).deep.equal([0, 1, 1, 2, 1, 0, 2, 1, 1, 2, 0, 3, 2, 1, 3, 0]);
    // a chemical edge has no way back
    expect([...pairConnections(edges, ["RIML", "RIMR"]).steps]).deep.equal([0, 1, -1, 0]);
    expect(found).include({ chemicalUnit: "synapses", gapUnit: "synapses" });
  });

  it("refuses weights of several units", () => {
    const mixed = madeRows("m", [
      ["A", "B", "gap", 1],
      ["B", "C", "gap", 1, { weight_unit: "EM sections" }],
    ]);
    expect(() => pairConnections(mixed, ["A"])).throw(/one unit, found synapses, EM sections/);
  });
});

describe("connectome: rankCorrelation", () => {
  it("is Pearson's correlation of midranks, over the pairs that are there", () => {
    const random = createRandom("ranks");
    for (let turn = 0; turn < 50; turn++) {
      const draw = () =>
        Float64Array.from({ length: 30 }, () => (random.uniform() < 0.1 ? Number.NaN : random.integer(8) - 3));
      const [x, y] = [draw(), draw()];
      const both = Array.from(x.keys()).filter((k) => !Number.isNaN(x[k]!) && !Number.isNaN(y[k]!));
      const of = (values: Float64Array) => ranks(both.map((k) => values[k]!));
      expect(rankCorrelation(x, y)).closeTo(pearsonCorrelation(of(x), of(y)).r!, 1e-12);
    }
    expect(rankCorrelation(Float64Array.of(1, 1), Float64Array.of(1, 2))).NaN;
  });
});

describe("connectome: correlationConnection", () => {
  const r = Float64Array.of(1, 0.8, 0.1, 0.2, 0.8, 1, -0.1, 0.6, 0.1, -0.1, 1, 0.3, 0.2, 0.6, 0.3, 1);
  const wiring = pairConnections(edges, names);
  const run = (seed: string, values: Float64Array = r) =>
    correlationConnection(wiring, values, { shuffles: 400, random: createRandom(seed) });

  it("compares groups of pairs by Fisher's z", () => {
    const { groups, tests } = run("a");
    expect(groups.map(({ connection, nPairs }) => `${connection} ${nPairs}`)).deep.equal([
      "none 3",
      "chemical 1",
      "gap 1",
      "both 1",
    ]);
    const z = Math.atanh;
    const none = [z(0.2), z(-0.1), z(0.3)];
    const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
    expect(groups[0]!.r).closeTo(Math.tanh(mean(none)), 1e-14);
    const connected = [z(0.8), z(0.1), z(0.6)];
    const [test] = tests;
    expect(test!.value).closeTo(mean(connected) - mean(none), 1e-14);
    const squares = (values: number[]) => values.reduce((sum, value) => sum + (value - mean(values)) ** 2, 0);
    expect(test!.effect).closeTo(test!.value / Math.sqrt((squares(connected) + squares(none)) / 4), 1e-13);
    expect([test!.nPairs, test!.nAgainst]).deep.equal([3, 3]);
    const byName = Object.fromEntries(tests.map((one) => [one.measure, one]));
    // weights 5 and 2 with r 0.8 and 0.6; chemical 3 + 2 and 4 with 0.1 and 0.6
    expect(byName["gap-weight"]).include({ value: 1, nPairs: 2 });
    expect(byName["chemical-weight"]).include({ value: -1, nPairs: 2 });
    expect(byName.steps!.nPairs).equal(6);
  });

  it("counts p over shuffles of the labels, exactly where all orders are drawn alike", () => {
    // of 24 orders of four labels, how many give at least, or at most, this difference
    const value = run("a").tests[0]!.value;
    const orders = permutations([0, 1, 2, 3]);
    const statistic = (order: readonly number[]) => {
      const at = (i: number, j: number) => Math.atanh(r[order[i]! * 4 + order[j]!]!);
      return (at(0, 1) + at(0, 2) + at(1, 3)) / 3 - (at(0, 3) + at(1, 2) + at(2, 3)) / 3;
    };
    const above = orders.filter((order) => statistic(order) >= value - 1e-12).length / 24;
    const below = orders.filter((order) => statistic(order) <= value + 1e-12).length / 24;
    const many = correlationConnection(wiring, r, { shuffles: 20_000, random: createRandom("many") });
    expect(many.tests[0]!.p).closeTo(2 * Math.min(above, below), 0.02);
    expect(run("a").tests).deep.equal(run("a").tests);
    expect(run("a").tests[0]!.shuffled).not.deep.equal(run("b").tests[0]!.shuffled);
  });

  it("counts p over the orders of classes, exactly, where labels keep together", () => {
    const six = ["AVAL", "AVAR", "AVBL", "AVBR", "RIML", "RIMR"];
    const random = createRandom("six");
    const values = new Float64Array(36);
    for (let i = 0; i < 6; i++)
      for (let j = i; j < 6; j++) values[i * 6 + j] = values[j * 6 + i] = random.uniform() - 0.5;
    const among = pairConnections(
      madeRows("m", [
        ["AVAL", "AVAR", "gap", 1],
        ["AVAL", "RIMR", "chemical", 2],
        ["AVBL", "RIML", "chemical", 1],
        ["AVBR", "RIML", "chemical", 1],
      ]),
      six,
    );
    const wired = (i: number, j: number) => among.connection[i * 6 + j] !== 0;
    const statistic = (classes: readonly number[]) => {
      const order = classes.flatMap((one) => [2 * one, 2 * one + 1]);
      const groups: [number[], number[]] = [[], []];
      for (let i = 0; i < 6; i++) {
        for (let j = i + 1; j < 6; j++)
          groups[Number(wired(i, j))]!.push(Math.atanh(values[order[i]! * 6 + order[j]!]!));
      }
      const [none, some] = groups.map((z) => z.reduce((sum, value) => sum + value, 0) / z.length);
      return some! - none!;
    };
    const all = permutations([0, 1, 2]).map(statistic);
    const { tests } = correlationConnection(among, values, {
      ...{ shuffles: 12_000, random: createRandom("classes"), blocks: classBlocks(six) },
    });
    const value = statistic([0, 1, 2]);
    expect(tests[0]!.value).closeTo(value, 1e-14);
    const above = all.filter((one) => one >= value - 1e-12).length / 6;
    const below = all.filter((one) => one <= value + 1e-12).length / 6;
    expect(tests[0]!.p).closeTo(Math.min(1, 2 * Math.min(above, below)), 0.03);
    const distinct = new Set([...tests[0]!.shuffled].map((one) => one.toFixed(9)));
    expect(distinct).deep.equal(new Set(all.map((one) => one.toFixed(9))));
  });

  it("gives neurons that were not recorded no part in the values, only in the shuffles", () => {
    const more = pairConnections(edges, [...names, "RIMR", "AIBL"]);
    const padded = new Float64Array(36).fill(Number.NaN);
    for (let i = 0; i < 4; i++) padded.set(r.subarray(4 * i, 4 * i + 4), 6 * i);
    const { groups, tests } = run("a");
    const found = correlationConnection(more, padded, { shuffles: 400, random: createRandom("a") });
    expect(found.groups).deep.equal(groups);
    const told = ({ measure, value, effect, nPairs, nAgainst }: (typeof tests)[number]) =>
      [measure, value, effect, nPairs, nAgainst].join();
    expect(found.tests.map(told)).deep.equal(tests.map(told));
    expect(new Set(found.tests[0]!.shuffled).size).above(new Set(tests[0]!.shuffled).size);
  });

  it("leaves missing correlations out", () => {
    const holes = r.slice();
    for (const cell of [1, 4]) holes[cell] = Number.NaN;
    const { groups, tests } = run("a", holes);
    expect(groups.map(({ nPairs }) => nPairs)).deep.equal([3, 1, 0, 1]);
    expect(tests[2]).include({ nPairs: 0 });
    expect(tests[2]!.value).NaN;
    expect(tests[2]!.p).NaN;
  });
});

describe("connectome: rewired connections", () => {
  it("are those of the edges where nothing is rewired", () => {
    const graphs = wiringGraphs(edges);
    const fromGraphs = connectionsIn(graphs, names);
    const fromEdges = pairConnections(edges, names);
    for (const key of ["chemical", "gap", "steps", "connection"] as const)
      expect(fromGraphs[key]).deep.equal(fromEdges[key]);
  });

  it("keep the numbers of partners, and put other wirings in the place of shuffled labels", () => {
    const random = createRandom("wiring");
    const all = celegansNeurons.slice(0, 40).map(({ name }) => name);
    const drawn = madeRows(
      "m",
      all.flatMap((from, i) =>
        all.flatMap((to, j): ShortEdge[] => [
          ...(i !== j && random.uniform() < 0.1 ? [[from, to, "chemical", 1 + random.integer(9)] as const] : []),
          ...(i < j && random.uniform() < 0.1 ? [[from, to, "gap", 1 + random.integer(9)] as const] : []),
        ]),
      ),
    );
    const graphs = wiringGraphs(drawn);
    const other = rewiredGraphs(graphs, createRandom("other"));
    expect(degrees(other.chemical)).deep.equal(degrees(graphs.chemical));
    expect(degrees(other.gap)).deep.equal(degrees(graphs.gap));
    expect(other.chemical.targets).not.deep.equal(graphs.chemical.targets);
    const known = pairConnections(drawn, graphs.gap.nodes);
    const r = Float64Array.from({ length: known.names.length ** 2 }, () => 2 * random.uniform() - 1);
    const nullWirings = [connectionsIn(graphs, known.names), connectionsIn(other, known.names)];
    const { tests } = correlationConnection(known, r, { shuffles: 99, random, nullWirings });
    for (const { value, shuffled } of tests) {
      expect(shuffled.length).equal(2);
      expect(shuffled[0]).closeTo(value, 1e-12);
      expect(shuffled[1]).not.closeTo(value, 1e-6);
    }
  });
});

describe("connectome: labelShuffles", () => {
  it("draws every order about alike", () => {
    const counts = new Map<string, number>();
    for (const order of labelShuffles(3, { count: 6000, random: createRandom("orders") })) {
      counts.set(order.join(), (counts.get(order.join()) ?? 0) + 1);
    }
    expect(counts.size).equal(6);
    for (const count of counts.values()) expect(count).within(850, 1150);
  });

  it("counts the found value among the shuffled ones", () => {
    expect(shuffledP(4, [1, -2, 3, Number.NaN])).equal(2 / 4);
    expect(shuffledP(-4, [1, -2, 3])).equal(2 / 4);
    expect(shuffledP(2, [1, -2, 3])).equal(1);
    // below all shuffled values, though nearer to zero than they are
    expect(shuffledP(1, [3, 4, 5])).equal(2 / 4);
    expect(shuffledP(1 + 1e-14, [1, 1, 1])).equal(1);
    expect(shuffledP(Number.NaN, [1])).NaN;
  });

  it("keeps blocks together: those of one size change places, members in their order", () => {
    const blocks = [[0, 1], [2, 3], [4], [5, 6], [7, 8, 9]];
    const counts = new Map<string, number>();
    for (const order of labelShuffles(10, { count: 6000, random: createRandom("blocks"), blocks })) {
      counts.set(order.join(), (counts.get(order.join()) ?? 0) + 1);
    }
    const orders = permutations([0, 2, 5]).map(([a, b, c]) => [a, a! + 1, b, b! + 1, 4, c, c! + 1, 7, 8, 9].join());
    expect([...counts.keys()].sort()).deep.equal(orders.sort());
    for (const count of counts.values()) expect(count).within(850, 1150);
  });

  it("has the members of a class as a block", () => {
    expect(classBlocks(["AVAL", "AVAR", "DVA", "RIML", "SMDDL", "SMDVR", "XYZ"])).deep.equal([
      [0, 1],
      [2],
      [3],
      [4, 5],
      [6],
    ]);
  });
});

function permutations(items: readonly number[]): number[][] {
  if (items.length === 0) return [[]];
  return items.flatMap((item) => permutations(items.filter((other) => other !== item)).map((rest) => [item, ...rest]));
}
