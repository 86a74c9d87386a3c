/**
 * The 16 classes of three nodes by their mutual, asymmetric and null pairs (Holland and Leinhardt 1970,
 * https://doi.org/10.1086/224954): for each the number of mutual and of asymmetric pairs. D: down, U: up, C: cyclic,
 * T: transitive.
 */
export const triadClasses = {
  "003": [0, 0],
  "012": [0, 1],
  "102": [1, 0],
  "021D": [0, 2],
  "021U": [0, 2],
  "021C": [0, 2],
  "111D": [1, 1],
  "111U": [1, 1],
  "030T": [0, 3],
  "030C": [0, 3],
  "201": [2, 0],
  "120D": [1, 2],
  "120U": [1, 2],
  "120C": [1, 2],
  "210": [2, 1],
  "300": [3, 0],
} as const;

/** The name of a class of triads. */
export type TriadClass = keyof typeof triadClasses;

/** The 13 classes whose three nodes hang together: the motifs of three nodes. */
export const connectedTriads: readonly TriadClass[] = (Object.keys(triadClasses) as TriadClass[]).filter(
  (name) => !["003", "012", "102"].includes(name),
);
