import type { Check } from "../tables/check.js";
import type { Manifest } from "./schema.js";

/** The rule of findings about a recording that could not be read and was left out. */
export const unreadableRecording = "unreadable-recording";

/** How much of a dataset was written. */
export interface WrittenExtent {
  /** Ids of the recordings that are there. */
  readonly recordings: readonly string[];
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
 * The expected facts of a manifest that concern what was written. Facts that name recordings concern it when all of
 * those are there, whichever quantity was read: they are stated of what no quantity changes. Other facts are about the
 * whole dataset in its default quantity.
 */
export function applicableChecks(
  { expected, quantities }: Pick<Manifest, "expected" | "quantities">,
  { recordings, hasFailures, asked }: WrittenExtent,
): readonly Check[] {
  const { only, subset, quantity, absent } = asked;
  const isEveryRecording = (only ?? "*") === "*" && subset !== "sample" && !hasFailures && absent === undefined;
  const isDefaultQuantity = (quantity ?? null) === null || quantity === quantities[0]?.name;
  const present = new Set(recordings);
  return expected.filter(({ where }) => {
    const named = where?.recording_id;
    if (named === undefined) return isEveryRecording && isDefaultQuantity;
    return [named].flat().every((recordingId) => present.has(String(recordingId)));
  });
}
