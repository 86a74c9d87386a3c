import { ArgumentError } from "../errors.js";
import type { SampledChannel } from "./read-channels.js";

/**
 * Makes sure that all channels are on one clock, for operations that compare them sample by sample.
 *
 * @throws ArgumentError when they are on several clocks or hold different numbers of samples.
 */
export function checkOneClock(channels: readonly SampledChannel[], recording: string): void {
  const first = channels[0]!;
  for (const other of channels) {
    if (other.row.clock === first.row.clock && other.timeS.length === first.timeS.length) continue;
    throw new ArgumentError({
      argument: "channels",
      expected: `channels of ${recording} on one clock`,
      found: `${wordsOf(first)} and ${wordsOf(other)}`,
      next: "choose a kind or quantity, or bring them on one grid with resample-align",
    });
  }
}

function wordsOf({ row, timeS }: SampledChannel): string {
  return `${row.name ?? `channel ${row.channel_index}`} (${row.quantity}) on ${row.clock} with ${timeS.length} samples`;
}
