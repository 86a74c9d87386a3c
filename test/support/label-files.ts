import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";
import type { LabelVolume } from "../../src/volumes/label-volume.js";

/** Every element of a label volume, (channel,) z, y, x; the axis of channels is there where there are several. */
export function denseOf({ shape, channels, instances }: LabelVolume): {
  readonly shape: readonly number[];
  readonly values: Float64Array;
} {
  const voxels = shape[0] * shape[1] * shape[2];
  const values = new Float64Array(channels * voxels);
  for (const { channel, label, runs } of instances) {
    for (const [run, start] of runs.starts.entries()) {
      values.fill(label, channel * voxels + start, channel * voxels + start + runs.lengths[run]!);
    }
  }
  return { shape: channels > 1 ? [channels, ...shape] : shape, values };
}

/** How {@link zarrLabels} stores. */
export interface ZarrLabelOptions {
  readonly array?: string;
  readonly attributes?: Readonly<Record<string, unknown>>;
  /** What the metadata say; chunks are in gzip. */
  readonly compressor?: string;
  /** Changes the bytes of the only chunk; undefined leaves it out. */
  readonly chunk?: (bytes: Uint8Array) => Uint8Array | undefined;
}

/** The files of a Zarr store of format 2 with one array of labels (uint8) in one chunk. */
export function zarrLabels(volume: LabelVolume, options: ZarrLabelOptions = {}): Readonly<Record<string, Uint8Array>> {
  const { array = "volumes/gt_instances", attributes = {}, compressor = "gzip", chunk = (bytes) => bytes } = options;
  const { shape, values } = denseOf(volume);
  const text = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));
  const about = {
    ...{ zarr_format: 2, shape, chunks: shape, dtype: "|u1", order: "C", fill_value: 0, filters: null },
    compressor: { id: compressor, level: 1 },
  };
  const bytes = chunk(gzipSync(Uint8Array.from(values)));
  return {
    ".zgroup": text({ zarr_format: 2 }),
    [`${array}/.zarray`]: text(about),
    [`${array}/.zattrs`]: text(attributes),
    ...(bytes && { [`${array}/${shape.map(() => 0).join(".")}`]: bytes }),
  };
}

/** Writes files below a folder. */
export async function writeFiles(folder: string, files: Readonly<Record<string, Uint8Array>>): Promise<void> {
  for (const [path, bytes] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), bytes);
  }
}
