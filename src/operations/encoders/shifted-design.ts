import { ArgumentError } from "../../errors.js";
import { runSegments } from "../../signals/runs/run-segments.js";
import type { EncoderParams } from "./encoder-params.js";

type DesignShift = EncoderParams["design_shift"];

/** What was done to the design, in words; undefined where nothing was. */
export function shiftWords(shift: DesignShift): string | undefined {
  const { samples = 0, runs = 0 } = shift ?? {};
  const words = [
    samples === 0 ? "" : `features moved ${samples} samples later in a circle inside each run`,
    runs === 0 ? "" : `features of each run taken from ${runs} runs later`,
  ].filter((text) => text !== "");
  return words.length > 0 ? `a check of chance: ${words.join("; ")}` : undefined;
}

/**
 * For each row the sample that its features are taken at: its own, or so many samples earlier, in a circle, inside its
 * run, and so many runs later, of the last ones from the first.
 *
 * @param runs - The run of every sample.
 * @throws ArgumentError for runs of different lengths that would have to change places.
 */
export function shiftedSamples(runs: Int32Array, shift: DesignShift): Int32Array {
  const { samples = 0, runs: later = 0 } = shift ?? {};
  const segments = runSegments(runs.length, runs);
  const lengths = new Set(segments.map(({ from, to }) => to - from));
  if (later !== 0 && lengths.size > 1) {
    const found = `runs of ${[...lengths].sort((a, b) => a - b).join(", ")} samples`;
    throw new ArgumentError({ argument: "design_shift", expected: "runs of one length to exchange", found });
  }
  const sampleOf = new Int32Array(runs.length);
  for (const [place, { from, to }] of segments.entries()) {
    const start = segments[modulo(place + later, segments.length)]!.from;
    for (let row = from; row < to; row++) sampleOf[row] = start + modulo(row - from - samples, to - from);
  }
  return sampleOf;
}

function modulo(value: number, length: number): number {
  return ((value % length) + length) % length;
}
