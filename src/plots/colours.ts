/** Colours of states that the field has names for; related states have related colours. */
const known: Readonly<Record<string, string>> = {
  forward: "#009e73",
  fwd: "#009e73",
  slow: "#56b4e9",
  reversal: "#d55e00",
  rev: "#d55e00",
  rev1: "#e69f00",
  rev2: "#d55e00",
  revsus: "#9b2226",
  turn: "#cc79a7",
  dt: "#cc79a7",
  vt: "#7b3294",
  nostate: "#a6a6a6",
};

/** For labels without a colour of their own; told apart by colour-blind readers (Okabe and Ito). */
const spare = [
  ...["#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#f0e442", "#999999"],
  // beyond eight no set of colours is safe for everybody; these are apart from the first in lightness too
  ...["#882255", "#b2df8a", "#8c6bb1", "#8b4513"],
] as const;

/** A colour for each label; the same labels get the same colours whatever their order. */
export function labelColours(labels: Iterable<string>): ReadonlyMap<string, string> {
  const sorted = [...new Set(labels)].sort();
  const unknown = sorted.filter((label) => !(label.toLowerCase() in known));
  return new Map(
    sorted.map((label) => [label, known[label.toLowerCase()] ?? spare[unknown.indexOf(label) % spare.length]!]),
  );
}

/** Line colour of behaviour traces; stays legible on white and on near black. */
export const traceColour = "#3b82c4";
