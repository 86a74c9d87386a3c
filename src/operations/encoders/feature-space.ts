import * as z from "zod/mini";
import { processingParam } from "../processing-steps.js";

/** Events as series: presence, or counts. */
export const eventChoice = z.strictObject({
  kind: z.string().check(z.describe("Events of this kind, for example state, stimulus, spike.")),
  labels: z
    .optional(z.array(z.string()).check(z.minLength(1)))
    .check(z.describe("A series per label. Default: all that occur.")),
  together: z._default(z.boolean(), false).check(z.describe("One series for all labels, named by the kind.")),
  as: z
    ._default(z.enum(["presence", "count"]), "presence")
    .check(
      z.describe(
        "presence: 1 in the samples from onset to end, of a moment in the sample it falls into; count: how many begin in each sample.",
      ),
    ),
});

/** Lags in seconds, listed, or every sample of a stretch. */
export const lagChoice = z.union([
  z.array(z.number()).check(z.minLength(1)),
  z.strictObject({ from: z.number(), to: z.number() }),
]);

/** Lags in samples, listed, or every one of a stretch. */
export const sampleLagChoice = z.union([
  z.array(z.int()).check(z.minLength(1)),
  z.strictObject({ from: z.int(), to: z.int() }),
]);

const sources = z.optional(z.array(z.string()).check(z.minLength(1)));

/** A feature that is computed from others of its space, sample by sample. */
export const derivedFeature = z.strictObject({
  name: z.string().check(z.minLength(1)),
  norm_of: sources.check(z.describe("Root of the sum of squares: speed of the velocities along axes.")),
  sum_of: sources.check(z.describe("Sum.")),
  product_of: sources.check(z.describe("Product; of one with itself its square.")),
  keep_sources: z._default(z.boolean(), true).check(z.describe("false: what it is made of is no feature by itself.")),
});

/** A named set of features. */
export const featureSpace = z.strictObject({
  name: z.string().check(z.minLength(1)),
  channels: z.optional(z.union([z.enum(["all", "named"]), z.array(z.string()).check(z.minLength(1))])),
  kinds: z.optional(z.array(z.string()).check(z.minLength(1))),
  quantity: z.optional(z.string()),
  analysis: z.optional(z.string()),
  processing: z.optional(processingParam),
  events: z.optional(z.array(eventChoice).check(z.minLength(1))),
  derive: z.optional(z.array(derivedFeature).check(z.minLength(1))),
  hrf: z.optional(z.enum(["canonical"])),
  lags_s: z.optional(lagChoice),
  lags_samples: z.optional(sampleLagChoice),
});

export type EventChoice = z.infer<typeof eventChoice>;
export type LagChoice = z.infer<typeof lagChoice>;
export type SampleLagChoice = z.infer<typeof sampleLagChoice>;
export type DerivedFeature = z.infer<typeof derivedFeature>;
export type FeatureSpace = z.infer<typeof featureSpace>;
