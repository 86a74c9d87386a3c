import { ArgumentError, UnknownNameError } from "../../errors.js";
import { instanceMatchings, type MatchingName } from "./instance-matching.js";
import { type LocalisationName, localisations } from "./localisation.js";
import type { PrepareOptions } from "./prepare-instances.js";
import { lee94, type ThinningRule } from "./thinning-rule.js";

/** Settings of {@link scoreInstances}; without any, they are those of the benchmark (its preset `flylight`). */
export interface ScoreOptions extends PrepareOptions {
  /** Whether only some neurons of the image are labelled, so that predictions on background are not wrong. Default false. */
  readonly partly?: boolean;
  /** The list that says so, as the protocol names it. */
  readonly labelledBy?: string;
  /** Default `"cldice"`. */
  readonly localisation?: LocalisationName;
  /** Default `"greedy"`. */
  readonly assignment?: MatchingName;
  /** Share of a gt instance above which a prediction holds it; for merges default 0.1, for splits 0.05. */
  readonly falseMergeThreshold?: number;
  readonly falseSplitThreshold?: number;
  /** Default {@link lee94}. */
  readonly thinning?: ThinningRule;
}

/** Settings with all defaults in place. */
export type FullScoreOptions = Required<Omit<ScoreOptions, "dim" | "labelledBy">> &
  Pick<ScoreOptions, "dim" | "labelledBy">;

const defaults: Omit<FullScoreOptions, "dim" | "labelledBy"> = {
  filter: 800,
  foregroundOnly: false,
  partly: false,
  localisation: "cldice",
  assignment: "greedy",
  falseMergeThreshold: 0.1,
  falseSplitThreshold: 0.05,
  thinning: lee94,
};

/**
 * Fills in what is not given.
 *
 * @throws UnknownNameError for a setting or a name that does not exist: a setting that is passed over changes scores
 * @throws ArgumentError for thresholds outside of 0 … 1 and a filter that is no whole number
 */
export function fullScoreOptions(options: ScoreOptions): FullScoreOptions {
  const known = [...Object.keys(defaults), "dim", "labelledBy"];
  const given = Object.entries(options).filter(([, value]) => value !== undefined);
  for (const [name] of given) checkName("setting of the scores", name, known);
  const full: FullScoreOptions = { ...defaults, ...Object.fromEntries(given) };
  checkName("localisation", full.localisation, Object.keys(localisations));
  checkName("assignment", full.assignment, Object.keys(instanceMatchings));
  for (const argument of ["falseMergeThreshold", "falseSplitThreshold"] as const) {
    const isShare = full[argument] >= 0 && full[argument] < 1;
    if (!isShare) throw new ArgumentError({ argument, expected: "0 ≤ threshold < 1", found: String(full[argument]) });
  }
  if (!(Number.isInteger(full.filter) && full.filter >= 0)) {
    throw new ArgumentError({ argument: "filter", expected: "a number of voxels", found: String(full.filter) });
  }
  return full;
}

function checkName(kind: string, name: string, known: readonly string[]): void {
  if (!known.includes(name)) throw new UnknownNameError({ kind, name, known });
}

/** The rules that are followed: the reference evaluation as of 2026-03-31. */
const rules = "evalinstseg cc34f4d";

/**
 * All that scores depend on, in one line: scores of two protocols cannot be compared. It begins with `flylight` where all
 * settings are those of the benchmark, else with `own`.
 */
export function protocolName(options: ScoreOptions = {}): string {
  const full = fullScoreOptions(options);
  const isBenchmark = (Object.keys(defaults) as (keyof typeof defaults)[]).every(
    (name) => name === "partly" || full[name] === defaults[name],
  );
  const parts = [
    `localisation ${full.localisation}`,
    `assignment ${full.assignment}`,
    `filter ${full.filter}`,
    ...(full.foregroundOnly ? ["foreground only"] : []),
    `merges above ${full.falseMergeThreshold}`,
    `splits above ${full.falseSplitThreshold}`,
    `${full.partly ? "partly" : "completely"} labelled${full.labelledBy ? ` by ${full.labelledBy}` : ""}`,
    `thinning ${full.localisation === "iou" ? "none" : full.thinning.name}`,
    `rules ${rules}`,
  ];
  return `${isBenchmark ? "flylight" : "own"}: ${parts.join(", ")}`;
}
