import type { Check } from "../tables/check.js";
import type { Manifest } from "./schema.js";

/** The rule of findings about a recording that could not be read and was left out. */
export const unreadableRecording = "unreadable-recording";

/** How much of a dataset was written. */
export interface WrittenExtent {
  /** Ids of the recordings that are there. */
  readonly recordings: readonly string[];
  /** Ids of the wiring diagrams that are there; absent where that is not known. */
  readonly connectomes?: readonly string[];
  /** The same for label volumes, and for benchmarks whose list of samples is there. */
  readonly volumes?: readonly string[];
  readonly benchmarks?: readonly string[];
  /** Whether a recording that was asked for is not there. */
  readonly hasFailures: boolean;
  /** What was asked for, as `dataset.json` keeps it. */
  readonly asked: {
    readonly only?: unknown;
    readonly subset?: unknown;
    readonly quantity?: unknown;
    /** Files and recordings that could not be had; set where there are any. */
    readonly absent?: unknown;
  };
}

/**
 * The expected facts of a manifest that concern what was written. Facts that name recordings, wiring diagrams, volumes or
 * the benchmark of a list of samples concern it when all of those are there, whichever quantity was read: they are stated of what no quantity changes. Other facts are about the
 * whole dataset in its default quantity.
 */
export function applicableChecks(
  { expected, quantities }: Pick<Manifest, "expected" | "quantities">,
  { recordings, connectomes, volumes, benchmarks, hasFailures, asked }: WrittenExtent,
): readonly Check[] {
  const { only, subset, quantity, absent } = asked;
  const isEveryRecording = (only ?? "*") === "*" && subset !== "sample" && !hasFailures && absent === undefined;
  const isDefaultQuantity = (quantity ?? null) === null || quantity === quantities[0]?.name;
  const present: Readonly<Record<string, ReadonlySet<string> | undefined>> = {
    recording_id: new Set(recordings),
    connectome_id: connectomes && new Set(connectomes),
    volume_id: volumes && new Set(volumes),
    benchmark: benchmarks && new Set(benchmarks),
  };
  return expected.filter(({ where = {} }) => {
    const naming = Object.keys(present).filter((column) => present[column] && where[column] !== undefined);
    if (naming.length === 0) return isEveryRecording && isDefaultQuantity;
    return naming.every((column) => [where[column]].flat().every((id) => present[column]!.has(String(id))));
  });
}
