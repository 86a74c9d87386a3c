import type { Manifest } from "../../../src/manifest/schema.js";
import { makeNifti, type NiftiInput } from "../../support/make-nifti.js";
import { bytesOf } from "../../support/make-npy.js";

export const folder = "encoding/haxby-slice";

/** A series of volumes of 2 × 3 × 1 voxels of 2 mm, TR 2.5 s; voxel v of volume t is 10 t + v. */
export function seriesFile(volumes: number, changes: Partial<NiftiInput> = {}): Uint8Array {
  const values = new Int16Array(volumes * 6).map((_, index) => 10 * Math.floor(index / 6) + (index % 6));
  const sform = { code: 1, numbers: [-2, 0, 0, 10, 0, 2, 0, -20, 0, 0, 2, 30] };
  const pixdim = [-1, 2, 2, 2, 2.5];
  return makeNifti({ shape: [2, 3, 1, volumes], values: bytesOf(values), units: 10, pixdim, sform, ...changes });
}

const encode = (text: string) => new TextEncoder().encode(text);

/** Two runs of three and two volumes, and motion of all five. */
export const words = "rest 0\nface 0\nface 0\nhouse 1\nrest 1\n";
export const numbers = "0 0\n1 0\n1 0\n2 1\n0 1\n";
export const motion = Array.from({ length: 5 }, (_, row) => `${row} 0 0 0 0 -${row}`).join("\n");

/** The files of the dataset, named as in the manifest. */
export function sliceFiles(
  manifest: Manifest,
  changes: Readonly<Record<string, Uint8Array | string>> = {},
): Record<string, Uint8Array> {
  const contents: Readonly<Record<string, Uint8Array | string>> = {
    recordings: seriesFile(5, { gzip: true }),
    ...{ labels: words, codes: numbers, motion },
    ...changes,
  };
  return Object.fromEntries(
    manifest.files.map(({ path, role }) => {
      const content = contents[role]!;
      return [path, typeof content === "string" ? encode(content) : content];
    }),
  );
}
