import * as z from "zod/mini";
import { nearestNames, SchemaError } from "../errors.js";
import { parseWithSchema } from "../manifest/schema-issues.js";
import type { StepFamily } from "../signals/processing/process-traces.js";
import { processingPresets } from "../signals/processing/processing-presets.js";
import type { ProcessingStep } from "../signals/processing/step.js";
import { timeWindow } from "./time-window.js";

const above0 = z.number().check(z.positive());
const whole = z.int().check(z.positive());

const widthS = z.optional(above0).check(z.describe("Length of the window, standard deviation or time constant, s."));
const widthSamples = (count: z.ZodMiniNumber) =>
  z.optional(count).check(z.describe("The same in samples; it means another time at each rate."));
const alignment = z
  .enum(["causal", "centred"])
  .check(z.describe("causal: only samples up to the one in question; centred: both sides."));
const window = { width_s: widthS, width_samples: widthSamples(above0), alignment };
const grid = {
  rate_hz: z.optional(above0).check(z.describe("Samples per second of the grid; or give step_s.")),
  step_s: z.optional(above0).check(z.describe("Seconds between samples of the grid; or give rate_hz.")),
  largest_gap_s: z
    .optional(above0)
    .check(z.describe("Samples further apart have a gap between them. Default: three median steps.")),
};
const blocks = {
  ...grid,
  stamp: z
    .optional(z.enum(["mean", "beginning"]))
    .check(z.describe("What stands for a block: the mean time of its samples, or its beginning. Default: mean.")),
};
const over = z
  .optional(timeWindow)
  .check(z.describe("Seconds whose samples count, for example a training range. Default: all."));
const baseline = {
  baseline: z
    .enum(["percentile", "running-percentile", "mean"])
    .check(z.describe("F0: one percentile, one per sample in a window, or one mean.")),
  percentile: z
    .optional(z.number().check(z.minimum(0), z.maximum(100)))
    .check(z.describe("Percentile of the baseline, 0 to 100. Default: 20.")),
  width_s: z.optional(above0).check(z.describe("Window of the running percentile, s.")),
  alignment: z.optional(z.enum(["causal", "centred"])).check(z.describe("Where the window of a running one lies.")),
  over,
};

/** The settings of every step, by family and method; the family's own key holds the method. */
export const stepSettings: Readonly<Record<StepFamily, Readonly<Record<string, z.core.$ZodLooseShape>>>> = {
  smooth: {
    moving: { ...window, width_samples: widthSamples(whole) },
    hann: window,
    gaussian: window,
    exponential: {
      ...window,
      alpha: z
        .optional(z.number().check(z.positive(), z.maximum(1)))
        .check(z.describe("Weight of a new sample, in place of a width.")),
    },
  },
  resample: { linear: grid, cubic: grid, "block-mean": blocks, "block-sum": blocks, "anti-aliased": grid },
  transform: {
    decibels: {
      reference: z.optional(above0).check(z.describe("The amplitude that is 0 dB; or give highest.")),
      highest: z
        .optional(z.number())
        .check(z.describe("The level of the largest sample of the trace, dB; or give reference.")),
      floor: z
        .optional(z.number())
        .check(z.describe("Levels below it are raised to it, dB. Default: samples that are 0 have no level.")),
    },
    "square-root": {},
  },
  normalise: {
    "z-score": {
      over,
      divisor: z.optional(z.enum(["n", "n-1"])).check(z.describe("Of the standard deviation. Default: n.")),
    },
    "causal-z-score": {
      settle_s: z.optional(above0).check(z.describe("Seconds at the beginning that get no value. Default: 0.")),
    },
    robust: { over },
    dff: baseline,
    "f-over-f0": baseline,
  },
  differentiate: {
    gradient: { largest_gap_s: grid.largest_gap_s },
    "total-variation": {
      weight: above0.check(z.describe("Of the variation of the slope, in units of the trace times s².")),
      largest_gap_s: grid.largest_gap_s,
    },
  },
  detrend: { mean: {}, linear: {} },
  impute: {
    linear: {
      largest_gap_s: z
        .optional(above0)
        .check(z.describe("Neighbours further apart leave the samples between them missing. Default: any distance.")),
    },
    mean: {},
    "low-rank": { rank: whole.check(z.describe("Number of components of the model; below the number of traces.")) },
  },
};

/** What a list of steps may be, in words. */
export const processingWords = `A preset (${Object.keys(processingPresets).join(", ")}), or steps in order, each with one of ${Object.keys(stepSettings).join(", ")}, as {smooth: moving, width_s: 5, alignment: causal}`;

/**
 * A list of processing steps, or the name of a preset, which becomes its steps: the parameter `processing` of operations
 * on channels.
 */
export const processingParam = z.pipe(
  z.union([z.string(), z.array(z.record(z.string(), z.unknown())).check(z.minLength(1))]),
  z.transform((given, context): readonly ProcessingStep[] => {
    if (typeof given === "string") {
      const preset = Object.hasOwn(processingPresets, given) ? processingPresets[given] : undefined;
      if (preset) return preset.steps;
      const message = noneNamed("preset", given, Object.keys(processingPresets));
      context.issues.push({ code: "custom", message, input: given });
      return [];
    }
    return given.map((step, index) => {
      for (const message of stepIssues(step)) {
        context.issues.push({ code: "custom", message, path: [index], input: step });
      }
      return step as unknown as ProcessingStep;
    });
  }),
);

/**
 * Checks processing steps that come from JSON or YAML.
 *
 * @param given - A list of steps, or the name of a preset.
 * @throws SchemaError with every problem; unknown names tell the known ones.
 */
export function parseProcessing(given: unknown, file = "processing"): readonly ProcessingStep[] {
  const parsed = parseWithSchema(processingParam, given);
  if ("value" in parsed) return parsed.value;
  throw new SchemaError({ file, issues: parsed.issues });
}

function stepIssues(step: Readonly<Record<string, unknown>>): readonly string[] {
  const known = Object.keys(stepSettings) as StepFamily[];
  const own = known.filter((family) => Object.hasOwn(step, family));
  const [family] = own;
  if (!family || own.length > 1) {
    const found = own.length > 1 ? own.join(" and ") : Object.keys(step).join(", ") || "nothing";
    return [`a step has one of ${known.join(", ")}, found ${found}`];
  }
  const methods = stepSettings[family];
  const method = step[family];
  if (typeof method !== "string" || !Object.hasOwn(methods, method)) {
    return [`${family}: ${noneNamed("method", String(method), Object.keys(methods))}`];
  }
  const shape = methods[method]!;
  const issues: string[] = [];
  for (const name of Object.keys(step)) {
    if (name !== family && !Object.hasOwn(shape, name)) {
      const takes = Object.keys(shape).join(", ") || "no setting";
      issues.push(`${family} ${method} has no setting named "${name}"; it takes ${takes}`);
    }
  }
  const parsed = parseWithSchema(z.object(shape as z.core.$ZodShape), step);
  if ("issues" in parsed) issues.push(...parsed.issues);
  return [...issues, ...choiceIssues(family, shape, step)];
}

/** Settings of which one must be given, or which go together: what a schema of single values does not say. */
function choiceIssues(family: StepFamily, shape: object, step: Readonly<Record<string, unknown>>): readonly string[] {
  const alternatives: Readonly<Partial<Record<StepFamily, readonly string[]>>> = {
    smooth: ["width_s", "width_samples", "alpha"],
    resample: ["rate_hz", "step_s"],
    transform: ["reference", "highest"],
  };
  const choices = (alternatives[family] ?? []).filter((name) => Object.hasOwn(shape, name));
  const given = choices.filter((name) => step[name] !== undefined);
  if (choices.length > 0 && given.length !== 1) {
    return [`give one of ${choices.join(", ")}, found ${given.join(" and ") || "none"}`];
  }
  if (step.baseline === "running-percentile" && (step.width_s === undefined || step.alignment === undefined)) {
    return ["the baseline running-percentile needs width_s and alignment"];
  }
  return [];
}

function noneNamed(kind: string, name: string, known: readonly string[]): string {
  const nearest = nearestNames(name, known);
  return `no ${kind} named "${name}"; ${nearest.length > 0 ? `nearest: ${nearest.join(", ")}` : `known: ${known.join(", ")}`}`;
}
