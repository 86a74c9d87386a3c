import * as z from "zod/mini";
import type { SampledChannel } from "./read-channels.js";
import type { States, stateMasks } from "./read-states.js";

const labels = z.union([z.string(), z.array(z.string()).check(z.minLength(1))]);

/** Two states that are compared, each a label or several taken together; `against` left out: every other sample. */
export const stateContrast = z.strictObject({
  state: labels.check(z.describe("Label of the state, or several that are taken as one.")),
  against: z.optional(
    labels.check(z.describe("What it is compared with. Default: every sample outside of the state.")),
  ),
});

export type StateContrast = z.infer<typeof stateContrast>;

/** What stands for every sample outside of a state. */
export const rest = "rest";

/** Name of one side of a contrast, for example `REV1+REV2`. */
export function contrastName(side: StateContrast["state"] | undefined): string {
  return side === undefined ? rest : [side].flat().join("+");
}

/** Each state against the rest: what is compared where nothing is asked for. */
export function eachAgainstRest(states: States): readonly StateContrast[] {
  return [...states.keys()].map((state) => ({ state }));
}

/**
 * Per sample 1 in the state, 2 in what it is compared with, 0 in neither; a sample in both counts for neither.
 */
export function contrastGroups(
  contrast: StateContrast,
  channel: SampledChannel,
  maskOf: ReturnType<typeof stateMasks>,
): Uint8Array {
  const masks = (side: StateContrast["state"]) => [side].flat().map((label) => maskOf(channel, label));
  const inside = masks(contrast.state);
  const outside = contrast.against === undefined ? undefined : masks(contrast.against);
  return Uint8Array.from({ length: channel.timeS.length }, (_, sample) => {
    const isIn = inside.some((mask) => mask[sample] === 1);
    const isOut = outside ? outside.some((mask) => mask[sample] === 1) : !isIn;
    if (isIn === isOut) return 0;
    return isIn ? 1 : 2;
  });
}
