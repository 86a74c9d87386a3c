import { FormatError } from "../errors.js";
import { canonicalRuns } from "./canonical-runs.js";
import type { LabelledInstance, LabelVolume } from "./label-volume.js";
import { type LabelOptions, numberRuns, type OnLabelRun } from "./number-runs.js";

/** How a label volume is collected. */
export interface CollectOptions extends LabelOptions {
  /** More runs than this are refused; each takes about 30 bytes, and as much again for a moment at the end. 2^25 by default. */
  readonly maximumRuns?: number;
}

/**
 * Collects a stream of runs to the instances of a label volume. Runs may come in any order and be cut anywhere.
 *
 * @param arrayShape - (channel,) z, y, x.
 * @param foreground - Tells all runs, such as the function of that name of a stored array.
 * @throws FormatError for what is no label, and for more instances or runs than the limits; ArgumentError for a shape of
 *   no volume; what `foreground` throws
 */
export async function collectLabelVolume(
  arrayShape: readonly number[],
  foreground: (onRun: OnLabelRun) => Promise<void>,
  { maximumRuns = 2 ** 25, ...options }: CollectOptions = {},
): Promise<LabelVolume> {
  let runs = 0;
  const firstRoom = Math.min(1024, maximumRuns);
  let owners = new Int32Array(firstRoom);
  let starts = new Float64Array(firstRoom);
  let lengths = new Int32Array(firstRoom);

  function keep(instance: number, row: number, x: number, length: number): void {
    if (runs === owners.length) {
      if (runs >= maximumRuns) throw tooManyRuns(options.file ?? "labels", maximumRuns);
      const room = Math.min(maximumRuns, 2 * runs);
      owners = grown(owners, new Int32Array(room));
      starts = grown(starts, new Float64Array(room));
      lengths = grown(lengths, new Int32Array(room));
    }
    owners[runs] = instance;
    starts[runs] = row * rowLength + x;
    lengths[runs++] = length;
  }

  const numbered = numberRuns(arrayShape, keep, options);
  const { shape, channels, channelOf, labelOf } = numbered;
  const rowLength = shape[2];
  await foreground(numbered.onRun);

  // runs of an instance side by side, each instance in the place of its number
  const places = new Int32Array(labelOf.length + 1);
  for (let run = 0; run < runs; run++) places[owners[run]! + 1]!++;
  for (let instance = 0; instance < labelOf.length; instance++) places[instance + 1]! += places[instance]!;
  const next = places.slice();
  const sortedStarts = new Float64Array(runs);
  const sortedEnds = new Float64Array(runs);
  for (let run = 0; run < runs; run++) {
    const place = next[owners[run]!]!++;
    sortedStarts[place] = starts[run]!;
    sortedEnds[place] = starts[run]! + lengths[run]!;
  }
  const instances = numbered.order().map((instance): LabelledInstance => {
    const [from, to] = [places[instance]!, places[instance + 1]!];
    const ofInstance = canonicalRuns(sortedStarts.subarray(from, to), sortedEnds.subarray(from, to), rowLength);
    return { channel: channelOf[instance]!, label: labelOf[instance]!, runs: ofInstance };
  });
  return { shape, channels, instances };
}

function grown<T extends Int32Array | Float64Array>(values: T, larger: T): T {
  larger.set(values);
  return larger;
}

function tooManyRuns(file: string, maximumRuns: number): FormatError {
  return new FormatError({
    file,
    place: "foreground",
    expected: `at most ${maximumRuns} runs of voxels in memory`,
    found: "more",
    next: "read a part of the volume, or a coarser one; in a program, raise maximumRuns where the memory allows it, or take accumulateStatistics, which keeps no run",
  });
}
