import type { CsrGraph } from "./csr-graph.js";
import { type TriadClass, triadClasses } from "./triad-classes.js";
import { forEachTriangle } from "./triangles.js";
import { undirectedOf } from "./undirected-of.js";

/** What a pair is, seen from one end: that end sends, it receives, or both. */
const [sends, receives, mutual] = [1, 2, 3];

/** Two pairs that meet in a node, by what they are as seen from it. */
const openClasses: Readonly<Record<number, TriadClass>> = {
  [sends * 4 + sends]: "021D",
  [receives * 4 + receives]: "021U",
  [sends * 4 + receives]: "021C",
  [receives * 4 + mutual]: "111D",
  [sends * 4 + mutual]: "111U",
  [mutual * 4 + mutual]: "201",
};

/**
 * How many triads of nodes are of each of the 16 classes.
 *
 * Pairs are classed as mutual, asymmetric or null. Triads with two or more joined pairs are counted as pairs of
 * neighbours of their middle node; each triangle, found once, is taken out of the three such counts it is in and put in
 * its own class; classes with one joined pair follow from the number of pairs, and 003 from the number of triads
 * (the completion of Batagelj and Mrvar 2001, https://doi.org/10.1016/S0378-8733(01)00035-1, with the triangles listed by
 * the forward algorithm): O(edges^1.5). Weights do not count; an undirected graph has mutual pairs alone.
 */
export function triadCensus(graph: CsrGraph): Readonly<Record<TriadClass, number>> {
  const pairs = undirectedOf(kindsOf(graph));
  const kinds = graph.directed ? Uint8Array.from(pairs.weights) : new Uint8Array(pairs.targets.length).fill(mutual);
  const census = Object.fromEntries(Object.keys(triadClasses).map((name) => [name, 0])) as Record<TriadClass, number>;
  countOpen(pairs, kinds, census);
  countClosed(pairs, kinds, census);
  return complete(pairs, kinds, census);
}

/** The graph with a weight of 1 forward and 2 backward, so that their sum tells the kind of a pair. */
function kindsOf(graph: CsrGraph): CsrGraph {
  const weights = new Float64Array(graph.weights.length).fill(sends);
  return { ...graph, weights, sourceWeights: new Float64Array(weights.length).fill(receives) };
}

/** Adds triads with two joined pairs, triangles three times among them. */
function countOpen({ nodes, offsets }: CsrGraph, kinds: Uint8Array, census: Record<TriadClass, number>): void {
  for (let i = 0; i < nodes.length; i++) {
    const counts = [0, 0, 0, 0];
    for (let e = offsets[i]!; e < offsets[i + 1]!; e++) counts[kinds[e]!]!++;
    for (let a = sends; a <= mutual; a++) {
      for (let b = a; b <= mutual; b++) {
        const both = a === b ? (counts[a]! * (counts[a]! - 1)) / 2 : counts[a]! * counts[b]!;
        census[openClasses[a * 4 + b]!] += both;
      }
    }
  }
}

/** Counts triangles by the kinds of their edges i–j, j–k and i–k, then moves them from the open classes to their own. */
function countClosed(pairs: CsrGraph, kinds: Uint8Array, census: Record<TriadClass, number>): void {
  const counts = new Float64Array(64);
  forEachTriangle(pairs, (_i, _j, _k, ij, jk, ik) => {
    counts[kinds[ij]! * 16 + kinds[jk]! * 4 + kinds[ik]!]!++;
  });
  counts.forEach((count, code) => {
    if (count === 0) return;
    const [ij, jk, ik] = [code >> 4, (code >> 2) & 3, code & 3];
    const meetings = [
      [ij, ik],
      [turned(ij), jk],
      [turned(jk), turned(ik)],
    ] as const;
    const open = meetings.map(([a, b]) => openClasses[Math.min(a, b) * 4 + Math.max(a, b)]!);
    for (const name of open) census[name] -= count;
    census[closedClass([ij, jk, ik], open)] += count;
  });
}

/** A pair seen from its other end. */
const turned = (kind: number): number => (kind === mutual ? mutual : sends + receives - kind);

/** The class of a triangle: by its mutual pairs, and where that leaves a choice by how its pairs meet. */
function closedClass(kinds: readonly number[], open: readonly TriadClass[]): TriadClass {
  const nMutual = kinds.filter((kind) => kind === mutual).length;
  if (nMutual === 3) return "300";
  if (nMutual === 2) return "210";
  if (nMutual === 0) return open.every((name) => name === "021C") ? "030C" : "030T";
  // one mutual pair: the two asymmetric ones meet in the node that is not in it
  return open.includes("021D") ? "120D" : open.includes("021U") ? "120U" : "120C";
}

function complete({ nodes, targets }: CsrGraph, kinds: Uint8Array, census: Record<TriadClass, number>) {
  const n = nodes.length;
  const nMutual = kinds.reduce((sum, kind) => sum + (kind === mutual ? 1 : 0), 0) / 2;
  const nAsymmetric = targets.length / 2 - nMutual;
  let [mutualElsewhere, asymmetricElsewhere, triads] = [0, 0, 0];
  for (const [name, [mutuals, asymmetrics]] of Object.entries(triadClasses)) {
    const count = census[name as TriadClass];
    mutualElsewhere += count * mutuals;
    asymmetricElsewhere += count * asymmetrics;
    triads += count;
  }
  const others = Math.max(0, n - 2);
  const one = { "012": nAsymmetric * others - asymmetricElsewhere, "102": nMutual * others - mutualElsewhere };
  const all = (n * (n - 1) * others) / 6;
  return { ...census, ...one, "003": all - triads - one["012"] - one["102"] };
}
