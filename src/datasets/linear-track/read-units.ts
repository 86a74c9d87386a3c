import { FormatError } from "../../errors.js";
import { cellItems, fieldOf, matNumbers } from "../../formats/mat/mat-access.js";
import type { MatValue } from "../../formats/mat/mat-value.js";
import type { MatFile } from "../../formats/mat.js";

/** Spike times of one sorted unit. */
export interface Unit {
  /** Where it stands in the file, from 1: the tetrode, and the cell of the tetrode. */
  readonly tetrode: number;
  readonly cell: number;
  /** Seconds of the recording's clock; none where the unit has no spike. */
  readonly timeS: Float64Array;
}

/**
 * Reads the variable `spikes`: cells of days, epochs, tetrodes and units, of which this file has one day and one epoch. A
 * unit is a structure with its spike times; places in the lists that hold nothing were not sorted.
 *
 * @throws FormatError for other nestings, times that are no finite numbers or fall, and where no unit has a spike
 */
export async function readUnits(mat: MatFile, file: string): Promise<readonly Unit[]> {
  const [day, ...days] = cellItems(await mat.read("spikes"));
  const [epoch, ...epochs] = cellItems(day);
  if (epoch?.kind !== "cell" || days.length + epochs.length > 0) {
    throw new FormatError({ file, place: "spikes", expected: "one day of one epoch", found: "another nesting" });
  }
  const units: Unit[] = [];
  for (const [tetrode, cells] of cellItems(epoch).entries()) {
    for (const [cell, value] of cellItems(cells).entries()) {
      if (value.kind !== "struct") continue;
      const place = `spikes, tetrode ${tetrode + 1}, cell ${cell + 1}`;
      units.push({ tetrode: tetrode + 1, cell: cell + 1, timeS: spikeTimes(fieldOf(value, "time"), file, place) });
    }
  }
  if (units.some(({ timeS }) => timeS.length > 0)) return units;
  throw new FormatError({ file, place: "spikes", expected: "units with spikes", found: "none" });
}

function spikeTimes(value: MatValue | undefined, file: string, place: string): Float64Array {
  const times = matNumbers(value);
  if (!times) throw new FormatError({ file, place, expected: "a field time with numbers", found: "none" });
  const wrong = times.findIndex((time, index) => !Number.isFinite(time) || (index > 0 && time < times[index - 1]!));
  if (wrong < 0) return times;
  const found = `${times[wrong]} after ${times[wrong - 1]}`;
  throw new FormatError({ file, place, expected: "finite times that do not fall", found });
}
