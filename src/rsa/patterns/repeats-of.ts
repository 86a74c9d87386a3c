import { ArgumentError } from "../../errors.js";
import type { Patterns } from "./patterns.js";
import { rowLabels, rowsByLabel } from "./row-labels.js";

/** Patterns as a block: value (label, channel, repeat) stands at (label · nChannels + channel) · nRepeats + repeat. */
export interface RepeatedPatterns {
  /** In the order in which they first appear. */
  readonly labels: readonly string[];
  readonly nChannels: number;
  readonly nRepeats: number;
  readonly values: Float64Array;
}

/**
 * Labels × channels × repeats of patterns in which every label has the same number of observations.
 *
 * @param by - "conditions", "folds" or the name of a descriptor.
 * @throws ArgumentError when the numbers of repeats differ; UnknownNameError when there is no such descriptor.
 */
export function repeatsOf(patterns: Patterns, by = "conditions"): RepeatedPatterns {
  const { columns: nChannels, values } = patterns.values;
  const groups = [...rowsByLabel(rowLabels(patterns, by).map(String))];
  const nRepeats = groups[0]?.[1].length ?? 0;
  const block = new Float64Array(groups.length * nChannels * nRepeats);
  groups.forEach(([label, rows], group) => {
    if (rows.length !== nRepeats) {
      const expected = `${nRepeats} observations of each label`;
      throw new ArgumentError({ argument: "patterns", expected, found: `${rows.length} of ${label}` });
    }
    rows.forEach((row, repeat) => {
      for (let channel = 0; channel < nChannels; channel++) {
        block[(group * nChannels + channel) * nRepeats + repeat] = values[row * nChannels + channel]!;
      }
    });
  });
  return { labels: groups.map(([label]) => label), nChannels, nRepeats, values: block };
}
