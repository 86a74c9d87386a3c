import { dimLabels } from "../../datasets/volumes/dim-labels.js";
import { ArgumentError, EmptyResultError } from "../../errors.js";
import type { BlockedArray } from "../../formats/blocked-array.js";
import type { SamplePair } from "../../operations/volumes/score-samples.js";
import { collectLabelVolume } from "../../volumes/collect-label-volume.js";
import type { LabelVolume } from "../../volumes/label-volume.js";
import type { Session } from "../command.js";
import type { LabellingOf } from "./sample-labelling.js";
import { openVolumeFile, type VolumeFile } from "./volume-files.js";

/** Ground truth and prediction of a sample as files. */
export interface FilePair {
  readonly sample: string;
  readonly gt: VolumeFile;
  readonly pred: VolumeFile;
}

/** Files that belong together, and those that stay alone. */
export interface MatchedFiles {
  readonly pairs: readonly FilePair[];
  readonly alone: { readonly gt: readonly string[]; readonly pred: readonly string[] };
}

/**
 * Joins ground truth and predictions by sample, the name of the file up to the first dot; one of each belong together
 * whatever they are called.
 *
 * @throws ArgumentError for two files of one sample; EmptyResultError where nothing belongs together
 */
export function matchFiles(gts: readonly VolumeFile[], preds: readonly VolumeFile[]): MatchedFiles {
  if (gts.length === 1 && preds.length === 1) {
    const [gt, pred] = [gts[0]!, preds[0]!];
    return { pairs: [{ sample: gt.sample, gt, pred }], alone: { gt: [], pred: [] } };
  }
  const [gtOf, predOf] = [bySample("--gt", gts), bySample("--pred", preds)];
  const pairs = gts.flatMap((gt) => {
    const pred = predOf.get(gt.sample);
    return pred ? [{ sample: gt.sample, gt, pred }] : [];
  });
  const alone = {
    gt: gts.filter(({ sample }) => !predOf.has(sample)).map(({ name }) => name),
    pred: preds.filter(({ sample }) => !gtOf.has(sample)).map(({ name }) => name),
  };
  if (pairs.length > 0) return { pairs, alone };
  const some = (files: readonly VolumeFile[]) => files.slice(0, 5).map(({ sample }) => sample);
  throw new EmptyResultError({
    what: `scores of ${gts.length} files with ground truth and ${preds.length} with predictions`,
    next: `a sample is the name of a file up to the first dot; ground truth has ${some(gts).join(", ")}, predictions ${some(preds).join(", ")}`,
  });
}

function bySample(argument: string, files: readonly VolumeFile[]): ReadonlyMap<string, VolumeFile> {
  const found = new Map<string, VolumeFile>();
  for (const file of files) {
    const other = found.get(file.sample);
    if (other) {
      const next = "score runs of a method one by one with --out and --id, then run score-stability";
      const names = `${other.name} and ${file.name}`;
      throw new ArgumentError({ argument, expected: "one file of each sample", found: names, next });
    }
    found.set(file.sample, file);
  }
  return found;
}

/** Pairs whose labels are read when they are scored; remarks on what files list go to the session. */
export function pairsOfFiles(
  matched: readonly FilePair[],
  labellingOf: LabellingOf,
  session: Session,
): readonly SamplePair[] {
  const { signal } = session;
  return matched.map(({ sample, gt, pred }): SamplePair => {
    return {
      ...{ sample, labelling: labellingOf({ sample, name: gt.name })?.labelling ?? null },
      async gt() {
        const array = await openVolumeFile(gt, { signal });
        const volume = await labelsOfArray(array, signal);
        const report = ({ found }: { readonly found: string }) =>
          session.note(`${gt.name}: dim_neurons names what is no label: ${found}`);
        const about = { file: gt.name, place: array.path, report };
        return { volume, dim: dimLabels(await array.attributes(), volume, about) };
      },
      pred: async () => labelsOfArray(await openVolumeFile(pred, { signal }), signal),
    };
  });
}

/** The labels of a stored array. @throws FormatError for damage and for what are no labels */
export function labelsOfArray(array: BlockedArray, signal: AbortSignal): Promise<LabelVolume> {
  return collectLabelVolume(array.shape, (onRun) => array.foreground(onRun, { signal }), { file: array.file });
}
