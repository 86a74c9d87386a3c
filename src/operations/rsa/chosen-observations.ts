import { ArgumentError, UnknownNameError } from "../../errors.js";
import { sortedIds } from "../../rsa/patterns/sorted-ids.js";
import type { EventParams } from "./pattern-params.js";
import type { PatternSet } from "./pattern-set.js";

/** Fewer conditions make an RDM of one pair, which nothing can be compared with. */
const leastConditions = 3;

/**
 * A set with the conditions that were asked for, less those that were seen too seldom, and less observations of which no
 * channel has a value.
 *
 * @param note - Told what is left out.
 * @throws UnknownNameError for a condition that the set lacks; ArgumentError where fewer than three are left.
 */
export function chosenObservations(
  set: PatternSet,
  { conditions, least_observations: least }: Pick<EventParams, "conditions" | "least_observations">,
  note: (message: string) => void,
): PatternSet {
  const known = sortedIds(set.observations.map(({ condition }) => condition));
  for (const name of conditions ?? []) {
    if (known.includes(name)) continue;
    const next = `${set.id} has ${known.join(", ") || "none"}`;
    throw new UnknownNameError({ kind: "condition", name, known, next });
  }
  const nFrames = set.frames.length;
  const isEmpty = (place: number) =>
    set.channels.every(({ values }) =>
      values.subarray(place * nFrames, (place + 1) * nFrames).every((value) => Number.isNaN(value)),
    );
  const asked = [...set.observations.keys()].filter(
    (place) => conditions?.includes(set.observations[place]!.condition) ?? true,
  );
  const filled = asked.filter((place) => !isEmpty(place));
  const empty = asked.length - filled.length;
  if (empty > 0) note(`leaves out ${empty} of ${asked.length} observations, of which no channel has a sample`);
  const counts = new Map<string, number>();
  for (const place of filled) {
    const { condition } = set.observations[place]!;
    counts.set(condition, (counts.get(condition) ?? 0) + 1);
  }
  const seldom = [...counts].filter(([, count]) => count < least).map(([condition]) => condition);
  if (seldom.length > 0) note(`leaves out conditions with fewer than ${least} observations: ${seldom.join(", ")}`);
  const kept = filled.filter((place) => !seldom.includes(set.observations[place]!.condition));
  if (counts.size - seldom.length < leastConditions) {
    const expected = `${leastConditions} or more conditions in ${set.id}`;
    const left = [...counts.keys()].filter((condition) => !seldom.includes(condition));
    throw new ArgumentError({ argument: "conditions", expected, found: left.join(", ") || "none" });
  }
  if (kept.length === set.observations.length) return set;
  return {
    ...set,
    observations: kept.map((place) => set.observations[place]!),
    channels: set.channels.map((channel) => ({
      ...channel,
      values: Float64Array.from({ length: kept.length * nFrames }, (_, at) => {
        const place = kept[Math.floor(at / nFrames)]!;
        return channel.values[place * nFrames + (at % nFrames)]!;
      }),
    })),
  };
}
