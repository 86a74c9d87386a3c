import type { LinalgProvider } from "../../linalg/provider.js";
import type { RandomSource } from "../../random/random-source.js";
import type { RdmVectors } from "../../rsa/rdm-vectors.js";
import { bootstrapIdentification } from "../../rsa/topology/bootstrap-identification.js";
import type { Thresholds } from "../../rsa/topology/check-thresholds.js";
import type { GeodesicOptions } from "../../rsa/topology/geodesic-distances.js";
import { geodesicDistances } from "../../rsa/topology/geodesic-distances.js";
import { identificationMap } from "../../rsa/topology/identification-map.js";
import { identifyRegions } from "../../rsa/topology/identify-regions.js";
import type { CentroidRule } from "../../rsa/topology/nearest-centroids.js";
import { publishedBootstrap } from "../../rsa/topology/published/published-bootstrap.js";
import { publishedGeoTopological } from "../../rsa/topology/published/published-geo-topological.js";
import { publishedGeodesic } from "../../rsa/topology/published/published-geodesic.js";
import { variance } from "../../stats/variance.js";
import type { TopologyParams } from "./topology-params.js";

/** RDMs with their labels, and how they are classified. */
export interface Classified {
  readonly rdms: RdmVectors;
  readonly regions: readonly string[];
  readonly subjects: readonly string[];
  readonly rule: CentroidRule;
  readonly rank: boolean;
  readonly linalg: LinalgProvider;
}

/** What a protocol does for the cells of the (l, u) triangle and for geodesic distances. */
export interface Protocol {
  /** One accuracy per cell. */
  readonly accuracies: (data: Classified, cells: readonly Thresholds[]) => ArrayLike<number>;
  /** One spread per cell. */
  readonly spreads: (
    data: Classified,
    cells: readonly Thresholds[],
    bootstrap: NonNullable<TopologyParams["bootstrap"]> & { readonly random: RandomSource },
  ) => readonly number[];
  readonly geodesic: (rdms: RdmVectors, options: GeodesicOptions) => RdmVectors;
}

/** The published code lifts the upper threshold by this much. */
const publishedNudge = 1e-5;

/** The protocol as the paper means it, and as its published code runs it. */
export const protocols: Readonly<Record<TopologyParams["mode"], Protocol>> = {
  corrected: {
    accuracies: ({ rdms, ...data }, cells) => identificationMap(rdms, { ...data, cells }).accuracies,
    spreads: ({ rdms, ...data }, cells, bootstrap) => {
      const { accuracies } = bootstrapIdentification(rdms, { ...data, cells, ...bootstrap });
      return cells.map((_, cell) => {
        return spread(accuracies.values.filter((_, at) => at % cells.length === cell));
      });
    },
    geodesic: geodesicDistances,
  },
  published: {
    accuracies: ({ rdms, ...data }, cells) =>
      cells.map((cell) => identifyRegions(publishedGeoTopological(rdms, nudged(cell)), data).accuracy),
    spreads: ({ rdms, ...data }, cells, bootstrap) =>
      cells.map((cell) => {
        return spread(publishedBootstrap(publishedGeoTopological(rdms, nudged(cell)), { ...data, ...bootstrap }));
      }),
    geodesic: (rdms, { edges, rankAfter }) => publishedGeodesic(rdms, { edges, rankAfter }),
  },
};

function nudged({ low, high }: Thresholds): Thresholds {
  return { low, high: Math.min(1, high + publishedNudge) };
}

function spread(accuracies: Float64Array): number {
  const known = accuracies.filter((accuracy) => !Number.isNaN(accuracy));
  return known.length > 1 ? Math.sqrt(variance(known)) : Number.NaN;
}
