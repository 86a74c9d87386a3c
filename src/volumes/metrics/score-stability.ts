import { ArgumentError } from "../../errors.js";
import { mean } from "../../stats/mean.js";
import { variance } from "../../stats/variance.js";
import type { ScoreRecord } from "./score-record.js";

/** How a score varies over runs of one method. */
export interface ScoreSpread {
  readonly mean: number;
  /** Of the population: squares are divided by the number of runs. */
  readonly standardDeviation: number;
}

/** Spread of the scores over runs. */
export interface ScoreStability {
  readonly runs: number;
  /** `reference` for three runs, the only number that the reference evaluation takes; else `own`. */
  readonly rule: "reference" | "own";
  /** Scores that all runs have. */
  readonly scores: Readonly<Record<string, ScoreSpread>>;
}

/**
 * Mean and population standard deviation of every score over runs of one method.
 *
 * @throws ArgumentError for fewer than two runs
 */
export function scoreStability(runs: readonly ScoreRecord[]): ScoreStability {
  if (runs.length < 2) {
    throw new ArgumentError({ argument: "runs", expected: "two runs or more", found: String(runs.length) });
  }
  const scores: Record<string, ScoreSpread> = {};
  for (const name of Object.keys(runs[0]!)) {
    const values = runs.map((run) => run[name]);
    if (values.some((value) => value === null || value === undefined)) continue;
    const numbers = values as number[];
    scores[name] = { mean: mean(numbers), standardDeviation: Math.sqrt(variance(numbers, { ddof: 0 })) };
  }
  return { runs: runs.length, rule: runs.length === 3 ? "reference" : "own", scores };
}
