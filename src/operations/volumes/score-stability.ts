import * as z from "zod/mini";
import { EmptyResultError } from "../../errors.js";
import { scoreStability } from "../../volumes/metrics/score-stability.js";
import { batchesOf } from "../batches-of.js";
import type { Operation } from "../operation.js";
import { readScoreRecords } from "./read-score-records.js";

const params = z.strictObject({
  analyses: z
    .array(z.string())
    .check(
      z.minLength(2),
      z.describe(
        "Results of score-instances, one for each run of a method; three are what the reference evaluation takes.",
      ),
    ),
});

/** Mean and population standard deviation of every score over runs of one method, for each sample and set that all have. */
export const scoreStabilityOperation: Operation<z.infer<typeof params>> = {
  name: "score-stability",
  summary: "Mean and standard deviation of scores over several prediction runs, for each sample and set.",
  params,
  reads: ["scores"],
  writes: ["scores"],
  async *run(input, { analyses }, { signal, onProgress }) {
    const all = await readScoreRecords(input, analyses, { signal });
    const units = [...new Set(all.map(({ unit }) => unit))];
    let count = 0;
    for (const unit of units) {
      const runs = analyses.flatMap((name) => all.filter((one) => one.analysis === name && one.unit === unit));
      if (runs.length < analyses.length) {
        const message = `left out, it is in ${runs.length} of ${analyses.length} runs`;
        onProgress({ kind: "note", task: "score-stability", item: unit, message });
        continue;
      }
      count++;
      const { scores, rule } = scoreStability(runs.map(({ record }) => record));
      const protocol = `${runs[0]!.protocol}; over ${runs.length} runs (${rule} rule)`;
      const about = { unit_id: unit, element: 0, threshold: null, instance: null, reason: null, protocol };
      const rows = Object.entries(scores).flatMap(([metric, { mean, standardDeviation }]) => [
        { ...about, metric: `${metric}.mean`, value: mean },
        { ...about, metric: `${metric}.standard_deviation`, value: standardDeviation },
      ]);
      yield* batchesOf("scores", rows);
    }
    if (count === 0) {
      const next = "no sample was scored in all of them";
      throw new EmptyResultError({ what: `scores that ${analyses.join(", ")} share`, next });
    }
  },
};
