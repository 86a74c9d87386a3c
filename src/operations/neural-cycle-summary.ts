import * as z from "zod/mini";
import { circularMean } from "../stats/circular-mean.js";
import { byScope, groupRows } from "../tables/group-rows.js";
import { readAnalysis } from "../tables/read-analysis.js";
import { batchesOf } from "./batches-of.js";
import type { Operation } from "./operation.js";

const params = z.strictObject({
  analysis: z.optional(z.string()).check(z.describe("Which result of neural-cycle. Default: the only one.")),
});

/** Where each state lies on the cycle across recordings, and how much they agree. */
export const neuralCycleSummary: Operation<z.infer<typeof params>> = {
  name: "neural-cycle-summary",
  summary: "Place of each state on the cycle over the recordings of each dataset, and of all, and how they agree.",
  params,
  reads: ["cycle_states"],
  writes: ["cycle_state_summaries"],
  async *run(input, { analysis }, { signal }) {
    const states = await readAnalysis(input, "cycle_states", { operation: "neural-cycle", analysis, signal });
    const rows = byScope(states).flatMap(([scope, inScope]) =>
      [...groupRows(inScope, ({ state }) => state)].map(([state, group]) => {
        const { angle, resultant, n } = circularMean(group.map(({ phase_degrees }) => (phase_degrees * Math.PI) / 180));
        return { scope, state, phase_degrees: (angle * 180) / Math.PI, resultant, n_recordings: n };
      }),
    );
    yield* batchesOf("cycle_state_summaries", rows);
  },
};
