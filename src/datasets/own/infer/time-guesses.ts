import { headerLabel } from "../header-label.js";
import { secondsPer } from "../own-clock.js";
import { type Guess, guess } from "./guess.js";
import { timeUnitIn } from "./name-patterns.js";
import type { Sequence } from "./sequence.js";

/** Steps from here on are hardly seconds, where a file does not say what they are. */
const largestStep = 10;

/**
 * The lines about stamps of a known place: where they are, their unit, and the rate that a count of frames needs.
 *
 * @param source `column`, `variable` or `header`
 * @param name what the file calls them
 */
export function stampGuesses(
  source: Pick<Guess, "key" | "value" | "sure" | "why">,
  name: string,
  { medianStep, isRegular }: Pick<Sequence, "medianStep" | "isRegular">,
): readonly Guess[] {
  const { label, unit } = headerLabel(name);
  const stated = (unit === null ? undefined : timeUnitIn(unit)) ?? timeUnitIn(label);
  const steps = `the median step is ${shown(medianStep)}${isRegular ? ", and all are the same" : ", and they vary"}`;
  if (stated === "frame") {
    return [
      source,
      guess("unit", "frame", "likely", `the name says so; ${steps}`),
      guess("rate_hz", null, "fill in", "frames per second, or step_s instead, seconds per frame"),
    ];
  }
  if (stated !== undefined) {
    const rate = 1 / (medianStep * secondsPer[stated]);
    return [source, guess("unit", stated, "sure", `the name says so; ${steps}: ${shown(rate)} per second`)];
  }
  if (medianStep >= largestStep) {
    return [source, guess("unit", null, "fill in", `s, ms, min, or frame with a rate_hz; ${steps}`)];
  }
  const why = `the file does not say; ${steps}: ${shown(1 / medianStep)} per second if these are seconds`;
  return [source, guess("unit", "s", "unsure", why)];
}

/** The line where a file holds no time. */
export function noTime(): readonly Guess[] {
  return [guess("rate_hz", null, "fill in", "no time was found in the file; samples per second")];
}

/** A number as people write it. */
export function shown(value: number): string {
  return String(Number(value.toPrecision(6)));
}
