import { ArgumentError } from "../../errors.js";
import { matrix } from "../../linalg/matrix.js";
import type { Matrix } from "../../linalg/provider.js";

/** Something that happened in a run, in seconds from the time of its first sample. */
export interface DesignEvent {
  readonly onsetS: number;
  readonly durationS: number;
  readonly label: string;
}

/** Settings of {@link eventDesign}. */
export interface EventDesignOptions {
  /** Samples of the run. */
  readonly samples: number;
  /** Seconds from sample to sample; sample k is at k · tr. */
  readonly tr: number;
  /** The columns. Default: the labels that occur, sorted. */
  readonly labels?: readonly string[] | undefined;
}

/**
 * One regressor per kind of event: 1 in the samples with onset ≤ k · tr < onset + duration, else 0. Times that are alike
 * to a millionth of a sample are the same: 3 · 0.7 s is 2.1 s, though not in binary numbers.
 *
 * @returns The labels, and a design of samples × labels.
 * @throws ArgumentError for a tr that is not positive, an event without onset or duration, and a label that is not listed.
 */
export function eventDesign(
  events: readonly DesignEvent[],
  { samples, tr, labels = [...new Set(events.map(({ label }) => label))].sort() }: EventDesignOptions,
): { readonly labels: readonly string[]; readonly design: Matrix } {
  if (!(tr > 0 && Number.isFinite(tr))) {
    throw new ArgumentError({ argument: "tr", expected: "seconds above 0", found: String(tr) });
  }
  const design = matrix(samples, labels.length);
  for (const { onsetS, durationS, label } of events) {
    const column = labels.indexOf(label);
    if (column < 0 || !Number.isFinite(onsetS) || !(durationS >= 0)) {
      const found = `"${label}" at ${onsetS} s for ${durationS} s`;
      throw new ArgumentError({ argument: "events", expected: `onset and duration of ${labels.join(", ")}`, found });
    }
    const end = Math.min(samples, firstSample(onsetS + durationS, tr));
    for (let sample = Math.max(0, firstSample(onsetS, tr)); sample < end; sample++) {
      design.values[sample * labels.length + column] = 1;
    }
  }
  return { labels, design };
}

/** The first sample at a time or after it. */
function firstSample(timeS: number, tr: number): number {
  return Math.ceil(timeS / tr - 1e-6);
}
