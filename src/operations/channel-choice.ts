import * as z from "zod/mini";
import type { Row } from "../tables/tables.js";
import { timeWindow } from "./time-window.js";

/** What all operations on channels let one choose. */
export const channelChoice = {
  channels: z
    ._default(z.union([z.enum(["all", "named"]), z.array(z.string()).check(z.minLength(1))]), "all")
    .check(z.describe("all, named (those with a canonical name), or a list of names as in name or name_source.")),
  kinds: z
    .optional(z.array(z.string()).check(z.minLength(1)))
    .check(z.describe("Only channels of these kinds, for example neuron, behaviour. A list of names takes any kind.")),
  quantity: z
    .optional(z.string())
    .check(z.describe("Only channels of this quantity, for example ratio. Default: whatever the tables hold.")),
  window: z.optional(timeWindow).check(z.describe("Only samples of this stretch of time. Default: all.")),
};

/** The values of {@link channelChoice}. */
export interface ChannelChoice {
  readonly channels: "all" | "named" | readonly string[];
  readonly kinds?: readonly string[] | undefined;
  readonly quantity?: string | undefined;
}

/**
 * The channels that a choice takes, in their order. Channels with the status `bad` are never taken.
 *
 * @param defaultKinds - Kinds that are taken where the choice names neither kinds nor channels.
 */
export function chooseChannels(
  rows: readonly Row<"channels">[],
  choice: ChannelChoice,
  defaultKinds?: readonly string[],
): readonly Row<"channels">[] {
  const { channels } = choice;
  const kinds = choice.kinds ?? (typeof channels === "string" ? defaultKinds : undefined);
  return rows.filter((row) => {
    if (row.status === "bad") return false;
    if (kinds && !kinds.includes(row.kind)) return false;
    if (choice.quantity !== undefined && row.quantity !== choice.quantity) return false;
    if (channels === "named") return row.name !== null;
    return channels === "all" || namesOf(row).some((name) => channels.includes(name));
  });
}

/** The chosen names that none of the channels has. */
export function absentNames(rows: readonly Row<"channels">[], choice: ChannelChoice): readonly string[] {
  if (typeof choice.channels === "string") return [];
  const present = new Set(rows.flatMap(namesOf));
  return choice.channels.filter((name) => !present.has(name));
}

function namesOf(row: Row<"channels">): readonly string[] {
  return [row.name, row.name_source].filter((name) => name !== null && name !== undefined);
}
