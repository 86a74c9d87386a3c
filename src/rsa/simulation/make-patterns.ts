import { ArgumentError } from "../../errors.js";
import { matrix } from "../../linalg/matrix.js";
import type { Matrix } from "../../linalg/provider.js";
import { transposed } from "../../linalg/views.js";
import { covarianceFactor } from "../noise/precision-of.js";
import type { Patterns } from "../patterns/patterns.js";
import { sortedIds } from "../patterns/sorted-ids.js";
import { makeSignal, type SignalOptions } from "./make-signal.js";

/** Options of {@link makePatterns}. */
export interface MakePatternsOptions extends SignalOptions {
  /** Condition of every observation; the RDM's conditions are theirs in the order of `sortedIds`. */
  readonly conditions: readonly string[];
  readonly folds?: readonly string[] | undefined;
  /** Observations × conditions Z, in place of one condition per observation. */
  readonly designMatrix?: Matrix | undefined;
  /** Number of data sets. Default: 1. */
  readonly nSimulations?: number | undefined;
  /** Variance of the signal, times the model. Default: 1. */
  readonly signal?: number | undefined;
  /** Variance of the noise. Default: 1. */
  readonly noise?: number | undefined;
  /** Covariance between channels, of the signal and of the noise. Default: the identity. */
  readonly signalChannelCovariance?: Matrix | undefined;
  readonly noiseChannelCovariance?: Matrix | undefined;
  /** Covariance of the noise between observations. Default: the identity. */
  readonly noiseTrialCovariance?: Matrix | undefined;
  /** All data sets have the same signal. Default: false. */
  readonly sameSignal?: boolean | undefined;
}

/**
 * Data sets Y = Z U √signal + ε of an experiment on conditions whose true squared Euclidean distances (per channel) are
 * given: U from {@link makeSignal}, ε normal with the variance `noise` and the covariances between channels and trials.
 * Every data set draws from a stream of its own.
 *
 * @param dissimilarities - One RDM vector of the conditions.
 * @throws ArgumentError when conditions, design matrix and RDM do not fit, or a variance is below 0; NumericError when a
 *   covariance is not positive definite.
 */
export function makePatterns(dissimilarities: Float64Array, options: MakePatternsOptions): readonly Patterns[] {
  const { conditions, folds, nSimulations = 1, nChannels = 30, signal = 1, noise = 1, random, linalg } = options;
  for (const [argument, value] of Object.entries({ signal, noise })) {
    if (value >= 0 && Number.isFinite(value)) continue;
    throw new ArgumentError({ argument, expected: "a variance from 0", found: String(value) });
  }
  const design = options.designMatrix ?? indicators(conditions);
  const factors = {
    signal: factorOf(options.signalChannelCovariance, nChannels, "signalChannelCovariance"),
    channels: factorOf(options.noiseChannelCovariance, nChannels, "noiseChannelCovariance"),
    trials: factorOf(options.noiseTrialCovariance, conditions.length, "noiseTrialCovariance"),
  };
  const signalOf = (stream: string | number) => {
    const made = makeSignal(dissimilarities, { ...options, random: random.derive("signal", stream) });
    checkDesign(design, conditions.length, made.rows);
    return factors.signal ? linalg.multiply(made, transposed(factors.signal)) : made;
  };
  const shared = options.sameSignal ? signalOf("shared") : undefined;
  return Array.from({ length: nSimulations }, (_, simulation) => {
    const patterns = linalg.multiply(design, shared ?? signalOf(simulation));
    const errors = noiseRows(simulation);
    const values = patterns.values.map((value, k) => Math.sqrt(signal) * value + Math.sqrt(noise) * errors.values[k]!);
    return { values: matrix(patterns.rows, patterns.columns, values), conditions, folds };
  });

  function factorOf(covariance: Matrix | undefined, size: number, argument: string): Matrix | undefined {
    if (covariance && covariance.rows !== size) {
      throw new ArgumentError({ argument, expected: `${size} × ${size} numbers`, found: `${covariance.rows} rows` });
    }
    return covariance && covarianceFactor(covariance, { linalg });
  }

  function noiseRows(simulation: number): Matrix {
    const stream = random.derive("noise", simulation);
    const size = conditions.length * nChannels;
    const white = matrix(
      conditions.length,
      nChannels,
      Float64Array.from({ length: size }, () => stream.normal()),
    );
    const coloured = factors.channels ? linalg.multiply(white, transposed(factors.channels)) : white;
    return factors.trials ? linalg.multiply(factors.trials, coloured) : coloured;
  }
}

function indicators(conditions: readonly string[]): Matrix {
  const places = new Map(sortedIds(conditions).map((condition, place) => [condition, place]));
  const design = matrix(conditions.length, places.size);
  conditions.forEach((condition, row) => {
    design.values[row * places.size + places.get(condition)!] = 1;
  });
  return design;
}

function checkDesign({ rows, columns }: Matrix, nObservations: number, nConditions: number): void {
  if (rows === nObservations && columns === nConditions) return;
  const expected = `${nObservations} observations of the ${nConditions} conditions of the RDM`;
  throw new ArgumentError({ argument: "design", expected, found: `${rows} × ${columns}` });
}
