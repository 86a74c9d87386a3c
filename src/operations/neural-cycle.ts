import * as z from "zod/mini";
import { ArgumentError } from "../errors.js";
import { cyclePhase } from "../signals/cycle-phase.js";
import { integrateTrace } from "../signals/integrate-trace.js";
import { intervalMask } from "../signals/interval-mask.js";
import { scoreTimes } from "../signals/score-times.js";
import { circularMean, wrapAngle } from "../stats/circular-mean.js";
import { mean } from "../stats/mean.js";
import type { TableBatch } from "../tables/batch.js";
import { datasetOf, type Recording } from "../tables/open-dataset.js";
import { readAnalysis } from "../tables/read-analysis.js";
import type { Row } from "../tables/tables.js";
import { batchesOf } from "./batches-of.js";
import type { Operation, RunContext } from "./operation.js";
import { readStates, type States } from "./read-states.js";
import { recordingReader } from "./recording-reader.js";

const params = z.strictObject({
  analysis: z
    .optional(z.string())
    .check(z.describe("Which result of principal-components, of differentiated traces. Default: the only one.")),
  plane: z
    ._default(z.tuple([z.int().check(z.positive()), z.int().check(z.positive())]), [1, 2])
    .check(z.describe("The two components whose plane the phase is taken in.")),
  count: z._default(z.int().check(z.positive()), 3).check(z.describe("Components to integrate, the largest first.")),
  event_kind: z._default(z.string(), "state").check(z.describe("Events that mark the states, by their kind.")),
  reference: z._default(z.string(), "FWD").check(z.describe("The state whose mean phase is 0.")),
});

type Params = z.infer<typeof params>;
type Trajectory = Row<"cycle_trajectories">;

/**
 * The cycle of motor states in the space of a few components of the time derivatives (Kato et al. 2015): temporal
 * components integrated over time, their phase in a plane, and where on the circle each state lies.
 */
export const neuralCycle: Operation<Params> = {
  name: "neural-cycle",
  summary: "Components of differentiated traces integrated over time, their rotation, and each state's place on it.",
  params,
  reads: ["recordings", "events", "clocks", "components", "component_scores"],
  writes: ["cycle_trajectories", "cycles", "cycle_states"],
  partitionBy: "recording_id",
  async *run(input, chosen, context) {
    for await (const recording of datasetOf(input).recordings()) yield* cycleOf(recording, chosen, context);
  },
};

async function* cycleOf(recording: Recording, choice: Params, context: RunContext): AsyncGenerator<TableBatch> {
  const reader = recordingReader(recording.tables, recording.row);
  const { analysis, plane, count, event_kind: kind, reference } = choice;
  const states = await readStates(reader, { kind });
  if (!states.has(reference)) {
    const message = `has no event of kind ${kind} labelled ${reference}`;
    context.onProgress({ kind: "note", task: "neural-cycle", item: recording.row.recording_id, message });
    return;
  }
  const options = { operation: "principal-components", analysis, signal: context.signal };
  const scores = [...(await readAnalysis(reader, "component_scores", options))];
  const shares = await readAnalysis(reader, "components", options);
  const timeS = await scoreTimes(reader, scores[0]!);
  const shareOf = (component: number) => shares.find((row) => row.component === component)!.variance_share;
  const trajectories: Trajectory[] = scores
    .sort((a, b) => a.component - b.component)
    .filter(({ component }) => component <= count || plane.includes(component))
    .map((row) => ({
      ...row,
      sign: 1,
      variance_share: shareOf(row.component),
      values: integrateTrace(row.values, timeS),
    }));
  const axes = plane.map((component) => trajectories.findIndex((row) => row.component === component));
  if (axes.includes(-1) || axes[0] === axes[1]) {
    const expected = `two different components of ${trajectories.length}`;
    throw new ArgumentError({ argument: "plane", expected, found: plane.join(", ") });
  }
  const [x, y] = axes as [number, number];
  // the first axis is turned so that the reference lies left, the second so that time goes with rising phase
  const inReference = intervalMask(timeS, states.get(reference)!);
  const atReference = mean(trajectories[x]!.values.filter((_, sample) => inReference[sample] === 1));
  trajectories[x] = turned(trajectories[x]!, atReference > 0 ? -1 : 1);
  const { phase, secondSign, netTurns, travelledTurns } = cyclePhase(trajectories[x]!.values, trajectories[y]!.values);
  trajectories[y] = turned(trajectories[y]!, secondSign);
  const key = { dataset_id: recording.row.dataset_id, recording_id: recording.row.recording_id };
  yield* batchesOf("cycle_trajectories", trajectories);
  const duration = timeS.at(-1)! - timeS[0]!;
  yield* batchesOf("cycles", [
    {
      ...key,
      components: scores[0]!.analysis_id,
      component_x: plane[0],
      component_y: plane[1],
      reference,
      net_turns: netTurns,
      travelled_turns: travelledTurns,
      rotation_consistency: travelledTurns > 0 ? netTurns / travelledTurns : 0,
      mean_turn_s: netTurns > 0 ? duration / netTurns : null,
      n_samples: phase.length,
    },
  ]);
  const places = statePlaces(phase, timeS, { states, reference });
  yield* batchesOf(
    "cycle_states",
    places.map((place) => ({ ...key, ...place })),
  );
}

function turned(trajectory: Trajectory, sign: 1 | -1): Trajectory {
  return { ...trajectory, sign, values: trajectory.values.map((value) => value * sign) };
}

/** Mean phase of each state from the reference on, in the order in which they come. */
function statePlaces(
  phase: Float64Array,
  timeS: Float64Array,
  { states, reference }: { readonly states: States; readonly reference: string },
) {
  const found = [...states].flatMap(([state, intervals]) => {
    const mask = intervalMask(timeS, intervals);
    const { angle, resultant, n } = circularMean(phase.filter((_, sample) => mask[sample] === 1));
    return n === 0 ? [] : [{ state, angle, resultant, n_samples: n }];
  });
  const zero = found.find(({ state }) => state === reference)?.angle ?? Number.NaN;
  return found
    .map(({ angle, ...rest }) => ({ ...rest, phase_degrees: (wrapAngle(angle - zero) * 180) / Math.PI }))
    .sort((a, b) => a.phase_degrees - b.phase_degrees)
    .map((row, index) => ({ ...row, place: index + 1 }));
}
