/**
 * Name of a clock that counts frames, for recordings whose rate nobody states: a second of its stamps is one frame. What
 * shows times has to call them frames.
 */
export const frameClock = "frames";

/** True where the neurons or units of a recording are on the {@link frameClock}, as the rows of its channels tell. */
export function countsFrames(channels: readonly { readonly kind: string; readonly clock: string }[]): boolean {
  return channels.some(({ kind, clock }) => (kind === "neuron" || kind === "unit") && clock === frameClock);
}
