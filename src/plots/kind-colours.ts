/** Colours of kinds of edges, told apart by colour-blind readers (Okabe and Ito). */
const colours: Readonly<Record<string, string>> = {
  chemical: "#0072b2",
  gap: "#d55e00",
  neuromuscular: "#56b4e9",
  functional: "#009e73",
  neuropeptide: "#cc79a7",
  monoamine: "#e69f00",
  contact: "#999999",
};

/** What several kinds of edges between one pair are drawn in. */
export const severalKinds = "#7a2fa0";

/** What edges of negative weight are drawn in, such as responses that fall. */
export const negativeWeights = "#aa3366";

/** The colour of a kind of edges. */
export function kindColour(kind: string): string {
  return colours[kind] ?? "#999999";
}

/** Colours of types of neurons, and of cells that are none. */
export const typeColours: Readonly<Record<string, string>> = {
  sensory: "#e3a500",
  inter: "#4a4a4a",
  motor: "#2a9d6f",
  pharyngeal: "#b565a7",
  unknown: "#9a9a9a",
  muscle: "#7fb3d5",
  other: "#c9c9c9",
};
