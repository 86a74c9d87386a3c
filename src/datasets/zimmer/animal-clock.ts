import { FormatError } from "../../errors.js";
import { matNumbers } from "../../formats/mat/mat-access.js";
import { medianStep } from "../../stats/median-step.js";
import { mainClock, type StampedClock, stampedDuration, stampsFrom } from "../imaging-clock.js";
import { reportSpareStamps } from "../report-spare-stamps.js";
import { type AnimalPlace, describeValue, firstField } from "./animal-place.js";
import { commonFields } from "./layout.js";

/** When the frames of an animal were taken. */
export interface AnimalClock {
  /** Set where the frames are equally spaced. */
  readonly rateHz: number | null;
  /** The file's time of the first frame; other times of the file count from it. */
  readonly origin: number;
  readonly durationS: number;
  /** Seconds of a frame; the frame after the last one ends the recording. */
  readonly timeOf: (frame: number) => number;
  /** Set where the frames are not equally spaced. */
  readonly stamped: StampedClock | undefined;
}

/** Frames count as equally spaced when none is further from its place than this share of a step. */
const evenWithin = 1e-3;

/**
 * The time of each frame as the file has it: its time vector, or frame / rate where there is none, or too few.
 *
 * @throws FormatError where there is neither a stamp for each frame nor a rate
 */
export function animalStamps(
  { animal, file, place, report }: AnimalPlace,
  fields: readonly string[],
  frames: number,
): Float64Array {
  const field = firstField(animal, fields);
  const stamps = matNumbers(field?.value);
  const where = { source_file: file, place: `${place}.${field?.name ?? fields[0]}` };
  if (stamps && stamps.length >= frames) {
    reportSpareStamps(stamps.length, frames, where, report);
    return stamps.slice(0, frames);
  }
  const expected = `a stamp for each of ${frames} frames`;
  const found = stamps ? `${stamps.length}` : field ? describeValue(field.value) : `no field ${fields.join(" or ")}`;
  const rateHz = animalRate(animal);
  if (rateHz === undefined) {
    const next = `it has no rate (${commonFields.rate}) either`;
    throw new FormatError({ file, place: where.place, expected, found, next });
  }
  const action = `times are frame / ${rateHz} Hz, the rate of the file`;
  report({ ...where, rule: "time-from-rate", severity: "repair", expected, found, action });
  return Float64Array.from({ length: frames }, (_, frame) => frame / rateHz);
}

/**
 * The clock of some stamps. Equally spaced ones become a rate; it is compared with the rate that the file states.
 *
 * @throws FormatError for stamps that are not finite or fall
 */
export function animalClock({ animal, file, place, report }: AnimalPlace, stamps: Float64Array): AnimalClock {
  const origin = stamps[0]!;
  const where = { file, place: `${place}: time` };
  const timeS = stampsFrom(stamps, origin, stamps.length, where);
  const step = timeS.length > 1 ? timeS.at(-1)! / (timeS.length - 1) : 0;
  const rateHz = isEven(timeS, step) ? 1 / step : null;
  const stated = animalRate(animal);
  const found = 1 / medianStep(timeS);
  if (stated !== undefined && timeS.length > 1 && Math.abs(found / stated - 1) > 0.01) {
    report({
      source_file: file,
      place: `${place}.${commonFields.rate}`,
      rule: "rate-disagrees",
      severity: "note",
      expected: `${stated} Hz as the file states`,
      found: `${found} Hz by its time stamps`,
      action: "the time stamps are used",
    });
  }
  const durationS = rateHz === null ? stampedDuration(timeS) : timeS.length / rateHz;
  return {
    rateHz,
    origin,
    durationS,
    timeOf: (frame) => (frame >= timeS.length ? durationS : rateHz === null ? timeS[frame]! : frame / rateHz),
    stamped: rateHz === null ? { name: mainClock, timeS } : undefined,
  };
}

function isEven(timeS: Float64Array, step: number): boolean {
  return step > 0 && timeS.every((time, frame) => Math.abs(time - frame * step) <= evenWithin * step);
}

/** The rate that the file states, where it is a positive number. */
function animalRate(animal: AnimalPlace["animal"]): number | undefined {
  const numbers = matNumbers(animal[commonFields.rate]);
  const rateHz = numbers?.length === 1 ? numbers[0]! : Number.NaN;
  return Number.isFinite(rateHz) && rateHz > 0 ? rateHz : undefined;
}
