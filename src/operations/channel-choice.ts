import * as z from "zod/mini";
import { channelNamed } from "../signals/channel-named.js";
import type { Row } from "../tables/tables.js";
import { processingParam, processingWords } from "./processing-steps.js";
import { timeWindow } from "./time-window.js";

/** What all operations on channels let one choose. */
export const channelChoice = {
  channels: z
    ._default(z.union([z.enum(["all", "named"]), z.array(z.string()).check(z.minLength(1))]), "all")
    .check(
      z.describe(
        "all, named (those with a canonical name), or a list of canonical names, for traces that are no neurons also name_source or quantity.",
      ),
    ),
  kinds: z
    .optional(z.array(z.string()).check(z.minLength(1)))
    .check(z.describe("Only channels of these kinds, for example neuron, behaviour. A list of names takes any kind.")),
  analysis: z
    .optional(z.string())
    .check(
      z.describe(
        "Takes the traces of this analysis, of process-traces, spectrogram or event-rate, in place of the recording's own.",
      ),
    ),
  quantity: z
    .optional(z.string())
    .check(z.describe("Only channels of this quantity, for example ratio. Default: whatever the tables hold.")),
  window: z.optional(timeWindow).check(z.describe("Only samples of this stretch of time. Default: all.")),
  processing: z
    .optional(processingParam)
    .check(
      z.describe(
        `What the traces go through first; the window is cut from the result. ${processingWords}. Default: nothing.`,
      ),
    ),
};

/** The values of {@link channelChoice}. */
export interface ChannelChoice {
  readonly channels: "all" | "named" | readonly string[];
  readonly kinds?: readonly string[] | undefined;
  readonly quantity?: string | undefined;
  /** The earlier result whose traces are taken. Default: the recording's own. */
  readonly analysis?: string | undefined;
}

/** What a choice takes of a recording. */
export interface ChosenChannels {
  /** In the order of the recording. */
  readonly channels: readonly Row<"channels">[];
  /** Listed names that no channel has. */
  readonly absent: readonly string[];
  /** Listed names that several channels claim, of which none is taken. */
  readonly ambiguous: readonly string[];
}

/**
 * The channels that a choice takes. Listed names mean what they mean to `toMatrix` (see {@link channelNamed}); `all` and
 * `named` also take traces marked `duplicate`, which their index tells apart. Channels marked `bad` are never taken.
 *
 * @param defaultKinds - Kinds that are taken where the choice names neither kinds nor channels.
 */
export function chooseChannels(
  rows: readonly Row<"channels">[],
  choice: ChannelChoice,
  defaultKinds?: readonly string[],
): ChosenChannels {
  const { channels, quantity } = choice;
  const kinds = choice.kinds ?? (typeof channels === "string" ? defaultKinds : undefined);
  const usable = rows.filter(
    (row) =>
      row.status !== "bad" &&
      (kinds?.includes(row.kind) ?? true) &&
      (quantity === undefined || row.quantity === quantity),
  );
  if (typeof channels === "string") {
    const chosen = channels === "all" ? usable : usable.filter(({ name }) => name !== null);
    return { channels: chosen, absent: [], ambiguous: [] };
  }
  const found = new Map(channels.map((name) => [name, channelNamed(usable, name)]));
  const chosen = new Set([...found.values()].map(({ channel }) => channel));
  const namesWith = (problem: "absent" | "ambiguous") =>
    [...found.keys()].filter((n) => found.get(n)!.problem === problem);
  return {
    channels: usable.filter((row) => chosen.has(row)),
    absent: namesWith("absent"),
    ambiguous: namesWith("ambiguous"),
  };
}
