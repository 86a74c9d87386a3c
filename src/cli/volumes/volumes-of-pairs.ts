import type { ScoreParams } from "../../operations/volumes/score-params.js";
import type { Session } from "../command.js";
import { arrayPlace } from "./array-place.js";
import type { FilePair } from "./file-pairs.js";
import type { LabellingOf } from "./sample-labelling.js";
import { openVolumeFile } from "./volume-files.js";
import type { OpenVolume } from "./write-volume-tables.js";

/** Both volumes of each pair for the tables, in the roles that `score-instances` joins by default. */
export function volumesOfPairs(
  pairs: readonly FilePair[],
  labellingOf: LabellingOf,
  { partly }: ScoreParams,
  { signal }: Session,
): readonly OpenVolume[] {
  return pairs.flatMap(({ sample, gt, pred }) => {
    const known = partly === undefined ? labellingOf({ sample, name: gt.name })?.labelling : undefined;
    const labelling = known ?? (partly === undefined ? null : partly ? "partly" : "completely");
    const sides = [
      { file: gt, role: "ground truth", volume_id: `${sample}:gt` },
      { file: pred, role: "prediction", volume_id: `${sample}:pred` },
    ];
    return sides.map(
      ({ file, ...named }): OpenVolume =>
        async () => {
          const labels = await openVolumeFile(file, { signal });
          const about = { ...named, sample, split: null, labelling, source_file: file.name, array: arrayPlace(labels) };
          return { about, labels, raw: null, voxelUm: null };
        },
    );
  });
}
