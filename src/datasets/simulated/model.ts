import * as z from "zod/mini";
import { SchemaError } from "../../errors.js";

const positive = z.number().check(z.positive());
const share = z.number().check(z.gte(0), z.lte(1));

/**
 * The planted model. A Markov chain over behavioural states drives every neuron of a class with the class's gain in
 * the current state; the drive passes a first-order calcium filter (rise or decay time constant), and slow drift and
 * white noise are added. Traces are in units of dF/F, velocity in mm/s.
 */
const simulatedModelSchema = z.object({
  seed: z.string(),
  recordings: z.int().check(z.positive()),
  samples: z.int().check(z.gte(2)),
  sampling_rate_hz: positive,
  /** Time constants of the calcium filter where the drive is above and below the current value. */
  rise_s: positive,
  decay_s: positive,
  noise_sd: z.number().check(z.gte(0)),
  /** Stationary standard deviation and correlation time of the drift of each trace. */
  drift_sd: z.number().check(z.gte(0)),
  drift_s: positive,
  /** Standard deviation of the noise of the velocity, and the time constant with which it follows the state. */
  velocity_noise_mm_s: z.number().check(z.gte(0)),
  velocity_tau_s: positive,
  /** Share of the named neurons that get their name in a recording; the others stay in it without a label. */
  labelled_share: share,
  /** Neurons that never get a name; their gains are drawn at random. */
  unlabelled: z.int().check(z.gte(0)),
  states: z.record(
    z.string(),
    z.object({ mean_dwell_s: positive, velocity_mm_s: z.number(), next: z.record(z.string(), share) }),
  ),
  neurons: z.array(
    z.object({
      neuron_class: z.string(),
      members: z.array(z.string()).check(z.minLength(1)),
      gain: z.record(z.string(), z.number()),
    }),
  ),
});

export type SimulatedModel = z.infer<typeof simulatedModelSchema>;

/** Reads the model out of a manifest's fact `model`; throws a {@link SchemaError} that names each wrong field. */
export function simulatedModel(value: unknown, file: string): SimulatedModel {
  const parsed = simulatedModelSchema.safeParse(value);
  if (!parsed.success) {
    const issues = parsed.error.issues.map((issue) => `facts.model.${issue.path.join(".")}: ${issue.message}`);
    throw new SchemaError({ file, issues });
  }
  const model = parsed.data;
  const issues = [...chainIssues(model)];
  if (issues.length > 0) throw new SchemaError({ file, issues });
  return model;
}

function* chainIssues(model: SimulatedModel): Generator<string> {
  const names = Object.keys(model.states);
  if (names.length === 0) yield "facts.model.states: expected at least one state";
  for (const [state, { next }] of Object.entries(model.states)) {
    const total = Object.values(next).reduce((sum, value) => sum + value, 0);
    if (Math.abs(total - 1) > 1e-9)
      yield `facts.model.states.${state}.next: expected shares that sum to 1, found ${total}`;
    for (const target of Object.keys(next)) {
      if (!names.includes(target)) yield `facts.model.states.${state}.next: no state named "${target}"`;
    }
  }
}
