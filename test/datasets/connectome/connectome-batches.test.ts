import { expect } from "chai";
import fc from "fast-check";
import { memoryFiles } from "../../../src/bytes/memory-files.js";
import type { Annotation } from "../../../src/datasets/connectome/annotation.js";
import { connectomeBatches, type SourceConnectome } from "../../../src/datasets/connectome/connectome-batches.js";
import { readConnectomes } from "../../../src/datasets/connectome/read-connectomes.js";
import type { SourceEdge } from "../../../src/datasets/connectome/source-edge.js";
import type { Finding } from "../../../src/datasets/read-recordings.js";
import { FormatError, isNeuroloomError, SchemaError, UnknownNameError } from "../../../src/errors.js";
import { rowsOf, type TableBatch } from "../../../src/tables/batch.js";
import type { Row } from "../../../src/tables/tables.js";
import { caught } from "../../support/caught.js";
import { collectTables } from "../../support/collect-tables.js";
import { exampleFile, exampleManifest } from "../../support/example-manifest.js";
import { problemsOf } from "../../support/problems-of.js";

const entry = exampleFile({ path: "made/a.xlsx", role: "connectome", sha256: ["0".repeat(64)] });
const about: Annotation = {
  id: "made",
  title: "made up",
  edition: "first",
  family: "made",
  method: "made up",
  sex: "hermaphrodite",
  stage: "adult",
  genotype: null,
  region: null,
  unit: "synapses",
  file: entry.path,
  place: null,
};
const manifest = exampleManifest({
  id: "made2020",
  files: [entry],
  facts: { annotations: { value: [about, { ...about, id: "other", title: "another" }], source: "made up" } },
  tables: ["connectomes", "edges", "findings"],
  quantities: [],
});

function made(rows: readonly SourceEdge[], more: Partial<SourceConnectome> = {}) {
  const findings: Finding[] = [];
  const batches = connectomeBatches({ manifest, entry, about, rows, report: (one) => findings.push(one), ...more });
  const edges = batches
    .filter((batch): batch is TableBatch & { readonly table: "edges" } => batch.table === "edges")
    .flatMap((batch) => [...rowsOf(batch)]);
  const [connectome] = [...rowsOf(batches[0] as TableBatch & { readonly table: "connectomes" })];
  return { batches, edges, connectome: connectome!, findings, rules: findings.map(({ rule }) => rule) };
}

const chemical = (pre: string, post: string, weight: number | null, more: Partial<SourceEdge> = {}): SourceEdge => ({
  ...{ pre, post, kind: "chemical", weight, place: `${pre}>${post}` },
  ...more,
});
const gap = (pre: string, post: string, weight: number | null): SourceEdge =>
  chemical(pre, post, weight, { kind: "gap" });
const pairOf = ({ pre, post, weight, weight_forward, weight_backward, asymmetric }: Row<"edges">) => [
  ...[pre, post, weight, weight_forward, weight_backward, asymmetric],
];

describe("connectomeBatches", () => {
  it("adds rows of one ordered pair, whatever the spelling of the names, and keeps the source's", () => {
    const { edges, findings } = made([
      chemical("VB02", "avfl", 2, { attributes: { S: 2, note: "a" } }),
      chemical("VB2", "AVFL", 3, { attributes: { Sp: 3, note: "b" } }),
      chemical("AVFL", "VB2", 1),
    ]);
    expect(edges.map(({ pre, post, weight }) => [pre, post, weight])).to.deep.equal([
      ["VB2", "AVFL", 5],
      ["AVFL", "VB2", 1],
    ]);
    expect(edges[0]).to.include({ pre_source: "VB02", post_source: "avfl", symmetric: false, weight_unit: "synapses" });
    expect(JSON.parse(edges[0]!.attributes!)).to.deep.equal({ S: 2, Sp: 3, note: "a; b" });
    expect(findings).to.have.length(1);
    expect(findings[0]).to.include({ rule: "repeated-pair", place: "VB02>avfl" });
    expect(
      made([chemical("AVAL", "AVBL", 1), chemical("AVAL", "AVBL", 1)], { repeatedKinds: ["chemical"] }).rules,
    ).to.deep.equal([]);
  });

  it("keeps apart what differs in transmitter or receptor", () => {
    const { edges } = made([
      chemical("AVAL", "AVBL", null, { kind: "monoamine", transmitter: "dopamine", receptor: "dop-1" }),
      chemical("AVAL", "AVBL", null, { kind: "monoamine", transmitter: "dopamine", receptor: "dop-2" }),
    ]);
    expect(edges.map(({ receptor, weight }) => [receptor, weight])).to.deep.equal([
      ["dop-1", null],
      ["dop-2", null],
    ]);
  });

  it("folds gap junctions: once, first name by code point, larger weight, both directions beside it", () => {
    const { edges, rules } = made([
      ...[gap("VA9", "PVCR", 2), gap("PVCR", "VA9", 3), gap("AVAL", "AVAL", 4)],
      ...[gap("DVA", "AVBL", 5), gap("ALA", "AVG", 1), gap("AVG", "ALA", 1)],
    ]);
    expect(edges.map(pairOf)).to.deep.equal([
      ["PVCR", "VA9", 3, 3, 2, true],
      ["AVAL", "AVAL", 4, 4, 4, false],
      ["AVBL", "DVA", 5, null, 5, null],
      ["ALA", "AVG", 1, 1, 1, false],
    ]);
    expect(edges.map(({ pre_source }) => pre_source)).to.deep.equal(["PVCR", "AVAL", "AVBL", "ALA"]);
    expect(rules).to.deep.equal(["asymmetric-pair", "one-direction-pair", "self-loop"]);
  });

  it("takes a missing direction as a zero where the source is a matrix, and as nothing where pairs stand once", () => {
    const rows = [gap("DVA", "AVBL", 5), gap("ALA", "AVG", 1), gap("AVG", "ALA", 2)];
    const matrix = made(rows, { pairs: "matrix" });
    expect(matrix.edges.map(pairOf)[0]).to.deep.equal(["AVBL", "DVA", 5, 0, 5, true]);
    const once = made(rows, { pairs: "once" });
    expect(once.edges.map(pairOf)[0]).to.deep.equal(["AVBL", "DVA", 5, null, 5, null]);
    expect(once.rules).to.deep.equal(["asymmetric-pair"]);
    expect(made([gap("ALA", "AVG", 1), gap("AVG", "ALA", 1)], { pairs: "once" }).rules).to.deep.equal([
      "pair-in-both-orders",
    ]);
  });

  it("says where a pair stands again, and does not add responses", () => {
    const again = [chemical("AVAL", "AVBL", 1), chemical("AVAL", "AVBL", 2, { place: "line 9" })];
    const { findings } = made(again);
    expect(findings.find(({ rule }) => rule === "repeated-pair")!.found).to.match(/again in line 9$/);
    const responses = again.map((edge): SourceEdge => ({ ...edge, kind: "functional" }));
    expect(() => made(responses)).to.throw(
      FormatError,
      "made/a.xlsx: line 9: expected one response of each ordered pair, found AVAL and AVBL, functional, which AVAL>AVBL has",
    );
  });

  it("reports a source without any connection", () => {
    expect(made([]).findings.map(({ rule, severity }) => [rule, severity])).to.deep.equal([["no-connection", "loss"]]);
  });

  it("reports names that are no cell's and keeps their edges", () => {
    const { edges, findings, connectome } = made([
      chemical("AVAL", "NMJ", 1),
      chemical("AVAR", "NMJ", 2),
      chemical("AVAL", "frag", 1),
    ]);
    expect(edges.map(({ post, post_kind, post_source }) => [post, post_kind, post_source])).to.deep.equal([
      [null, null, "NMJ"],
      [null, null, "NMJ"],
      [null, null, "frag"],
    ]);
    expect(findings.map(({ rule, found, place }) => [rule, found, place])).to.deep.equal([
      ["unresolved-cell-name", '"NMJ", in 2 rows', "AVAL>NMJ"],
      ["unresolved-cell-name", '"frag", in 1 rows', "AVAL>frag"],
    ]);
    expect(connectome).to.include({ n_cells: 4, n_neurons: 2, n_listed: 0, n_edges: 3 });
  });

  it("reports weights that are no counts, leaves out zeros, and lets measured values be", () => {
    const rows = [
      chemical("AVAL", "AVBL", -1),
      chemical("AVAL", "AVAR", 0.5),
      chemical("AVAL", "ALA", 0),
      chemical("AVAL", "AVG", Number.NaN),
    ];
    const { edges, findings } = made(rows);
    expect(edges.map(({ post, weight }) => [post, weight])).to.deep.equal([
      ["AVBL", -1],
      ["AVAR", 0.5],
      ["AVG", null],
    ]);
    expect(findings.map(({ rule, severity, place }) => [rule, severity, place])).to.deep.equal([
      ["negative-weight", "note", "AVAL>AVBL"],
      ["fractional-weight", "note", "AVAL>AVAR"],
      ["zero-weight", "note", "AVAL>ALA"],
      ["weight-no-number", "loss", "AVAL>AVG"],
    ]);
    const functional = made(
      [-0.5, 0, 2].map((weight, index) =>
        chemical("AVAL", ["ALA", "AVG", "AVL"][index]!, weight, { kind: "functional" }),
      ),
    );
    expect(functional.rules).to.deep.equal([]);
    expect(functional.edges).to.have.length(3);
  });

  it("counts cells, neurons and those of the 300 names, and says which edges are between these", () => {
    const { edges, connectome } = made([
      chemical("CANL", "AVAL", 1),
      chemical("AVAL", "BWM-DL01", 2),
      chemical("AVAL", "AVAL", 3),
    ]);
    expect(edges.map(({ listed, self_loop, post_kind }) => [listed, self_loop, post_kind])).to.deep.equal([
      [false, false, "neuron"],
      [false, false, "muscle"],
      [true, true, "neuron"],
    ]);
    expect(connectome).to.include({ n_cells: 3, n_neurons: 2, n_listed: 1, n_edges: 3, source_file: "made/a.xlsx" });
    expect(connectome).to.include({
      licence: "CC-BY-4.0",
      citation: "Example A. (2020) An example.",
      edition: "first",
    });
  });

  it("gives no more than a few findings of one rule one by one, and says how many there are", () => {
    const names = Array.from({ length: 50 }, (_, index) => `cell ${index}`);
    const { findings } = made(names.map((name) => chemical("AVAL", name, 1)));
    expect(findings).to.have.length(21);
    expect(findings.at(-1)!.found).to.equal('30 more of the kind, the last one: "cell 49", in 1 rows');
  });

  it("makes tables without a problem, and gives many edges in parts", async () => {
    const names = ["ADAL", "ADAR", "AVAL", "VB02", "BWM-DL01", "fragment"];
    const rows = Array.from({ length: 9000 }, (_, index) =>
      chemical(names[index % 6]!, names[Math.floor(index / 6) % 6]!, 1, { receptor: `r${index}` }),
    );
    const { batches, edges } = made([...rows, gap("ADAL", "ADAR", 1)]);
    expect(batches).to.have.length(4);
    expect(edges.map(({ edge_index }) => edge_index)).to.deep.equal(edges.map((_, index) => index));
    expect(await problemsOf({ batches })).to.deep.equal([]);
  });

  it("keeps sums of chemical weights; gap junctions do not depend on the order of rows or directions", () => {
    const name = fc.constantFrom("AVAL", "AVAR", "VB02", "VB2", "DVA", "nobody", "pm1");
    const row = fc.tuple(name, name, fc.integer({ min: 1, max: 9 }));
    fc.assert(
      fc.property(fc.array(row, { maxLength: 40 }), (drawn) => {
        const sum = (weights: readonly (number | null)[]) =>
          weights.reduce<number>((total, one) => total + (one ?? 0), 0);
        const directed = made(drawn.map(([pre, post, weight]) => chemical(pre, post, weight))).edges;
        expect(sum(directed.map(({ weight }) => weight))).to.equal(sum(drawn.map(([, , weight]) => weight)));
        const folded = (rows: typeof drawn) =>
          made(rows.map(([pre, post, weight]) => gap(pre, post, weight)))
            .edges.map(pairOf)
            .map(String)
            .sort();
        const once = new Map(
          drawn.map((one) => [[one[0], one[1]].map((label) => label.replace("02", "2")).join(), one]),
        );
        expect(folded([...once.values()].reverse())).to.deep.equal(folded([...once.values()]));
        for (const edge of made(drawn.map(([pre, post, weight]) => gap(pre, post, weight))).edges) {
          expect(edge.weight).to.equal(Math.max(edge.weight_forward ?? 0, edge.weight_backward ?? 0));
        }
      }),
      { numRuns: 200 },
    );
  });
});

describe("readConnectomes", () => {
  const files = memoryFiles({ [entry.path]: "x" });
  const readOne = async (annotation: Annotation) => made([chemical("AVAL", "AVBL", 1)], { about: annotation }).batches;
  const idsOf = (tables: Awaited<ReturnType<typeof collectTables>>) =>
    tables.rows("connectomes").map(({ connectome_id }) => connectome_id);

  it("reads all annotations, or those that the pattern names", async () => {
    expect(idsOf(await collectTables(readConnectomes(manifest, files, {}, readOne)))).to.deep.equal(["made", "other"]);
    expect(idsOf(await collectTables(readConnectomes(manifest, files, { only: "o*" }, readOne)))).to.deep.equal([
      "other",
    ]);
    const error = await caught(collectTables(readConnectomes(manifest, files, { only: "q" }, readOne)));
    expect(error).to.be.instanceOf(UnknownNameError);
    expect(error.message).to.match(/made, other/);
  });

  it("leaves out one that cannot be read, when told to go on, and notes it", async () => {
    const failing = async (annotation: Annotation) => {
      if (annotation.id === "other") return readOne(annotation);
      throw new FormatError({ file: entry.path, place: 'sheet "a", cell D3', expected: "a name", found: "nothing" });
    };
    const failures: string[] = [];
    const onFailure = (item: string) => failures.push(item);
    const tables = await collectTables(readConnectomes(manifest, files, { onFailure }, failing));
    expect(idsOf(tables)).to.deep.equal(["other"]);
    expect(failures).to.deep.equal(["made"]);
    const [finding] = tables.rows("findings");
    expect(finding).to.include({ severity: "loss", place: 'sheet "a", cell D3', source_file: entry.path });
    expect(finding!.found).to.match(/connectome made: /);
    expect(isNeuroloomError(await caught(collectTables(readConnectomes(manifest, files, {}, failing))))).to.equal(true);
  });

  it("refuses a manifest without annotations, or with a file that it does not list", async () => {
    const without = { ...manifest, facts: {} };
    expect(await caught(collectTables(readConnectomes(without, files, {}, readOne)))).to.be.instanceOf(SchemaError);
    const lost = { ...manifest, files: [] };
    expect(await caught(collectTables(readConnectomes(lost, files, {}, readOne)))).to.be.instanceOf(SchemaError);
  });
});
