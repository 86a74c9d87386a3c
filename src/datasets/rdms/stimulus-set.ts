import type { Row } from "../../tables/tables.js";

/** A stimulus as a part of a dataset knows it. */
export type SourceStimulus = Pick<Row<"stimuli">, "stimulus_id" | "stimulus_set" | "stimulus_index"> &
  Partial<Pick<Row<"stimuli">, "name" | "category" | "attributes">>;

/**
 * A set of stimuli that no file names: their ids are the set's name and their position, counted from 1, for example
 * images92-07. Datasets with the same stimuli in the same order have the same ids.
 */
export function numberedStimuli(set: string, count: number): readonly SourceStimulus[] {
  const digits = String(count).length;
  return Array.from({ length: count }, (_, stimulus_index) => ({
    stimulus_id: `${set}-${String(stimulus_index + 1).padStart(digits, "0")}`,
    ...{ stimulus_set: set, stimulus_index },
  }));
}

/** The stimuli of a set by the names that a source has for them: `set-name`. */
export function namedStimuli(set: string, names: readonly string[]): readonly SourceStimulus[] {
  return names.map((name, stimulus_index) => ({
    stimulus_id: `${set}-${name}`,
    ...{ stimulus_set: set, stimulus_index, name },
  }));
}

/** Their ids. */
export function idsOf(stimuli: readonly SourceStimulus[]): readonly string[] {
  return stimuli.map(({ stimulus_id }) => stimulus_id);
}
