import type { Row } from "../tables/tables.js";

/** What a name means in a recording. */
export interface NamedChannel {
  /** The one channel of the name; null where there is none, or more than one. */
  readonly channel: Row<"channels"> | null;
  readonly problem: "absent" | "ambiguous" | null;
}

/**
 * The channel that a name means: the one whose canonical `name` it is; for behaviour, stimulus and other traces that
 * are no neurons also the one whose `name_source`, or else whose `quantity` it is. What a source calls a neuron names
 * none: it may be doubted or written in another way. Traces marked `bad` have no name; a name that several traces
 * claim, or one marked `duplicate`, is ambiguous: none is picked.
 */
export function channelNamed(channels: readonly Row<"channels">[], name: string): NamedChannel {
  const usable = channels.filter(({ status }) => status !== "bad");
  const others = usable.filter(({ kind }) => kind !== "neuron");
  const claims = [
    usable.filter((row) => row.name === name),
    others.filter((row) => row.name_source === name),
    others.filter((row) => row.quantity === name),
  ].find(({ length }) => length > 0);
  if (!claims) return { channel: null, problem: "absent" };
  const [first] = claims;
  if (claims.length > 1 || first!.status === "duplicate") return { channel: null, problem: "ambiguous" };
  return { channel: first!, problem: null };
}
