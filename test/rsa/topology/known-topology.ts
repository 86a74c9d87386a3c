import { readFile } from "node:fs/promises";
import { realData } from "../../support/real-data.js";

/** What the reference values say of one set of stimuli. */
export interface KnownSet {
  readonly raw_centroid_euclid: number;
  readonly raw_pearson: number;
  readonly rank_centroid_euclid: number;
  readonly "rank_pearson(=spearman)": number;
  readonly "GT_grid_0.05": Readonly<Record<string, number>>;
  readonly best: number;
  readonly best_cells: readonly string[];
  readonly n_best: number;
  readonly mean_by_category: Readonly<Record<string, readonly [number, number]>>;
  readonly RGDM_twostep_zero_edges_kept_inf_to_max: Readonly<Record<string, number>>;
}

/** Reference values by NumPy and NetworkX. */
export interface KnownTopology {
  readonly "78": KnownSet;
  readonly "92": KnownSet;
  readonly small_example: Readonly<Record<string, readonly (number | null)[]>> & { readonly rdm: readonly number[] };
}

export async function knownTopology(test: Mocha.Context): Promise<KnownTopology> {
  return JSON.parse(await readFile(realData(test, "rsa/expected/trsa_region_identification.json"), "utf8"));
}
