/** How the published product reads one annotation. */
export interface ConnectomeRules {
  /** The dataset that holds its rows. */
  readonly datasetId: string;
  /** The source's word for gap junctions; null where it has none. */
  readonly gap: string | null;
  /** The source's word for what goes into the chemical channel. Rows of any other kind are ignored. */
  readonly chemical: string;
}

const plain = { gap: "electrical", chemical: "chemical" };

/**
 * The annotations of the published product, by the name they have in its column `data_sources`, in the order in which
 * its consensus adds them up. That order is nowhere written down and was found by trying: with it all 1,129 published
 * uncertainties come out to the last digit, with the alphabetical one 44 differ in it.
 */
export const connectomeRules: Readonly<Record<string, ConnectomeRules>> = {
  chklovskii: { datasetId: "varshney2011", gap: "EJ", chemical: "Sp" },
  openworm: { datasetId: "openworm2018", gap: "GapJunction", chemical: "Send" },
  white1986_jse: { datasetId: "white1986", ...plain },
  witvliet2020_7: { datasetId: "witvliet2020", ...plain },
  witvliet2020_8: { datasetId: "witvliet2020", ...plain },
  white1986_n2u: { datasetId: "white1986", ...plain },
  white1986_whole: { datasetId: "white1986", ...plain },
  white1986_jsh: { datasetId: "white1986", ...plain },
  cook2019: { datasetId: "cook2019", ...plain },
  funconn: { datasetId: "simeon2024-consensus", gap: null, chemical: "functional" },
};

/** The annotation that holds functional weights in its chemical channel. */
export const functionalAnnotation = "funconn";

/** Datasets whose rows the published connectomes are made of, sorted. */
export const connectomeDatasets: readonly string[] = /* @__PURE__ */ [
  ...new Set(/* @__PURE__ */ Object.values(connectomeRules).map(({ datasetId }) => datasetId)),
].sort();
