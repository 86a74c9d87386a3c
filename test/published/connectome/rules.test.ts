import { expect } from "chai";
import fc from "fast-check";
import type { PublishedEdgeRow } from "../../../src/datasets/dataset.js";
import { listedNames } from "../../../src/identities/listed-names.js";
import { publishedConsensus } from "../../../src/published/connectome-consensus.js";
import { connectomeCounts } from "../../../src/published/connectome-counts.js";
import { type PublishedEdge, publishedConnectome } from "../../../src/published/connectome-edges.js";

const rules = { datasetId: "made", gap: "EJ", chemical: "Sp" };
const names = listedNames();

/** "AVAL AVAR Sp 2" as a row. */
function rowOf(text: string): PublishedEdgeRow {
  const [pre, post, type, weight = null] = text.split(" ");
  return { pre: pre!, post: post!, type: type!, weight };
}

const connectomeOf = (...rows: string[]) => publishedConnectome(rows.map(rowOf), rules);
const inWords = (edges: readonly PublishedEdge[]) =>
  edges.map(({ from, to, gap, chemical }) => `${names[from]} ${names[to]} ${gap} ${chemical}`);

describe("published: rules of the connectomes", () => {
  it("take names letter for letter: no zero is taken off, no case folded, no blank trimmed", () => {
    const { edges, rows } = connectomeOf("AS1 AVAL Sp 2", "AS01 AVAL Sp 2", "avfl AVAL Sp 1", "CANL AVAL Sp 1");
    expect(inWords(edges)).to.deep.equal(["AS1 AVAL 0 2"]);
    expect(rows).to.include({ n_rows: 4, n_rows_other_name: 3 });
    expect(publishedConnectome([{ pre: " AVAL", post: "AVAR", type: "Sp", weight: 1 }], rules).edges).to.deep.equal([]);
  });

  it("ignore kinds that the product does not know, and weights that are none", () => {
    const { edges, rows } = connectomeOf(
      "AVAL AVAR S 9",
      "AVAL AVAR Sp 0",
      "AVAL AVBL Sp",
      "AVAL AVBR Sp x",
      "AVAL AVDL EJ 1",
    );
    expect(inWords(edges)).to.deep.equal(["AVAL AVDL 1 0", "AVDL AVAL 1 0"]);
    expect(rows).to.deep.equal({
      n_rows: 5,
      n_rows_other_kind: 1,
      n_rows_other_name: 0,
      n_rows_no_weight: 3,
      n_rows_repeated: 0,
    });
  });

  it("keep the first chemical value of an ordered pair", () => {
    const { edges, rows } = connectomeOf("AVAL AVAR Sp 2", "AVAL AVAR Sp 5", "AVAR AVAL Sp 7");
    expect(inWords(edges)).to.deep.equal(["AVAL AVAR 0 2", "AVAR AVAL 0 7"]);
    expect(rows.n_rows_repeated).to.equal(1);
  });

  it("take the mean of all gap values of an unordered pair, in both directions, as float32", () => {
    const { edges } = connectomeOf("AVAL AVAR EJ 2", "AVAR AVAL EJ 3", "ADAL ADAL EJ 1", "AVBL AVAL EJ 0.1");
    expect(inWords(edges)).to.deep.equal([
      "ADAL ADAL 1 0",
      "AVAL AVAR 2.5 0",
      `AVAL AVBL ${Math.fround(0.1)} 0`,
      "AVAR AVAL 2.5 0",
      `AVBL AVAL ${Math.fround(0.1)} 0`,
    ]);
    const counts = connectomeCounts(edges);
    expect(counts).to.include({ n_neurons: 4, n_edges: 5, n_gap_pairs: 3, n_gap_self: 1, n_chemical: 0 });
    expect(counts.gap_weight).to.equal(3.5 + Math.fround(0.1));
  });

  it("make a consensus of sets of gap weights, means of chemical ones, and both spreads", () => {
    const annotations = new Map<string, readonly PublishedEdge[]>([
      ["openworm", connectomeOf("AVAL AVAR EJ 1", "AVAL AVAR Sp 1").edges],
      ["white1986_n2u", connectomeOf("AVAL AVAR EJ 1", "AVAL AVAR Sp 4").edges],
      ["cook2019", connectomeOf("AVAL AVAR EJ 4", "ADAL ADAL Sp 6").edges],
      ["funconn", publishedConnectome([rowOf("AVAL AVAR Sp 0.5"), rowOf("ADAL ADAR Sp 1")], rules).edges],
    ]);
    const all = publishedConsensus(annotations);
    expect(all.map(({ from, to }) => `${from} ${to}`)).to.deep.equal([
      "ADAL ADAL",
      "ADAL ADAR",
      "AVAL AVAR",
      "AVAR AVAL",
    ]);
    expect(all[2]).to.deep.include({ gap: 2.5, chemical: 2.5, functional: 0.5 });
    expect(all[2]!.uncertainty).to.equal(0.9 * 1.5 + (1 - 0.9) * 1.5);
    expect(all[2]!.sources).to.deep.equal(["cook2019", "funconn", "openworm", "white1986_n2u"]);
    expect(all[3]).to.deep.include({ gap: 2.5, chemical: null, uncertainty: null });
    const without = publishedConsensus(annotations, { functional: false });
    expect(without.length).to.equal(3);
    expect(without[1]!.sources).to.include("funconn");
    const complete = publishedConsensus(annotations, { complete: true });
    expect(complete.length).to.equal(90_000);
    expect(complete.filter(({ sources }) => sources.length > 0).length).to.equal(4);
  });

  it("give symmetric gap weights whatever the order of rows", () => {
    const name = fc.constantFrom("AVAL", "AVAR", "ADAL");
    const row = fc.record({ pre: name, post: name, type: fc.constant("EJ"), weight: fc.integer({ min: 0, max: 9 }) });
    fc.assert(
      fc.property(fc.array(row), (rows) => {
        const { edges } = publishedConnectome(rows, rules);
        const gaps = new Map(edges.map(({ from, to, gap }) => [`${from} ${to}`, gap]));
        const reversed = publishedConnectome([...rows].reverse(), rules).edges;
        expect(edges.every(({ from, to, gap }) => gaps.get(`${to} ${from}`) === gap)).to.equal(true);
        expect(inWords(reversed)).to.deep.equal(inWords(edges));
      }),
      { numRuns: 200 },
    );
  });
});
