import type { ByteSource } from "../../bytes/byte-source.js";
import { type FileSet, openRequired } from "../../bytes/file-set.js";
import { FormatError } from "../../errors.js";
import type { Manifest, ManifestFile } from "../../manifest/schema.js";
import type { TableBatch } from "../../tables/batch.js";
import type { ReportFinding } from "../read-recordings.js";
import { type BoldRun, boldRecording } from "../voxels/bold-recording.js";
import { type BoldSeries, openBold } from "../voxels/open-bold.js";
import { readMask } from "../voxels/read-mask.js";
import { maskName } from "../voxels/read-regions.js";
import { ownPath, unstatedQuantity } from "./compile-own-manifest.js";
import { ownEvents } from "./own-events.js";
import type { OwnTime } from "./own-manifest.js";
import type { RecordingLayout } from "./recording-layout.js";

/** What is known of a recording besides its volumes and their layout. */
export interface OwnImageContext {
  readonly manifest: Manifest;
  /** Of the small manifest. */
  readonly id: string;
  readonly files: FileSet;
  readonly file: ManifestFile;
  readonly about: BoldRun["about"];
  readonly report: ReportFinding;
  readonly keepGrid: KeepGrid;
  readonly signal: AbortSignal | undefined;
}

/** Refuses a series on another grid than the one before it of the same subject. @throws FormatError */
export type KeepGrid = (subject: string | null, series: BoldSeries) => void;

/** Remembers the grid of each subject: voxel k of a run is voxel k of the others. */
export function gridKeeper(): KeepGrid {
  const first = new Map<string | null, Pick<BoldSeries, "file" | "grid">>();
  return (subject, { file, grid }) => {
    const known = first.get(subject);
    if (known === undefined) {
      first.set(subject, { file, grid });
      return;
    }
    if (grid.every((length, axis) => length === known.grid[axis])) return;
    throw new FormatError({
      ...{ file, place: "NIfTI dim" },
      expected: `the grid of ${known.file}, ${known.grid.join(" × ")}`,
      found: grid.join(" × "),
      next: "runs of one subject are on one grid; give recordings of several their subject",
    });
  };
}

/**
 * Reads a NIfTI file of volumes as a recording: a channel per voxel, of the mask where there is one, and its events.
 *
 * @throws FormatError for other than four axes, a header without the time between volumes where the manifest does not
 *   say it, a mask on another grid or without voxels, and a grid unlike that of the subject's other runs
 */
export async function readOwnImage(
  source: ByteSource,
  { time, traces, events, mask }: RecordingLayout,
  { manifest, id, files, file, about, report, keepGrid, signal }: OwnImageContext,
): Promise<readonly TableBatch[]> {
  const series = await openBold(source, { stepS: statedStep(time), signal });
  keepGrid(about.subject_id ?? null, series);
  reportOtherStep(series, file.path, report);
  const run = {
    ...{ about, series, start: 0, end: series.volumes },
    quantity: { name: traces.quantity ?? unstatedQuantity, unit: traces.unit ?? null, description: "" },
    events: events ? await ownEvents(id, files, events, { originS: 0, signal }) : [],
    ...(mask !== null && (await masked(await openRequired(files, ownPath(id, mask)), series, signal))),
  };
  return boldRecording(manifest, file, run, { report, signal });
}

function statedStep({ step_s: stepS, rate_hz: rateHz }: OwnTime): number | undefined {
  return stepS ?? (rateHz == null ? undefined : 1 / rateHz);
}

/** How far the time between volumes may lie from the header's, as a share, to be the same. */
const stepTolerance = 1e-6;

function reportOtherStep({ stepS, image }: BoldSeries, file: string, report: ReportFinding): void {
  const own = image.timeStepS;
  if (own === null || Math.abs(own - stepS) <= stepTolerance * stepS) return;
  const words = { source_file: file, place: "NIfTI time", rule: "time-step-given", severity: "note" } as const;
  report({ ...words, expected: `${stepS} s`, found: `${own} s`, action: "the manifest's is taken" });
}

async function masked(source: ByteSource, { image }: BoldSeries, signal: AbortSignal | undefined) {
  const labels = await readMask(source, image, signal);
  const voxels = Int32Array.from(labels.keys()).filter((voxel) => labels[voxel] !== 0);
  const name = maskName(source.name);
  if (voxels.length > 0) return { voxels, regions: Array.from(labels, (label) => (label === 0 ? null : name)) };
  throw new FormatError({ file: source.name, place: "NIfTI values", expected: "a voxel that is not 0", found: "none" });
}
