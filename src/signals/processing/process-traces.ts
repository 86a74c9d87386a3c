import { ArgumentError, UnknownNameError } from "../../errors.js";
import type { LinalgProvider } from "../../linalg/provider.js";
import { checkSameLength } from "../../stats/check-same-length.js";
import { medianStep } from "../resample.js";
import { detrend } from "./detrend.js";
import { differentiate } from "./differentiate.js";
import { impute } from "./impute.js";
import { normalise } from "./normalise.js";
import { resampleTraces } from "./resample-traces.js";
import { smooth } from "./smooth.js";
import type {
  DetrendStep,
  DifferentiateStep,
  ImputeStep,
  NormaliseStep,
  ProcessedTrace,
  ProcessingStep,
  ResampleStep,
  SmoothStep,
  TransformStep,
} from "./step.js";
import { transform } from "./transform.js";

/** A trace as it is recorded. */
export interface RecordedTrace {
  /** Seconds from the start of the recording, never falling; one per sample. */
  readonly timeS: Float64Array;
  /** NaN where a sample is missing. */
  readonly values: ArrayLike<number>;
}

/** Settings of {@link processTraces}. */
export interface ProcessTracesOptions {
  /** What low-rank imputation computes with. */
  readonly linalg: LinalgProvider;
}

/** The families of steps; a step has exactly one of these keys, and it holds the method. */
export type StepFamily = "smooth" | "resample" | "transform" | "normalise" | "differentiate" | "detrend" | "impute";

type Family = (
  traces: readonly ProcessedTrace[],
  step: ProcessingStep,
  options: ProcessTracesOptions,
) => readonly ProcessedTrace[];

/** What each family of steps does to the traces of a recording. */
const families: Readonly<Record<StepFamily, Family>> = {
  smooth: (traces, step) => traces.map((trace) => smooth(trace, step as SmoothStep)),
  resample: (traces, step) => resampleTraces(traces, step as ResampleStep),
  transform: (traces, step) => traces.map((trace) => transform(trace, step as TransformStep)),
  normalise: (traces, step) => traces.map((trace) => normalise(trace, step as NormaliseStep)),
  differentiate: (traces, step) => traces.map((trace) => differentiate(trace, step as DifferentiateStep)),
  detrend: (traces, step) => traces.map((trace) => detrend(trace, step as DetrendStep)),
  impute: (traces, step, options) => impute(traces, step as ImputeStep, options),
};

/**
 * The traces of one recording after each of the steps in turn, in float64. What a method does to missing samples and
 * gaps is told where it is defined: `smooth`, `resampleTraces`, `transform`, `normalise`, `differentiate`,
 * `detrend`, `impute`. No step but an imputation fills a sample.
 *
 * @param traces - One per channel; they may be on different clocks.
 * @param steps - Plain data, checked by the steps themselves.
 * @throws ArgumentError for settings that cannot be meant, stamps that fall and lengths that differ; UnknownNameError for
 *   a step of no family; NumericError when a method does not converge.
 */
export function processTraces(
  traces: readonly RecordedTrace[],
  steps: readonly ProcessingStep[],
  options: ProcessTracesOptions,
): readonly ProcessedTrace[] {
  const recorded = traces.map(({ timeS, values }, index): ProcessedTrace => {
    checkSameLength(`traces[${index}].values`, values, `traces[${index}].timeS`, timeS);
    medianStep(timeS);
    return { timeS, values: Float64Array.from(values), filled: new Uint8Array(values.length) };
  });
  return steps.reduce<readonly ProcessedTrace[]>(
    (current, step) => families[familyOf(step)](current, step, options),
    recorded,
  );
}

/**
 * {@link processTraces} of a single trace.
 *
 * @throws as it does.
 */
export function processTrace(
  trace: RecordedTrace,
  steps: readonly ProcessingStep[],
  options: ProcessTracesOptions,
): ProcessedTrace {
  return processTraces([trace], steps, options)[0]!;
}

/**
 * The family that a step belongs to.
 *
 * @throws UnknownNameError when it has none of the keys; ArgumentError when it has several.
 */
export function familyOf(step: ProcessingStep): StepFamily {
  const known = Object.keys(families) as StepFamily[];
  const own = known.filter((family) => Object.hasOwn(step, family));
  if (own.length === 1) return own[0]!;
  if (own.length > 1) {
    throw new ArgumentError({ argument: "step", expected: "one of the families", found: own.join(" and ") });
  }
  throw new UnknownNameError({ kind: "processing step", name: Object.keys(step).join(" "), known });
}
