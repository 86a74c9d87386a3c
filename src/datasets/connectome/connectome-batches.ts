import { FormatError } from "../../errors.js";
import { neuronByName } from "../../identities/neurons.js";
import type { Manifest, ManifestFile } from "../../manifest/schema.js";
import { batchOf, type TableBatch } from "../../tables/batch.js";
import type { Row } from "../../tables/tables.js";
import type { ReportFinding } from "../read-recordings.js";
import type { Annotation } from "./annotation.js";
import { checkWeights } from "./check-weights.js";
import { type CombinedEdge, combineEdges } from "./combine-edges.js";
import { type FindingTally, findingTally } from "./finding-tally.js";
import { type FoldedEdge, foldSymmetric, type PairListing } from "./fold-symmetric.js";
import { nameCells } from "./name-cells.js";
import { cellKey, type EdgeEnd } from "./named-edge.js";
import type { EdgeKind, SourceEdge } from "./source-edge.js";

/** One wiring diagram as its source gives it. */
export interface SourceConnectome {
  readonly manifest: Manifest;
  /** The manifest's entry of the file it was read from. */
  readonly entry: ManifestFile;
  readonly about: Annotation;
  readonly rows: Iterable<SourceEdge>;
  readonly report: ReportFinding;
  /** How connections without direction (gap junctions, contacts) are listed. Default: `both`. */
  readonly pairs?: PairListing;
  /** Kinds of which a source gives an ordered pair in several rows by design: that is not reported. Default: none. */
  readonly repeatedKinds?: readonly EdgeKind[];
}

/** Kinds of connections that have no direction. */
const symmetricKinds: ReadonlySet<EdgeKind> = new Set(["gap", "contact"]);

const batchRows = 4096;

/**
 * The rows of `connectomes` and `edges` of one wiring diagram. Names are settled (the source's stay beside them), rows
 * of one ordered pair are added, both directions of a gap junction become one row with the larger weight and both raw
 * values. Nothing is dropped but stated zeros; what is odd is reported: names that are no cell's, weights that are no
 * counts, pairs in several rows, pairs whose directions differ, cells joined with themselves.
 *
 * @throws FormatError where a functional edge stands in several rows: responses cannot be added
 */
export function connectomeBatches(source: SourceConnectome): readonly TableBatch[] {
  const { manifest, entry, about, rows, report, pairs = "both", repeatedKinds = [] } = source;
  const tally = findingTally(report);
  const named = nameCells(checkWeights(rows, entry.path, tally), entry.path, tally);
  const combined = combineEdges(named);
  refuseRepeatedResponses(combined, entry.path);
  const directed = combined.filter((edge) => !symmetricKinds.has(edge.source.kind));
  const undirected = combined.filter((edge) => symmetricKinds.has(edge.source.kind));
  const folded = foldSymmetric(undirected, pairs);
  const all: readonly (CombinedEdge | FoldedEdge)[] = [...directed, ...folded];
  const single = combined.filter(({ source: { kind } }) => !repeatedKinds.includes(kind));
  reportRepeats(single, entry.path, tally);
  reportDirections(folded, pairs, entry.path, tally);
  reportSelfLoops(all, entry.path, tally);
  reportEmpty(all, entry.path, tally);
  tally.finish();
  const batches = [batchOf("connectomes", [connectomeRow(manifest, entry, about, all)])];
  for (let start = 0; start < all.length; start += batchRows) {
    const part = all.slice(start, start + batchRows);
    batches.push(
      batchOf(
        "edges",
        part.map((edge, index) => edgeRow(about, edge, start + index)),
      ),
    );
  }
  return batches;
}

function edgeRow(about: Annotation, edge: CombinedEdge | FoldedEdge, index: number): Row<"edges"> {
  const { source, pre, post } = edge;
  const direction = "forward" in edge ? edge : undefined;
  return {
    connectome_id: about.id,
    edge_index: index,
    pre: pre.name,
    post: post.name,
    pre_kind: pre.kind,
    post_kind: post.kind,
    kind: source.kind,
    transmitter: source.transmitter ?? null,
    receptor: source.receptor ?? null,
    weight: source.weight,
    weight_unit: source.unit ?? about.unit,
    symmetric: direction !== undefined,
    weight_forward: direction?.forward ?? null,
    weight_backward: direction?.backward ?? null,
    asymmetric: direction?.asymmetric ?? null,
    self_loop: isSelfLoop(edge),
    listed: isListed(pre) && isListed(post),
    pre_source: pre.label,
    post_source: post.label,
    q_value: source.qValue ?? null,
    q_equivalence: source.qEquivalence ?? null,
    attributes: source.attributes ? JSON.stringify(source.attributes) : null,
  };
}

function connectomeRow(
  manifest: Manifest,
  entry: ManifestFile,
  about: Annotation,
  edges: readonly CombinedEdge[],
): Row<"connectomes"> {
  const cells = new Map<string, EdgeEnd>();
  const listed = new Set<string>();
  for (const { pre, post } of edges) {
    cells.set(cellKey(pre), pre);
    cells.set(cellKey(post), post);
    if (isListed(pre) && isListed(post)) listed.add(cellKey(pre)).add(cellKey(post));
  }
  return {
    connectome_id: about.id,
    title: about.title,
    edition: about.edition,
    family: about.family,
    method: about.method,
    sex: about.sex,
    stage: about.stage,
    genotype: about.genotype,
    region: about.region,
    weight_unit: about.unit,
    n_cells: cells.size,
    n_neurons: [...cells.values()].filter(({ name }) => name !== null && neuronByName(name)).length,
    n_listed: listed.size,
    n_edges: edges.length,
    source_file: entry.path,
    source_place: about.place,
    source_sha256: entry.sha256[0] ?? null,
    licence: manifest.licence.spdx,
    citation: citation(manifest),
  };
}

function citation({ citations, title }: Manifest): string {
  return (citations.find(({ role }) => role === "paper") ?? citations[0])?.text ?? title;
}

function isListed({ name }: EdgeEnd): boolean {
  return name !== null && (neuronByName(name)?.slot ?? null) !== null;
}

function isSelfLoop({ pre, post }: CombinedEdge): boolean {
  return cellKey(pre) === cellKey(post);
}

/** Counts of one pair add up; responses do not. */
function refuseRepeatedResponses(edges: readonly CombinedEdge[], file: string): void {
  const first = edges.find(({ count, source }) => count > 1 && source.kind === "functional");
  if (!first) return;
  const place = first.again ?? "the whole file";
  const found = `${inWords(first)}, which ${first.source.place ?? "another row"} has already`;
  throw new FormatError({ file, place, expected: "one response of each ordered pair", found });
}

function reportEmpty(edges: readonly CombinedEdge[], file: string, tally: FindingTally): void {
  if (edges.length > 0) return;
  tally.add({
    ...{ source_file: file, place: "the whole file", rule: "no-connection", severity: "loss" },
    ...{ expected: "connections", found: "none", action: "the connectome has no edges" },
  });
}

function reportRepeats(edges: readonly CombinedEdge[], file: string, tally: FindingTally): void {
  const repeated = edges.filter(({ count }) => count > 1);
  const first = repeated[0];
  if (!first) return;
  tally.add({
    source_file: file,
    place: first.source.place ?? "the whole file",
    rule: "repeated-pair",
    severity: "note",
    expected: "one row for each ordered pair and kind",
    found: `${repeated.length} pairs in several rows, the first: ${inWords(first)}, again in ${first.again ?? "another row"}`,
    action: "their weights are added",
  });
}

function reportDirections(edges: readonly FoldedEdge[], pairs: PairListing, file: string, tally: FindingTally): void {
  const common = { source_file: file, severity: "note" } as const;
  for (const edge of edges) {
    const { forward, backward, asymmetric } = edge;
    const place = edge.source.place ?? "the whole file";
    const found = `${inWords(edge)}: ${forward ?? "nothing"} and ${backward ?? "nothing"}`;
    if (asymmetric === true) {
      const action = "the larger one is the weight, both are kept";
      tally.add({
        ...common,
        place,
        rule: "asymmetric-pair",
        expected: "one weight in both directions",
        found,
        action,
      });
    } else if (pairs !== "once" && asymmetric === null && (forward !== null || backward !== null)) {
      const action = "the weight is that of the direction that is there";
      tally.add({ ...common, place, rule: "one-direction-pair", expected: "both directions", found, action });
    } else if (pairs === "once" && asymmetric !== null && !isSelfLoop(edge)) {
      const action = "taken as the two directions of one pair";
      tally.add({ ...common, place, rule: "pair-in-both-orders", expected: "each pair once", found, action });
    }
  }
}

function reportSelfLoops(edges: readonly CombinedEdge[], file: string, tally: FindingTally): void {
  const loops = edges.filter(isSelfLoop);
  const first = loops[0];
  if (!first) return;
  tally.add({
    source_file: file,
    place: first.source.place ?? "the whole file",
    rule: "self-loop",
    severity: "note",
    found: `${loops.length} edges join a cell with itself, the first: ${inWords(first)}`,
    action: "kept; self_loop is true",
  });
}

function inWords({ pre, post, source }: CombinedEdge): string {
  return `${pre.label} and ${post.label}, ${source.kind}`;
}
