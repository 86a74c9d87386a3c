import * as z from "zod/mini";
import { circularShifts } from "../signals/circular-shifts.js";
import { stateTuning as tuneTrace } from "../signals/state-tuning.js";
import { benjaminiHochberg } from "../stats/benjamini-hochberg.js";
import { medianStep } from "../stats/median-step.js";
import { datasetOf, type Recording } from "../tables/open-dataset.js";
import type { Row } from "../tables/tables.js";
import { batchesOf } from "./batches-of.js";
import { channelChoice } from "./channel-choice.js";
import { numberOrNull } from "./number-or-null.js";
import type { Operation, RunContext } from "./operation.js";
import { readChannels, type SampledChannel } from "./read-channels.js";
import { readStates, stateMasks } from "./read-states.js";
import { recordingReader } from "./recording-reader.js";
import { contrastGroups, contrastName, eachAgainstRest, type StateContrast, stateContrast } from "./state-contrast.js";

const params = z.strictObject({
  ...channelChoice,
  event_kind: z._default(z.string(), "state").check(z.describe("Events that mark the states, by their kind.")),
  contrasts: z
    .optional(z.array(stateContrast).check(z.minLength(1)))
    .check(z.describe("Pairs of states to compare. Default: each state against every sample outside of it.")),
  n_shifts: z
    ._default(z.int().check(z.positive(), z.maximum(1_000_000)), 999)
    .check(z.describe("Circular shifts of the states that a p value is counted from; all there are, where fewer.")),
  minimum_shift_s: z
    ._default(z.number().check(z.positive()), 30)
    .check(z.describe("Least shift in seconds, either way round; longer than activity remembers itself.")),
});

type Params = z.infer<typeof params>;

/** Tuning of each channel to behavioural states: effect size, area under the curve, p by circular shifts, q. */
export const stateTuning: Operation<Params> = {
  name: "state-tuning",
  summary: "Tuning of each channel to pairs of states: effect size, ROC area, p value by circular shifts, q value.",
  params,
  reads: ["recordings", "channels", "signals", "clocks", "processed_signals", "events"],
  writes: ["state_tuning"],
  partitionBy: "recording_id",
  usesRandom: true,
  async *run(input, chosen, context) {
    for await (const recording of datasetOf(input).recordings()) {
      yield* batchesOf("state_tuning", await tuneRecording(recording, chosen, context));
    }
  },
};

async function tuneRecording(
  recording: Recording,
  choice: Params,
  context: RunContext,
): Promise<readonly Row<"state_tuning">[]> {
  const { event_kind: kind, window } = choice;
  const states = await readStates(recordingReader(recording.tables, recording.row), { kind, window });
  const note = (message: string) =>
    context.onProgress({ kind: "note", task: "state-tuning", item: recording.row.recording_id, message });
  if (states.size === 0) {
    note(`has no event of kind ${kind} with a label`);
    return [];
  }
  const isThere = (side: StateContrast["state"]) => [side].flat().some((label) => states.has(label));
  const contrasts = (choice.contrasts ?? eachAgainstRest(states)).filter(({ state, against }) => {
    const absent = [state, against ?? state].filter((side) => !isThere(side)).map(contrastName);
    if (absent.length > 0) note(`has no event of kind ${kind} labelled ${[...new Set(absent)].join(", ")}`);
    return absent.length === 0;
  });
  const channels = await readChannels(recording, { choice, defaultKinds: ["neuron"], context });
  const shiftsOf = shiftCache(choice, context);
  const maskOf = stateMasks(states);
  const events = (side: string | readonly string[]) =>
    [side].flat().reduce((sum, label) => sum + (states.get(label)?.length ?? 0), 0);
  return contrasts.flatMap((contrast) => {
    const found = channels.map((channel) => {
      const shifts = shiftsOf(channel);
      return { shifts, ...tuneTrace(channel.values, contrastGroups(contrast, channel, maskOf), shifts) };
    });
    const q = benjaminiHochberg(found.map(({ p }) => p));
    return channels.map(({ row }, index) => {
      const { state, against, difference, effect, auc, p, shifts } = found[index]!;
      return {
        dataset_id: recording.row.dataset_id,
        recording_id: recording.row.recording_id,
        channel_index: row.channel_index,
        state: contrastName(contrast.state),
        against: contrastName(contrast.against),
        name: row.name,
        neuron_class: row.neuron_class,
        quantity: row.quantity,
        unit: row.unit,
        mean_state: numberOrNull(state.mean),
        mean_against: numberOrNull(against.mean),
        difference: numberOrNull(difference),
        cohens_d: numberOrNull(effect),
        auc: numberOrNull(auc),
        p_value: numberOrNull(p),
        q_value: numberOrNull(q[index]!),
        n_shifts: shifts.length,
        n_state: state.n,
        n_against: against.n,
        n_events_state: events(contrast.state),
        n_events_against: contrast.against === undefined ? null : events(contrast.against),
      };
    });
  });
}

/** Shifts by length: channels of one clock are turned by the same ones. */
function shiftCache({ n_shifts, minimum_shift_s }: Params, context: RunContext) {
  const known = new Map<string, Int32Array>();
  return ({ row, timeS }: SampledChannel): Int32Array => {
    const key = `${row.clock} ${timeS.length}`;
    const step = medianStep(timeS);
    const minimum = step > 0 ? Math.max(1, Math.ceil(minimum_shift_s / step)) : Math.max(1, timeS.length);
    const random = context.random.derive("shifts", row.clock, timeS.length);
    const shifts = known.get(key) ?? circularShifts(timeS.length, { count: n_shifts, minimum, random });
    known.set(key, shifts);
    return shifts;
  };
}
