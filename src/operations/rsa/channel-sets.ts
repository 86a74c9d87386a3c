import type { PatternParams } from "./pattern-params.js";
import type { PatternChannel, PatternSet } from "./pattern-set.js";

/** What channels can be grouped by; channels of several regions belong to each. */
const groupsOf: Readonly<Record<PatternParams["group_by"], (channel: PatternChannel) => readonly (string | null)[]>> = {
  none: () => [null],
  region: ({ row }) => (row?.region ?? null)?.split("+") ?? [],
  kind: ({ row }) => (row ? [row.kind] : []),
  quantity: ({ row }) => (row ? [row.quantity] : []),
};

/**
 * A set as one set for each group of its channels, groups in the order of their names; sets with too few channels are
 * noted and left out.
 */
export function channelSets(
  set: PatternSet,
  { group_by, least_channels }: Pick<PatternParams, "group_by" | "least_channels">,
  note: (message: string) => void,
): readonly PatternSet[] {
  const groups = new Map<string | null, PatternChannel[]>();
  let alone = 0;
  for (const channel of set.channels) {
    const names = groupsOf[group_by](channel);
    if (names.length === 0) alone++;
    for (const name of names) {
      const own = groups.get(name);
      if (own) own.push(channel);
      else groups.set(name, [channel]);
    }
  }
  if (alone > 0) note(`leaves out ${alone} channels without a ${group_by}`);
  if (set.channels.length === 0) note("has no channel that was asked for");
  const sets: PatternSet[] = [];
  for (const [name, channels] of [...groups].sort(([a], [b]) => ((a ?? "") < (b ?? "") ? -1 : 1))) {
    if (channels.length >= least_channels) sets.push({ ...set, channels, region: name ?? set.region });
    else note(`${name ?? "it"} has ${channels.length} channels, fewer than ${least_channels}`);
  }
  return sets;
}
