import { openRequired } from "../../bytes/file-set.js";
import { isNeuroloomError } from "../../errors.js";
import { openMat } from "../../formats/mat.js";
import { matchesPattern } from "../../manifest/matches-pattern.js";
import type { ReadPublished } from "../dataset.js";
import { publishedOrFailed } from "../published-or-failed.js";
import { presentFiles } from "../read-recordings.js";
import { type ActivityCell, cellsOfFile, framesOf } from "./cells-of-file.js";
import { type Activity, readActivity } from "./read-activity.js";
import { recordingIdOf } from "./recording-id.js";

/** Frames that the published product cuts off at the beginning. */
const cutFrames = 4;

/**
 * Gives the histogram-normalised traces of each animal without the first four frames, and the time of what is left,
 * k / fps with k from 0. A cell without a trace has no label and is zero throughout.
 */
export const readPublished: ReadPublished = async function* (manifest, files, options) {
  for (const { path } of await presentFiles(manifest, files, options)) {
    options.signal?.throwIfAborted();
    let activity: Activity;
    try {
      const mat = await openMat(await openRequired(files, path));
      activity = await readActivity(mat, path, "norm_traces").finally(() => mat.close());
    } catch (error) {
      if (options.signal?.aborted || !options.onFailure || !isNeuroloomError(error)) throw error;
      options.onFailure(path, error);
      continue;
    }
    for (const [index, rateHz] of activity.rateHz.entries()) {
      const recordingId = recordingIdOf(path, index);
      if (options.only !== undefined && !matchesPattern(recordingId, options.only)) continue;
      const source = await publishedOrFailed(recordingId, options, async () => {
        const cells = cellsOfFile(activity, index);
        const frames = Math.max(
          0,
          framesOf(cells, { file: path, place: `norm_traces, recording ${index + 1}` }) - cutFrames,
        );
        return {
          rawDataFile: path.slice(path.lastIndexOf("/") + 1),
          recordingId,
          ids: cells.map(({ label, trace }) => (trace.length > 0 && label !== "" ? label : null)),
          traces: cells.map((cell) => publishedTrace(cell, frames)),
          timeS: Float64Array.from({ length: frames }, (_, frame) => frame / rateHz),
        };
      });
      if (source) yield source;
    }
  }
};

function publishedTrace({ trace }: ActivityCell, frames: number): Float64Array {
  return trace.length > 0 ? trace.subarray(cutFrames) : new Float64Array(frames);
}
