import type { EventChoice, FeatureSpace } from "./feature-space.js";

/** Behaviour of worms that recordings have under these names, as far as they have it. */
export const behaviourNames = ["velocity", "angular_velocity", "head_angle", "worm_curvature", "pumping"] as const;

/** Events that mark what an animal does. */
export const behaviourEvents: readonly EventChoice[] = [
  { kind: "state", together: false, as: "presence" },
  { kind: "reversal", together: false, as: "presence" },
];

/** What encoders predict from, where nothing is said. */
export const behaviourSpaces: readonly FeatureSpace[] = [
  { name: "behaviour", channels: [...behaviourNames] },
  { name: "states", events: [...behaviourEvents] },
];

/** What decoders predict from, where nothing is said. */
export const neuronSpaces: readonly FeatureSpace[] = [{ name: "neurons", kinds: ["neuron"] }];
