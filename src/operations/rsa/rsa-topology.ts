import { rdmDescriptor } from "../../rsa/stack/descriptor-values.js";
import type { Thresholds } from "../../rsa/topology/check-thresholds.js";
import { identifyRegions } from "../../rsa/topology/identify-regions.js";
import { nestedIdentification } from "../../rsa/topology/nested-identification.js";
import { thresholdGrid } from "../../rsa/topology/threshold-grid.js";
import { thresholdRegion } from "../../rsa/topology/threshold-regions.js";
import type { Row } from "../../tables/tables.js";
import { batchesOf } from "../batches-of.js";
import { numberOrNull } from "../number-or-null.js";
import type { Operation, RunContext } from "../operation.js";
import { contrastRows } from "./contrast-rows.js";
import { type Classified, protocols } from "./identified.js";
import { joinStacks } from "./known-conditions.js";
import { rdmTables, readRdmChoice } from "./read-rdm-choice.js";
import { type TopologyParams, topologyParams } from "./topology-params.js";

type Cell = Row<"identification_cells">;
type Found = Partial<Cell> & Pick<Cell, "transform" | "accuracy" | "selection" | "setting">;

/**
 * Topological RSA: how well regions (or layers) are recognised by their RDMs, after transforms that keep the geometry, the
 * topology, or what is between them.
 *
 * @see Lin and Kriegeskorte, The topology and geometry of neural representations, https://doi.org/10.48550/arXiv.2309.11028
 */
export const rsaTopology: Operation<TopologyParams> = {
  name: "rsa-topology",
  summary: "Topological RSA: identifies regions by geo-topological and geodesic transforms of their RDMs.",
  params: topologyParams,
  reads: rdmTables,
  writes: ["identification_cells", "identification_contrasts"],
  usesRandom: true,
  async *run(input, params, context) {
    const [rdms] = joinStacks([await readRdmChoice(input, params.rdms, context)]).stacks;
    const regions = rdmDescriptor(rdms!, params.regions_by).map(String);
    const subjects = rdmDescriptor(rdms!, params.subjects_by).map(String);
    const shared = {
      ...{ target: params.target, mode: params.mode, chance: 1 / new Set(regions).size },
      ...{ n_rdms: rdms!.nRdms, n_subjects: new Set(subjects).size, n_conditions: rdms!.nConditions },
    };
    for (const rule of params.classifiers) {
      const data = { rdms: rdms!, regions, subjects, rule, rank: params.rank, linalg: context.linalg };
      const rows = [...foundOf(data, params, context)].map((found) => ({ ...shared, classifier: rule, ...found }));
      yield* batchesOf("identification_cells", rows);
      if (!params.compare_regions) continue;
      context.signal.throwIfAborted();
      const contrasts = contrastRows(data, params, context.random.derive("regions"));
      yield* batchesOf("identification_contrasts", [...contrasts]);
    }
  },
};

function* foundOf(data: Classified, params: TopologyParams, context: RunContext): Generator<Found> {
  if (params.plain) yield* plainRows(data, params, context);
  const setting = data.rank ? "quantiles of ranks" : "quantiles of raw values";
  if (params.cells.length > 0) yield* cellRows(data, params.cells, { selection: "fixed", setting, params, context });
  context.signal.throwIfAborted();
  if (params.grid_steps > 0) {
    const cells = thresholdGrid({ steps: params.grid_steps });
    yield* cellRows(data, cells, { selection: "grid", setting, params: { ...params, bootstrap: undefined }, context });
    context.signal.throwIfAborted();
    if (params.nested && params.mode === "corrected") {
      const { rdms, ...labels } = data;
      const { accuracy, choices } = nestedIdentification(rdms, { ...labels, cells });
      const chosen = choices.map(({ subject, thresholds, accuracy: among }) => ({ subject, ...thresholds, among }));
      yield { transform: "gt", setting, selection: "nested", accuracy, choices: JSON.stringify(chosen) };
    }
  }
  for (const geodesic of params.geodesic) {
    context.signal.throwIfAborted();
    yield geodesicRow(data, geodesic, params);
  }
}

/** The dissimilarities as they are, and their ranks, which are the transform with l = 0 and u = 1. */
function* plainRows(data: Classified, params: TopologyParams, context: RunContext): Generator<Found> {
  const { rdms, ...labels } = data;
  const setting = "all dissimilarities";
  yield { transform: "raw", setting, selection: "fixed", accuracy: identifyRegions(rdms, labels).accuracy };
  const ranked = { ...data, rank: true };
  const [rank] = [...cellRows(ranked, [{ low: 0, high: 1 }], { selection: "fixed", setting, params, context })];
  yield { ...rank!, transform: "rank", lower: null, upper: null, region: null };
}

function* cellRows(
  data: Classified,
  cells: readonly Thresholds[],
  about: {
    readonly selection: Cell["selection"];
    readonly setting: string;
    readonly params: TopologyParams;
    readonly context: RunContext;
  },
): Generator<Found> {
  const { selection, setting, params, context } = about;
  const protocol = protocols[params.mode];
  const accuracies = protocol.accuracies(data, cells);
  const random = context.random.derive("bootstrap");
  const spreads = params.bootstrap && protocol.spreads(data, cells, { ...params.bootstrap, random });
  for (const [index, { low, high }] of cells.entries()) {
    const accuracy = numberOrNull(accuracies[index]!);
    yield {
      ...{ transform: low === high ? "ram" : "gt", setting, selection, accuracy },
      ...{ lower: low, upper: high, region: thresholdRegion({ low, high }) },
      reason: accuracy === null ? "nothing was left to learn from" : null,
      sd: spreads ? numberOrNull(spreads[index]!) : null,
    };
  }
}

function geodesicRow(data: Classified, geodesic: TopologyParams["geodesic"][number], params: TopologyParams): Found {
  const { rdms, ...labels } = data;
  const { edges, disconnected, rank_after } = geodesic;
  const { kind, ...settings } = edges;
  const protocol = protocols[params.mode];
  const paths = protocol.geodesic(rdms, { edges, disconnected: "infinity" }).values;
  const n_unreachable = paths.reduce((count, length) => count + (length === Number.POSITIVE_INFINITY ? 1 : 0), 0);
  const isPublished = params.mode === "published";
  const words = [
    ...[`edges ${kind}`, ...Object.entries(settings).map(([name, value]) => `${name} ${value}`)],
    ...[isPublished ? "unreachable pairs stay infinite" : `unreachable ${disconnected}`],
    ...(rank_after ? ["ranks of the paths"] : []),
  ];
  const bounds = kind === "two-step" ? { lower: edges.low, upper: edges.high } : {};
  const found = { transform: "rgdm", setting: words.join(", "), selection: "fixed", ...bounds, n_unreachable } as const;
  if (n_unreachable > 0 && (isPublished || disconnected === "infinity")) {
    return { ...found, accuracy: null, reason: "infinite distances have no centroid" };
  }
  const lengths = protocol.geodesic(rdms, { edges, disconnected, rankAfter: rank_after });
  return { ...found, accuracy: identifyRegions(lengths, labels).accuracy };
}
