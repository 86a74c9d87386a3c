import { ArgumentError, isNeuroloomError } from "../../errors.js";
import type { Matrix } from "../../linalg/provider.js";
import type { UnknownReason } from "../dissimilarities/rdm.js";
import { dissimilaritiesOf, type RdmPlan, rdmPlan } from "../dissimilarities/rdm-of.js";
import type { RdmOptions } from "../dissimilarities/rdm-options.js";
import type { Patterns } from "../patterns/patterns.js";
import { takeColumns } from "../patterns/take-channels.js";
import type { RdmVectors } from "../rdm-vectors.js";
import { constantColumns } from "./constant-columns.js";
import type { Neighbourhoods } from "./neighbourhoods.js";
import { reducedPatterns } from "./reduced-patterns.js";

/** RDMs of some centres, which live until the next block. */
export interface SearchlightBlock {
  /** Per RDM, its centre. */
  readonly centres: Int32Array;
  /** In the order of `sortedIds`. */
  readonly conditions: readonly string[];
  readonly rdms: RdmVectors;
}

/** Why a centre has no result. */
export type SearchlightReason =
  | UnknownReason
  /** No place around it has a column. */
  | "no-channels"
  /** No channel around it varies over the observations. */
  | "constant-channels"
  /** Its noise covariance is not known, or cannot be inverted. */
  | "singular-noise"
  /** The evaluation of its RDM has no answer. */
  | "not-evaluated";

/** What one centre gives. */
export interface SearchlightRow<T> {
  readonly centre: number;
  readonly nChannels: number;
  /** Null where there is none: the reason says why. */
  readonly result: T | null;
  readonly reason: SearchlightReason | null;
}

/** How a searchlight works. */
export interface SearchlightOptions<T> extends Omit<RdmOptions, "noise" | "noisePerFold"> {
  /** One result per RDM of the block. */
  readonly evaluate: (block: SearchlightBlock) => readonly T[];
  /** The precision of the channels in these columns, for `mahalanobis` and `crossnobis`. */
  readonly noise?: ((columns: Int32Array) => Matrix) | undefined;
  /** The precisions of the fold means of the channels in these columns, for `crossnobis`. */
  readonly noisePerFold?: ((columns: Int32Array) => ReadonlyMap<string, Matrix>) | undefined;
  /** Per place, its column of the patterns; below 0 = it has none. Default: a place is a column. */
  readonly columnOf?: ArrayLike<number> | undefined;
  /** RDMs that are evaluated together. Default: 64. */
  readonly blockSize?: number | undefined;
  /** Numbers of the centres to do, from the first to before the second, for parts of the work. Default: all. */
  readonly range?: readonly [number, number] | undefined;
}

/**
 * An RDM around every centre, evaluated and let go: what is held is one block of RDMs, whatever the number of centres.
 * A centre whose channels are missing or constant, or whose RDM is not known for every pair, gives a row with a reason; it
 * never ends the map. Rows come in the order of the centres, and do not depend on blocks or ranges.
 *
 * @param data - Patterns of all channels, and the places around every centre.
 * @throws ArgumentError and UnknownNameError as `rdmOf`, when a precision is given to a method without one, or `evaluate`
 *   gives another number of results than it got RDMs.
 */
export function* searchlight<T>(
  data: { readonly patterns: Patterns; readonly neighbourhoods: Neighbourhoods },
  options: SearchlightOptions<T>,
): Generator<SearchlightRow<T>, void> {
  const { neighbourhoods } = data;
  const { evaluate, noise, noisePerFold, columnOf, blockSize = 64, range, ...rdmOptions } = options;
  const centres = neighbourhoods.centres;
  const [first, end] = range ?? [0, centres.length];
  if (noise || noisePerFold) checkTakesNoise(rdmOptions.method, Boolean(noisePerFold));
  const constant = constantColumns(data.patterns.values);
  const { patterns, plan } = reducedPatterns(data.patterns, rdmPlan(data.patterns, rdmOptions), rdmOptions);
  const pairs = (plan.design.conditions.length * (plan.design.conditions.length - 1)) / 2;
  for (let start = first; start < end; start += blockSize) {
    const lights: Light[] = [];
    for (let position = start; position < Math.min(end, start + blockSize); position++) {
      const places = neighbourhoods.around(position);
      const columns = (columnOf ? places.map((place) => columnOf[place] ?? -1) : places).filter(
        (column) => column >= 0 && column < patterns.values.columns,
      );
      lights.push({ centre: centres[position]!, columns, ...rdmAround(columns) });
    }
    yield* evaluated(lights, { evaluate, pairs, conditions: plan.design.conditions });
  }

  function rdmAround(columns: Int32Array): Pick<Light, "distances" | "reason"> {
    if (columns.length === 0) return { distances: null, reason: "no-channels" };
    if (columns.every((column) => constant[column])) return { distances: null, reason: "constant-channels" };
    try {
      const settings = { ...plan.settings, noise: noise?.(columns), noisePerFold: noisePerFold?.(columns) };
      const local: RdmPlan = { ...plan, settings };
      const { distances, unknown } = dissimilaritiesOf(takeColumns(patterns.values, columns), local);
      const [pair] = unknown;
      return pair ? { distances: null, reason: pair.reason } : { distances, reason: null };
    } catch (error) {
      if (isNeuroloomError(error, "numeric")) return { distances: null, reason: "singular-noise" };
      throw error;
    }
  }
}

/** What is known of a centre before it is evaluated. */
interface Light {
  readonly centre: number;
  readonly columns: Int32Array;
  readonly distances: Float64Array | null;
  readonly reason: SearchlightReason | null;
}

interface Evaluation<T> {
  readonly evaluate: SearchlightOptions<T>["evaluate"];
  readonly pairs: number;
  readonly conditions: readonly string[];
}

function* evaluated<T>(lights: readonly Light[], evaluation: Evaluation<T>): Generator<SearchlightRow<T>, void> {
  const known = lights.filter(({ distances }) => distances);
  const results = new Map<Light, T | null>();
  try {
    resultsOf(known, evaluation).forEach((result, k) => {
      results.set(known[k]!, result);
    });
  } catch (error) {
    if (!isNeuroloomError(error, "numeric")) throw error;
    // one RDM of the block has no answer: the others have theirs
    for (const light of known) results.set(light, known.length > 1 ? resultAlone(light, evaluation) : null);
  }
  for (const light of lights) {
    const result = results.get(light) ?? null;
    const reason = light.reason ?? (result === null ? "not-evaluated" : null);
    yield { centre: light.centre, nChannels: light.columns.length, result, reason };
  }
}

function resultAlone<T>(light: Light, evaluation: Evaluation<T>): T | null {
  try {
    return resultsOf([light], evaluation)[0]!;
  } catch (error) {
    if (isNeuroloomError(error, "numeric")) return null;
    throw error;
  }
}

function resultsOf<T>(lights: readonly Light[], { evaluate, pairs, conditions }: Evaluation<T>): readonly T[] {
  if (lights.length === 0) return [];
  const values = new Float64Array(lights.length * pairs);
  lights.forEach(({ distances }, k) => {
    values.set(distances!, k * pairs);
  });
  const rdms = { nConditions: conditions.length, nRdms: lights.length, values };
  const results = evaluate({ centres: Int32Array.from(lights, ({ centre }) => centre), conditions, rdms });
  if (results.length === lights.length) return results;
  const expected = `${lights.length} results, one per RDM`;
  throw new ArgumentError({ argument: "evaluate", expected, found: String(results.length) });
}

function checkTakesNoise(method: RdmOptions["method"], perFold: boolean): void {
  if (method === "crossnobis" || (method === "mahalanobis" && !perFold)) return;
  const argument = perFold ? "noisePerFold" : "noise";
  throw new ArgumentError({ argument, expected: `none for ${method ?? "euclidean"}`, found: "precisions" });
}
