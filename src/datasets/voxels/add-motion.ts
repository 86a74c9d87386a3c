import type { ByteSource } from "../../bytes/byte-source.js";
import { readTextMatrix } from "../../formats/text-matrix.js";
import type { channelCollector } from "../channel-collector.js";
import type { ReportFinding } from "../read-recordings.js";
import { traceBlock } from "../trace-block.js";

/** Columns of the parameter files of FSL's MCFLIRT: three rotations in radians, three translations in millimetres. */
const columns = [
  ...[1, 2, 3].map((axis) => ({ name: `rotation_${axis}`, quantity: "rotation", unit: "rad" })),
  ...["x", "y", "z"].map((axis) => ({ name: `translation_${axis}`, quantity: "translation", unit: "mm" })),
];

/** Which volumes of a series a run is. */
export interface VolumeRange {
  /** `[start, end)`. */
  readonly start: number;
  readonly end: number;
  /** Volumes of the series. */
  readonly of: number;
}

/**
 * Adds the motion of the head in a run as channels; the file has a row of six numbers per volume of the series. One of
 * another size belongs to other volumes: it is reported, and no channel comes of it.
 *
 * @throws FormatError for what is no text of numbers
 */
export async function addMotion(
  source: ByteSource,
  channels: ReturnType<typeof channelCollector>,
  { start, end, of }: VolumeRange,
  report: ReportFinding,
): Promise<void> {
  const matrix = await readTextMatrix(source);
  if (matrix.rows !== of || matrix.columns !== columns.length) {
    report({
      ...{ source_file: source.name, place: "rows", rule: "motion-not-read", severity: "loss" },
      expected: `${of} rows of ${columns.length} numbers`,
      found: `${matrix.rows} rows of ${matrix.columns}`,
      action: "no channel of motion is made",
    });
    return;
  }
  const block = traceBlock(columns.length, end - start, { file: source.name, place: "rows" });
  block.fill(0, matrix.values.subarray(start * columns.length, end * columns.length));
  for (const [index, about] of columns.entries()) {
    channels.add({ kind: "motion", source_index: index, ...about }, block.traces[index]!);
  }
}
