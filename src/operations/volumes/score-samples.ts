import { ArgumentError } from "../../errors.js";
import type { LabelVolume } from "../../volumes/label-volume.js";
import type { SampleScores } from "../../volumes/metrics/sample-scores.js";
import { scoreInstances } from "../../volumes/metrics/score-instances.js";
import { type ScoreParams, scoreOptionsOf } from "./score-params.js";

/** Whether every neuron of an image is labelled, or some only. */
export type Labelling = "completely" | "partly";

/** Ground truth and prediction of one sample, not read yet. */
export interface SamplePair {
  readonly sample: string;
  /** Null where nobody says. */
  readonly labelling: Labelling | null;
  /** The labels of the ground truth, and which of them are hard to see (null: nobody says). */
  gt(): Promise<{ readonly volume: LabelVolume; readonly dim: readonly number[] | null }>;
  pred(): Promise<LabelVolume>;
}

/** The scores of a sample, and how it was taken to be labelled. */
export interface ScoredSample {
  readonly sample: string;
  readonly labelling: Labelling;
  readonly scores: SampleScores;
}

/** What scoring obeys and tells. */
export interface ScoreSamplesContext {
  readonly signal: AbortSignal;
  /** Hears what is to be known about a sample. */
  readonly onNote: (sample: string, message: string) => void;
}

/**
 * Scores samples one after the other, so that two volumes at a time are in memory.
 *
 * @throws ArgumentError for a sample of which neither the parameters nor anybody else says how it is labelled: scores
 *   would silently be those of the other mode
 */
export async function* scoreSamples(
  pairs: Iterable<SamplePair>,
  params: ScoreParams,
  { signal, onNote }: ScoreSamplesContext,
): AsyncGenerator<ScoredSample> {
  const options = scoreOptionsOf(params);
  for (const pair of pairs) {
    signal.throwIfAborted();
    const { sample } = pair;
    const labelling = labellingOf(pair, params.partly);
    if (pair.labelling !== null && pair.labelling !== labelling) {
      onNote(sample, `scored as labelled ${labelling}, as was asked; it is known to be labelled ${pair.labelling}`);
    }
    const [{ volume, dim }, pred] = await Promise.all([pair.gt(), pair.pred()]);
    const scores = scoreInstances(volume, pred, {
      ...options,
      partly: labelling === "partly",
      ...(dim && { dim }),
    });
    if (scores.reason) onNote(sample, scores.reason);
    for (const { message } of scores.warnings) onNote(sample, message);
    yield { sample, labelling, scores };
  }
}

function labellingOf({ sample, labelling }: SamplePair, partly: boolean | undefined): Labelling {
  if (partly !== undefined) return partly ? "partly" : "completely";
  if (labelling !== null) return labelling;
  throw new ArgumentError({
    argument: "partly",
    expected: "true or false, since nobody says whether all neurons of the sample are labelled",
    found: `nothing for ${sample}`,
  });
}
