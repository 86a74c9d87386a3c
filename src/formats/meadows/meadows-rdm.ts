/** The dissimilarities that one participant gave in one task. */
export interface MeadowsRdm {
  /** The participant's pet name, for example cuddly-bunny; null where neither content nor file name has it. */
  readonly participant: string | null;
  readonly task: string | null;
  /** 1-based position of the task in the experiment; null where it is unknown. */
  readonly taskIndex: number | null;
  /** Names of the stimuli up to their first dot, in the order of rows and columns. */
  readonly stimuli: readonly string[];
  /** Strict upper triangle, row by row. */
  readonly values: Float64Array;
  /** Where it stands in the file. */
  readonly place: string;
}

/** The name of a stimulus without what follows its first dot. */
export function stimulusName(name: string): string {
  const dot = name.indexOf(".");
  return dot > 0 ? name.slice(0, dot) : name;
}
