/** How the MAT files of one dataset of the Zimmer lab name what they hold. */
export interface ZimmerLayout {
  /** The variable with the animals, by the name of the file without folder and ending. */
  readonly variable: (fileName: string) => string;
  /** Names under which the fields are known, the first that an animal has is read. */
  readonly ids: readonly string[];
  readonly time: readonly string[];
  /** By quantity of the manifest. */
  readonly traces: Readonly<Record<string, readonly string[]>>;
  /** The quantity that the published collection takes, and the files it takes; default: all. */
  readonly published: { readonly quantity: string; readonly files?: readonly string[] };
  /** Recordings that may share an animal get the same group; default: none is known to. */
  readonly animalGroup?: (fileName: string, index: number) => string;
}

/** Fields that all layouts name alike. */
export const commonFields = {
  rate: "fps",
  name: "dataset",
  states: "States",
  stateKey: "States_key",
  stimulus: "stimulus",
} as const;

/** All fields that the reader looks at. */
export function fieldsOf({ ids, time, traces }: ZimmerLayout): readonly string[] {
  return [...ids, ...time, ...Object.values(traces).flat(), ...Object.values(commonFields)];
}

/**
 * The layout that the lab's files share: the variable is named like the file, and has `IDs`, bleach-corrected `traces`
 * and `timeVectorSeconds`. `differences` names what a dataset has otherwise.
 */
export function zimmerLayout(differences: Partial<ZimmerLayout> = {}): ZimmerLayout {
  return {
    variable: (fileName) => fileName,
    ids: ["IDs"],
    time: ["timeVectorSeconds"],
    traces: { dff_bleach_corrected: ["traces"] },
    published: { quantity: "dff_bleach_corrected" },
    ...differences,
  };
}
