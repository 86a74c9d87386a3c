import { ArgumentError, EmptyResultError } from "../../errors.js";
import type { TableReader } from "../../tables/table-reader.js";
import { chosenVolumes, labelsOf, type VolumeChoice, type VolumeRow } from "./read-volumes.js";
import type { Labelling, SamplePair } from "./score-samples.js";

/** The tables that {@link tablePairs} reads. */
export const pairTables = ["volumes", "instances", "voxel_runs"] as const;

/** Samples with ground truth and prediction, and volumes without the other. */
export interface PairedSamples {
  readonly pairs: readonly SamplePair[];
  readonly alone: readonly { readonly sample: string; readonly message: string }[];
}

/**
 * Joins volumes of tables by their sample, in the order of the ground truth.
 *
 * @throws ArgumentError for two volumes of one sample on one side; EmptyResultError where no sample has both sides
 */
export async function tablePairs(
  input: TableReader,
  where: { readonly gt: VolumeChoice["where"]; readonly pred: VolumeChoice["where"] },
  { signal }: { readonly signal: AbortSignal },
): Promise<PairedSamples> {
  const gts = bySample("gt", await chosenVolumes(input, where.gt, { signal }));
  const preds = bySample("pred", await chosenVolumes(input, where.pred, { signal }));
  const pairs: SamplePair[] = [];
  const alone: { sample: string; message: string }[] = [];
  for (const [sample, gt] of gts) {
    const pred = preds.get(sample);
    if (!pred) {
      alone.push({ sample, message: `not scored: ${gt.volume_id} has no prediction` });
      continue;
    }
    pairs.push({
      ...{ sample, labelling: labellingOf(gt) },
      gt: async () => ({ volume: await labelsOf(input, gt, { signal }), dim: await dimOf(input, gt, signal) }),
      pred: () => labelsOf(input, pred, { signal }),
    });
  }
  for (const [sample, pred] of preds) {
    if (!gts.has(sample)) alone.push({ sample, message: `not scored: ${pred.volume_id} has no ground truth` });
  }
  if (pairs.length === 0) {
    const what = `scores of ${gts.size} samples with ground truth and ${preds.size} with a prediction`;
    const next = `no sample has both; there are ${[...gts.keys(), ...preds.keys()].slice(0, 10).join(", ") || "none"}`;
    throw new EmptyResultError({ what, next });
  }
  return { pairs, alone };
}

function bySample(side: "gt" | "pred", rows: readonly VolumeRow[]): ReadonlyMap<string, VolumeRow> {
  const found = new Map<string, VolumeRow>();
  for (const row of rows) {
    const other = found.get(row.sample);
    if (other) {
      const name = ({ dataset_id, volume_id }: VolumeRow) => `${dataset_id}/${volume_id}`;
      throw new ArgumentError({
        argument: side,
        expected: "columns of volumes that one volume of each sample has",
        found: `${name(other)} and ${name(row)} of ${row.sample}`,
        next: `narrow it by dataset_id or volume_id: ${side}: { volume_id: ${row.volume_id} }`,
      });
    }
    found.set(row.sample, row);
  }
  return found;
}

function labellingOf({ labelling }: VolumeRow): Labelling | null {
  return labelling === "completely" || labelling === "partly" ? labelling : null;
}

/** The labels that the tables list as hard to see; null where they list none. */
async function dimOf(
  input: TableReader,
  { dataset_id, volume_id }: VolumeRow,
  signal: AbortSignal,
): Promise<readonly number[] | null> {
  const labels: number[] = [];
  let isListed = false;
  const query = { columns: ["instance", "is_dim"], where: { dataset_id, volume_id }, signal };
  if (!input.tables.includes("instances")) return null;
  for await (const { columns } of input.read("instances", query)) {
    const instance = columns.instance as ArrayLike<number>;
    const isDim = columns.is_dim as ArrayLike<boolean | null>;
    for (let row = 0; row < instance.length; row++) {
      if (isDim[row] !== null) isListed = true;
      if (isDim[row] === true) labels.push(instance[row]!);
    }
  }
  return isListed ? [...new Set(labels)] : null;
}
