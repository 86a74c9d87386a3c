/** What a source's name stands for, where it is none of the canonical names. */
export interface Alias {
  /** The neurons it may mean. One: it is that neuron. Several: the identity stays open. */
  readonly candidates: readonly string[];
  /** A trait of the cell that the name tells and the canonical name cannot, such as ON. */
  readonly attribute?: string;
  /** Why, for the reader of the table. */
  readonly comment: string;
}

/** Names in use that are not canonical, upper case. Pass `{ ...neuronAliases, … }` to know more. */
export const neuronAliases: Readonly<Record<string, Alias>> = {
  AWCON: {
    candidates: ["AWCL", "AWCR"],
    attribute: "ON",
    comment: "ON is a functional identity whose side varies between animals",
  },
  AWCOFF: {
    candidates: ["AWCL", "AWCR"],
    attribute: "OFF",
    comment: "OFF is a functional identity whose side varies between animals",
  },
  IL2V4: { candidates: ["IL2VR"], comment: "IL2V4 is read as IL2VR; no neuron has that name" },
};
