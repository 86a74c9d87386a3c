import type { Manifest } from "../../../src/manifest/schema.js";
import { makeNifti, type NiftiInput } from "../../support/make-nifti.js";
import { bytesOf } from "../../support/make-npy.js";

const sform = { code: 1, numbers: [-25, 0, 0, 62.5, 0, 25, 0, -112.5, 0, 0, 25, -112.5] };
const place = { sform, pixdim: [-1, 25, 25, 25, 2.5] };

/** Three volumes of 2 × 2 × 1 voxels; voxel v of volume t is 10 t + v. */
export function boldFile(changes: Partial<NiftiInput> = {}): Uint8Array {
  const values = new Int16Array(12).map((_, index) => 10 * Math.floor(index / 4) + (index % 4));
  return makeNifti({ shape: [2, 2, 1, 3], values: bytesOf(values), units: 10, ...place, gzip: true, ...changes });
}

/** A mask of the same voxels. */
export function maskFile(values: readonly number[], changes: Partial<NiftiInput> = {}): Uint8Array {
  const numbers = bytesOf(new Float32Array(values));
  return makeNifti({ shape: [2, 2, 1], datatype: 16, values: numbers, units: 2, offset: 3008, ...place, ...changes });
}

export const events = "onset\tduration\ttrial_type\n0.0\t2.5\tface\n2.5\t5\tcat\n";
export const motion = "0.1 0.2 0.3 1 2 3\n0.1 0.2 0.3 1 2 4\n0.1 0.2 0.3 1 2 5\n";

const masks: Readonly<Record<string, readonly number[]>> = {
  brain: [1, 1, 1, 0],
  gray: [0, 1, 1, 0],
  white: [1, 0, 0, 0],
  vt: [0, 0, 1, 0],
  hoc: [0, 22, 0, 0],
};

/** Files of the first run and of the masks, named as in the manifest; `changes` by role or by name of the mask. */
export function runFiles(
  manifest: Manifest,
  changes: Readonly<Record<string, Uint8Array | string>> = {},
): Record<string, Uint8Array> {
  const files: Record<string, Uint8Array> = {};
  for (const { path, role, group } of manifest.files) {
    if (group && group.subject !== "run001") continue;
    const mask = /mask_(\w+)/.exec(path)?.[1];
    const made = { recording: boldFile(), events, motion }[role] ?? maskFile(masks[mask!]!);
    const content = changes[mask ?? role] ?? made;
    files[path] = typeof content === "string" ? new TextEncoder().encode(content) : content;
  }
  return files;
}
