import { ArgumentError } from "../../errors.js";
import { combinedScores } from "./combined-scores.js";
import type { NamedScores, ScoreRecord } from "./score-record.js";
import { setScores } from "./set-scores.js";

/** Scores over samples. */
export interface AggregatedScores {
  /** Scores of each set, by its name. */
  readonly sets: Readonly<Record<string, ScoreRecord>>;
  /** The row that is published: over all sets. */
  readonly combined: ScoreRecord;
  /** Samples that a set lists and that have no scores, as `set/sample`. */
  readonly missing: readonly string[];
}

/**
 * Scores over samples, first within each set (`setScores`), then over the sets (`combinedScores`).
 *
 * @param samples - Their single numbers, from `scoreRecord` or from a file of the reference.
 * @param sets - The samples of each set, such as those that are labelled completely and partly.
 * @throws ArgumentError for a sample that is there twice, or is in no set or in two: how it counts would be a guess
 */
export function aggregateScores(
  samples: readonly NamedScores[],
  sets: Readonly<Record<string, readonly string[]>>,
): AggregatedScores {
  const byName = new Map(samples.map((sample) => [sample.name, sample.scores]));
  if (byName.size < samples.length) {
    const twice = samples.find(({ name }, place) => samples.findIndex((other) => other.name === name) < place)!;
    throw unclear(twice.name, "scored twice");
  }
  for (const name of byName.keys()) {
    const homes = Object.keys(sets).filter((set) => sets[set]!.includes(name));
    if (homes.length !== 1) throw unclear(name, homes.length === 0 ? "in no set" : `in ${homes.join(" and ")}`);
  }
  const records = Object.entries(sets).map(([set, names]) => {
    const scored = names.filter((name) => byName.has(name));
    return [set, setScores(scored.map((name) => byName.get(name)!))] as const;
  });
  const present = records.filter(([set]) => sets[set]!.some((name) => byName.has(name)));
  return {
    sets: Object.fromEntries(present),
    combined: combinedScores(present.map(([, record]) => record)),
    missing: Object.entries(sets).flatMap(([set, names]) =>
      names.filter((name) => !byName.has(name)).map((name) => `${set}/${name}`),
    ),
  };
}

function unclear(sample: string, found: string): ArgumentError {
  return new ArgumentError({
    argument: "samples",
    expected: "every sample once, and in one set",
    found: `${sample} ${found}`,
  });
}
