import { openRequired } from "../../bytes/file-set.js";
import { openMat } from "../../formats/mat.js";
import { matchesPattern } from "../../manifest/matches-pattern.js";
import type { ReadPublished } from "../dataset.js";
import { publishedOrFailed } from "../published-or-failed.js";
import { presentFiles } from "../read-recordings.js";
import { stemOf } from "../stem-of.js";
import { readRun } from "./read-run.js";

/** Gives the rows with `use_flag` > 0, `F_0` in place of their first frame, names and stamps as stored; files by name. */
export const readPublished: ReadPublished = async function* (manifest, files, options) {
  for (const { path } of await presentFiles(manifest, files, options)) {
    const recordingId = stemOf(path);
    if (options.only !== undefined && !matchesPattern(recordingId, options.only)) continue;
    const source = await publishedOrFailed(recordingId, options, async () => {
      const mat = await openMat(await openRequired(files, path));
      const run = await readRun(mat, path).finally(() => mat.close());
      const rows = run.traces.map((_, row) => row).filter((row) => run.isUsed[row]);
      return {
        rawDataFile: path.slice(path.lastIndexOf("/") + 1),
        recordingId,
        ids: rows.map((row) => run.names[row]!),
        traces: rows.map((row) =>
          Float64Array.from(run.traces[row]!, (value, frame) => (frame === 0 ? run.baseline[row]! : value)),
        ),
        timeS: run.stamps,
      };
    });
    if (source) yield source;
  }
};
