import { listedNames } from "../../../src/identities/listed-names.js";
import { publishedConsensus } from "../../../src/published/connectome-consensus.js";
import { connectomeCounts } from "../../../src/published/connectome-counts.js";
import { publishedConnectome } from "../../../src/published/connectome-edges.js";
import { connectomeRules } from "../../../src/published/connectome-rules.js";
import { percentile } from "../../../src/stats/percentile.js";
import type { Row } from "../../../src/tables/tables.js";
import type { ConsensusSources } from "./sources.js";

const names = listedNames();
const listed = new Set(names);

/** All numbers of the page, as they are printed. */
export function consensusFacts(sources: ConsensusSources) {
  return {
    ...contents(sources),
    ...lostNames(sources),
    ...lostRows(sources),
    ...atlasFacts(sources),
    ...repeats(sources),
    ...setMeans(sources),
    ...mixedUnits(sources),
    layers: sources.summaries,
    apart: ["chemical", "gap"].map((kind) => ({
      kind,
      together: sources.summaries.find(({ layer }) => layer === `${kind}:presence`)!,
      apart: sources.apart.find(({ layer }) => layer === `${kind}:presence`)!,
    })),
    example: sources.connections.filter(
      ({ kind, pre, post }) => kind === "chemical" && pre === "RIAL" && post === "RMDVL",
    ),
  };
}

/** The numbers of the page. */
export type ConsensusFacts = ReturnType<typeof consensusFacts>;

function contents({ wiring }: ConsensusSources) {
  const annotations = [...wiring].map(([annotation, { source, edges, rows }]) => {
    const file = source.sourceFile.split("/").at(-1)!;
    return { annotation, file, ...connectomeCounts(edges), ...rows };
  });
  return { annotations: annotations.sort((a, b) => (a.annotation < b.annotation ? -1 : 1)) };
}

/** C1: names that are not spelled as in the list. */
function lostNames({ wiring, corrected }: ConsensusSources) {
  const padded = names.filter((name) => /^(AS|DA|DB|DD|VA|VB|VC|VD)[1-9]$/.test(name));
  const lost = (annotation: string, id: string) => {
    const kept = endsOf(wiring.get(annotation)!.edges.map(({ from, to }) => [names[from]!, names[to]!]));
    const all = endsOf(listedEdges(corrected.get(id)!).map(({ pre, post }) => [pre!, post!]));
    const missing = [...all].filter((name) => !kept.has(name));
    const other = missing.filter((name) => !padded.includes(name));
    return { kept: kept.size, all: all.size, missingPadded: missing.length - other.length, other: other.join(", ") };
  };
  return {
    nPadded: padded.length,
    cook: lost("cook2019", "cook2019_hermaphrodite_2020"),
    varshney: lost("chklovskii", "varshney2011"),
    cookEdges: directedPairs(corrected.get("cook2019_hermaphrodite_2020")!),
    varshneyEdges: directedPairs(corrected.get("varshney2011")!),
  };
}

/** C2 and C3: rows of NeuronConnect that are passed over. */
function lostRows({ wiring, corrected }: ConsensusSources) {
  const { rows } = wiring.get("chklovskii")!.source;
  const monadic = rows.filter(({ type }) => type === "S");
  const chemical = listedEdges(corrected.get("varshney2011")!).filter(({ kind }) => kind === "chemical");
  const lowerCase = rows.filter(({ pre, post }) => [pre, post].some((name) => name !== name.toUpperCase()));
  return {
    monadicRows: monadic.length,
    monadicSum: monadic.reduce((sum, { weight }) => sum + Number(weight), 0),
    varshneyChemical: chemical.length,
    varshneySynapses: chemical.reduce((sum, { weight }) => sum + weight!, 0),
    lowerCaseRows: lowerCase.map(({ pre, post, type }) => `${pre} ${post}, ${type}`).join("; "),
    nLowerCase: lowerCase.length,
  };
}

/** C4 and C5: the functional layer beside the atlas. */
function atlasFacts({ wiring, corrected }: ConsensusSources) {
  const measured = new Map(corrected.get("randi2023_wild_type")!.map((edge) => [`${edge.pre} ${edge.post}`, edge]));
  const significant = corrected.get("randi2023_wild_type_significant")!;
  const kept = new Map(
    wiring.get("funconn")!.edges.map(({ from, to, chemical }) => [`${names[to]} ${names[from]}`, chemical]),
  );
  const cells = [...measured].map(([pair, { weight }]) => ({ isKept: kept.has(pair), size: Math.abs(weight!) }));
  const meanSize = (isKept: boolean) => mean(cells.filter((cell) => cell.isKept === isKept).map(({ size }) => size));
  const difference = (asWritten: boolean) =>
    percentile(
      significant.flatMap(({ pre, post, weight }) => {
        const cell = measured.get(asWritten ? `${pre} ${post}` : `${post} ${pre}`);
        return cell ? [Math.abs(cell.weight! - weight! / 100)] : [];
      }),
      50,
    );
  const sameCells = [...kept].filter(([pair, weight]) => Math.abs(measured.get(pair)!.weight! - weight) < 5e-8);
  return {
    nMeasured: measured.size,
    nKept: kept.size,
    nSameCells: sameCells.length,
    nSignificant: significant.length,
    nSignificantKept: significant.filter(({ pre, post }) => kept.has(`${pre} ${post}`)).length,
    nDiagonal: [...measured.values()].filter(({ self_loop }) => self_loop).length,
    nDiagonalKept: [...measured].filter(([pair, { self_loop }]) => self_loop && kept.has(pair)).length,
    sizeKept: meanSize(true).toFixed(3),
    sizeNotKept: meanSize(false).toFixed(3),
    sizeSignificant: mean(
      significant.flatMap(({ pre, post }) => {
        const cell = measured.get(`${pre} ${post}`);
        return cell ? [Math.abs(cell.weight!)] : [];
      }),
    ).toFixed(3),
    differenceResponder: difference(true).toFixed(3),
    differenceSource: difference(false).toFixed(3),
  };
}

/** C6: repeated records of the tail. */
function repeats({ wiring, tail }: ConsensusSources) {
  const first = tail.map(({ pre, post, typ, syn }) => ({
    pre,
    post,
    type: typ === 2 ? "electrical" : "chemical",
    weight: syn.length,
  }));
  const firstOnly = publishedConnectome(first, connectomeRules.white1986_jse!);
  const edges = edgesOf(wiring);
  const published = publishedConsensus(edges);
  const other = publishedConsensus(new Map([...edges, ["white1986_jse", firstOnly.edges]]));
  const differing = published.filter((pair, index) => pair.chemical !== other[index]!.chemical);
  return {
    tailRecords: tail.length,
    tailRepeats: firstOnly.rows.n_rows_repeated,
    tailSum: connectomeCounts(wiring.get("white1986_jse")!.edges).chemical_weight,
    tailFirstOnly: connectomeCounts(firstOnly.edges).chemical_weight,
    tailRowsChanged: differing.length,
  };
}

/** C7: the mean of the set of gap weights beside the mean of all of them. */
function setMeans({ wiring }: ConsensusSources) {
  const values = new Map<string, number[]>();
  for (const { edges } of wiring.values()) {
    for (const { from, to, gap } of edges) {
      if (gap === 0 || from > to) continue;
      const pair = `${names[from]}–${names[to]}`;
      values.set(pair, [...(values.get(pair) ?? []), gap]);
    }
  }
  const means = [...values].map(([pair, gaps]) => ({ pair, gaps, set: mean([...new Set(gaps)]), plain: mean(gaps) }));
  const differing = means.filter(({ set, plain }) => Math.abs(set - plain) > 1e-9);
  const largest = differing.reduce((a, b) => (b.set - b.plain > a.set - a.plain ? b : a));
  const example = means.find(({ pair }) => pair === "AVAL–LUAL")!;
  return {
    nGapPairs: means.length,
    nSetDiffers: differing.length,
    setLarger: differing.filter(({ set, plain }) => set > plain).length,
    setExample: gapWords(example),
    setLargest: gapWords(largest),
  };
}

function gapWords({ pair, gaps, set, plain }: { pair: string; gaps: number[]; set: number; plain: number }): string {
  const falling = [...gaps].sort((a, b) => b - a).join(", ");
  return `${pair} has ${falling}: published ${round(set)}, plain mean ${round(plain)}`;
}

const oneSeries = new Set([
  "chklovskii",
  "openworm",
  "white1986_whole",
  "white1986_n2u",
  "white1986_jsh",
  "white1986_jse",
]);

/** C8: units and animals that are averaged. */
function mixedUnits({ wiring }: ConsensusSources) {
  const chemicalOf = (annotation: string) =>
    new Map(
      wiring
        .get(annotation)!
        .edges.filter(({ chemical }) => chemical !== 0)
        .map(({ from, to, chemical }) => [from * names.length + to, chemical]),
    );
  const em = [...wiring.keys()].filter((annotation) => annotation !== "funconn");
  const layers = new Map(em.map((annotation) => [annotation, chemicalOf(annotation)]));
  const pairs = new Map<number, string[]>();
  for (const [annotation, layer] of layers) {
    for (const pair of layer.keys()) pairs.set(pair, [...(pairs.get(pair) ?? []), annotation]);
  }
  const all = [...pairs.values()];
  const [sections, counts] = [layers.get("cook2019")!, layers.get("white1986_whole")!];
  const ratios = [...sections].flatMap(([pair, weight]) => (counts.has(pair) ? [weight / counts.get(pair)!] : []));
  const series = all.filter((from) => from.filter((annotation) => oneSeries.has(annotation)).length > 1);
  return {
    nChemicalPairs: all.length,
    nMixed: all.filter((from) => from.includes("cook2019") && from.length > 1).length,
    nSectionsOnly: all.filter((from) => from.length === 1 && from[0] === "cook2019").length,
    medianRatio: round(percentile(ratios, 50)),
    nRatios: ratios.length,
    nSeveralOfSeries: series.length,
    nSeriesOnly: series.filter((from) => from.every((annotation) => oneSeries.has(annotation))).length,
  };
}

function listedEdges(edges: readonly Row<"edges">[]): readonly Row<"edges">[] {
  return edges.filter(
    ({ pre, post, kind }) => listed.has(pre ?? "") && listed.has(post ?? "") && /chemical|gap/.test(kind),
  );
}

/** Ordered pairs with a gap junction or a chemical synapse. */
function directedPairs(edges: readonly Row<"edges">[]): number {
  const pairs = listedEdges(edges).flatMap(({ pre, post, symmetric }) =>
    symmetric ? [`${pre} ${post}`, `${post} ${pre}`] : [`${pre} ${post}`],
  );
  return new Set(pairs).size;
}

function endsOf(pairs: readonly (readonly string[])[]): ReadonlySet<string> {
  return new Set(pairs.flat());
}

function edgesOf(wiring: ConsensusSources["wiring"]) {
  return new Map([...wiring].map(([annotation, { edges }]) => [annotation, edges] as const));
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function round(value: number): string {
  return String(Math.round(value * 1000) / 1000);
}
