import * as z from "zod/mini";
import { ArgumentError, EmptyResultError } from "../../errors.js";
import type { TableReader } from "../../tables/table-reader.js";
import { recordRows } from "../../volumes/metrics/score-rows.js";
import { batchesOf } from "../batches-of.js";
import type { Operation } from "../operation.js";
import { readPublishedScores } from "./read-published-scores.js";
import { readScoreRecords, unitsOverSamples } from "./read-score-records.js";
import type { Labelling } from "./score-samples.js";
import { type SampleRecord, scoresOverSamples } from "./scores-over-samples.js";

const params = z.strictObject({
  analyses: z
    .optional(z.array(z.string()).check(z.minLength(1)))
    .check(z.describe("Results of score-instances whose samples are put together. Default: all.")),
  published: z
    .optional(z.string())
    .check(
      z.describe(
        "A method whose published scores (sample_scores) are put together instead; how samples are labelled is read from volume_samples or volumes.",
      ),
    ),
});

/**
 * Scores over the samples of earlier results, or of published ones: sets by how the samples were scored as labelled, and
 * combined.
 *
 * @throws ArgumentError for results and published scores at once; EmptyResultError where no sample was scored
 */
export const aggregateScoresOperation: Operation<z.infer<typeof params>> = {
  name: "aggregate-scores",
  summary: "Scores over samples that were scored before: labelled completely, labelled partly, combined.",
  params,
  reads: ["scores", "sample_scores", "volume_samples", "volumes"],
  writes: ["scores"],
  async *run(input, { analyses, published }, { signal }) {
    if (analyses && published !== undefined) {
      const [expected, found] = ["analyses, or one published method", `${analyses.join(", ")} and ${published}`];
      throw new ArgumentError({ argument: "published", expected, found });
    }
    const samples =
      published === undefined
        ? await scoredSamples(input, analyses, signal)
        : await readPublishedScores(input, published, { signal });
    for (const { name, record, protocol } of scoresOverSamples(samples)) {
      yield* batchesOf("scores", recordRows(name, record, protocol));
    }
  },
};

async function scoredSamples(
  input: TableReader,
  analyses: readonly string[] | undefined,
  signal: AbortSignal,
): Promise<readonly SampleRecord[]> {
  const records = await readScoreRecords(input, analyses, { signal });
  const ofSamples = records.filter(({ unit }) => !unitsOverSamples.includes(unit));
  if (ofSamples.length === 0) {
    const what = `scores of samples in ${[...new Set(records.map(({ analysis }) => analysis))].join(", ")}`;
    throw new EmptyResultError({ what, next: "name results of score-instances; there are scores over samples only" });
  }
  return ofSamples.map(({ unit: sample, record, protocol }) => {
    return { sample, record, protocol, labelling: labellingOf(protocol) };
  });
}

/** How a sample was scored, as its protocol says. */
function labellingOf(protocol: string): Labelling {
  return /\bpartly labelled\b/.test(protocol) ? "partly" : "completely";
}
