import { familyOf } from "../signals/processing/process-traces.js";
import type { ProcessingStep } from "../signals/processing/step.js";

/**
 * The settings of processing steps that are seconds, or per second, as words such as `smooth width_s 5`: what they mean
 * hangs on the rate of the recording. A derivative has none, but is per second, or per second squared where it is
 * regularised.
 */
export function settingsInSeconds(steps: readonly ProcessingStep[]): readonly string[] {
  return steps.flatMap((step) => {
    const family = familyOf(step);
    const settings: readonly (readonly [string, unknown])[] = Object.entries(step);
    const timed = settings.filter(
      ([name, value]) => value !== undefined && (/_(s|hz)$/.test(name) || name === "over" || name === "differentiate"),
    );
    return timed.map(([name, value]) => {
      const words = typeof value === "object" ? JSON.stringify(value) : String(value);
      return name === family ? `${name} ${words}` : `${family} ${name} ${words}`;
    });
  });
}
