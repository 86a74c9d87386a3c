import type { RandomSource } from "../../random/random-source.js";
import type { SimulatedModel } from "./model.js";

/** A stretch of one behavioural state, in samples; `end` is exclusive. */
export interface StateBout {
  readonly state: string;
  readonly start: number;
  readonly end: number;
}

/**
 * Draws a semi-Markov chain of states over `model.samples` samples. Dwell times are exponential with the state's mean
 * and last at least one second; the first state is the first of the model. Bouts follow each other without a gap.
 */
export function stateChain(model: SimulatedModel, random: RandomSource): readonly StateBout[] {
  const bouts: StateBout[] = [];
  const shortest = Math.max(1, Math.round(model.sampling_rate_hz));
  let state = Object.keys(model.states)[0]!;
  for (let start = 0; start < model.samples; ) {
    const { mean_dwell_s, next } = model.states[state]!;
    const dwell = Math.round(-Math.log(1 - random.uniform()) * mean_dwell_s * model.sampling_rate_hz);
    const end = Math.min(model.samples, start + Math.max(shortest, dwell));
    bouts.push({ state, start, end });
    start = end;
    state = drawState(next, random);
  }
  return bouts;
}

function drawState(next: Readonly<Record<string, number>>, random: RandomSource): string {
  const entries = Object.entries(next);
  let left = random.uniform();
  for (const [state, share] of entries) {
    left -= share;
    if (left < 0) return state;
  }
  return entries[entries.length - 1]![0];
}

/** The bout's state at every sample. */
export function stateAtSamples(bouts: readonly StateBout[], samples: number): readonly string[] {
  const states = new Array<string>(samples).fill("");
  for (const bout of bouts) states.fill(bout.state, bout.start, bout.end);
  return states;
}
