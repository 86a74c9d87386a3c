import * as z from "zod/mini";
import { channelChoice } from "../channel-choice.js";

const positive = z.number().check(z.positive());
const words = z.array(z.string()).check(z.minLength(1));

/** How channels become patterns of conditions, for RDMs and searchlights. */
export const eventParams = {
  ...channelChoice,
  events: z
    .optional(z.string())
    .check(
      z.describe("Kind of the events whose labels are the conditions. Default: the one kind that has three or more."),
    ),
  condition_from: z
    ._default(z.enum(["label", "condition", "text", "stimulus_file"]), "label")
    .check(z.describe("What of an event is its condition.")),
  bins: z
    .optional(
      z.strictObject({
        channel: z.string().check(z.describe("A channel by its name or quantity, for example velocity.")),
        count: z._default(z.int().check(z.minimum(3), z.maximum(1000)), 5).check(z.describe("How many bins.")),
      }),
    )
    .check(
      z.describe(
        "In place of events: conditions are bins of a channel's values, with equal numbers of samples; a stretch of samples in one bin is an observation.",
      ),
    ),
  conditions: z
    .optional(z.array(z.string()).check(z.minLength(3)))
    .check(z.describe("Only these conditions. Default: all.")),
  least_observations: z
    ._default(z.int().check(z.minimum(1)), 1)
    .check(z.describe("Conditions with fewer observations are left out, and noted.")),
  from_onset: z
    .optional(z.strictObject({ start_s: z.number(), end_s: z.number() }))
    .check(
      z.describe(
        "The stretch after the onset that is averaged, for example { start_s: 0, end_s: 1 }. Default: the event's span.",
      ),
    ),
  delay_s: z
    ._default(z.number(), 0)
    .check(z.describe("Moves what is averaged later, for example 5 s of a haemodynamic response.")),
  runs: z
    ._default(z.enum(["separate", "subject", "dataset"]), "separate")
    .check(
      z.describe(
        "Patterns of one recording, or of all recordings of a subject or dataset, whose channels are joined by name (by index where they have none).",
      ),
    ),
  absent: z
    ._default(z.enum(["leave-out", "missing"]), "leave-out")
    .check(z.describe("Channels that some of the joined recordings lack: left out, or missing in their observations.")),
  folds: z
    ._default(z.enum(["auto", "recording", "session", "run", "sequence", "occurrence", "odd-even"]), "auto")
    .check(
      z.describe(
        "What has independent noise: recordings, sessions, runs, sequences of events, the first, second, … occurrence of each condition, or odd and even occurrences. auto: recordings where several are joined, runs or sessions of responses that have some, else occurrences.",
      ),
    ),
  least_mean: z
    .optional(z.number())
    .check(z.describe("Only channels whose mean over all samples is above this: a mask of voxels. Default: all.")),
} as const;

/** Which patterns RDMs are made of. */
export const patternParams = {
  ...eventParams,
  source: z
    ._default(z.enum(["events", "responses", "encoder-weights"]), "events")
    .check(
      z.describe(
        "events: means of channels during events of recordings; responses: patterns that a source holds; encoder-weights: weights of an earlier encode, a pattern per feature.",
      ),
    ),
  sets: z
    .optional(words)
    .check(z.describe("Of responses: only these sets; of encoder-weights: only these analyses. Default: all.")),
  group_by: z
    ._default(z.enum(["none", "region", "kind", "quantity"]), "none")
    .check(z.describe("An RDM for all channels, or one for each region, kind or quantity of channels.")),
  least_channels: z
    ._default(z.int().check(z.minimum(1)), 2)
    .check(z.describe("Sets of fewer channels give no RDM, and are noted.")),
  kind: z
    ._default(z.enum(["measured", "model", "behaviour", "simulated"]), "measured")
    .check(z.describe("What the patterns are; RDMs carry it.")),
} as const;

/** Windows from the onset, for movies of RDMs. */
export const movieParam = z
  .optional(
    z.strictObject({
      start_s: z._default(z.number(), 0).check(z.describe("Beginning of the first bin, from the onset.")),
      end_s: z.number().check(z.describe("Bins end here at the latest.")),
      bin_s: positive.check(z.describe("Length of a bin.")),
    }),
  )
  .check(z.describe("An RDM for every bin of time from the onset, in place of one. Default: one."));

const eventShape = z.strictObject({ ...eventParams, movie: movieParam });
const shape = z.strictObject({ ...patternParams, movie: movieParam });

/** The values of {@link eventParams}, with a movie or without. */
export type EventParams = z.infer<typeof eventShape>;

/** The values of {@link patternParams}, with a movie or without. */
export type PatternParams = z.infer<typeof shape>;
