/** The consensus files of the published product that are at hand; the untrimmed ones are not. */
export const editions = [
  {
    edition: "withfunc",
    path: "celegans/simeon2024_product/consensus_connectome_trimmed_withfunc.csv",
    functional: true,
  },
  {
    edition: "nofunc",
    path: "celegans/simeon2024_product/consensus_connectome_trimmed_nofunc.csv",
    functional: false,
  },
] as const;
