import { FormatError } from "../../errors.js";
import type { NiftiHeader } from "./nifti-header.js";

/** Where voxels are: (x, y, z, 1)ᵀ = matrix · (i, j, k, 1)ᵀ with indices from 0, x to the right, y front, z up. */
export interface NiftiAffine {
  /** Three rows of four, in the image's unit of space. */
  readonly matrix: readonly number[];
  /** The part of the header that it is made of; `pixdim`: the header places the image nowhere, it starts at 0. */
  readonly source: "sform" | "qform" | "pixdim";
  /** What the positions refer to, in the words of nifti1.h; null where the header places the image nowhere. */
  readonly space: string | null;
}

/** Codes of `qform_code` and `sform_code`. */
const spaces: Readonly<Record<number, string>> = {
  1: "scanner",
  2: "aligned to another scan",
  3: "Talairach",
  4: "MNI 152",
  5: "another template",
};

/** How far below zero rounding to float32 may bring 1 − b² − c² − d². */
const quaternionTolerance = 3 * 2 ** -23;

/**
 * The affine of an image: of the sform where its code is set, else of the qform, else the grid spacings alone
 * (methods 3, 2 and 1 of nifti1.h).
 *
 * @throws FormatError for numbers that place voxels nowhere
 */
export function niftiAffine(file: string, header: NiftiHeader): NiftiAffine {
  const { sformCode, qformCode } = header;
  const source = sformCode > 0 ? "sform" : qformCode > 0 ? "qform" : "pixdim";
  const matrix = makers[source](file, header);
  if (!matrix.every(Number.isFinite)) {
    throw new FormatError({ file, place: `NIfTI ${source}`, expected: "finite numbers", found: matrix.join(", ") });
  }
  const code = { sform: sformCode, qform: qformCode, pixdim: 0 }[source];
  return { matrix, source, space: code === 0 ? null : (spaces[code] ?? `code ${code}`) };
}

const makers: Readonly<Record<NiftiAffine["source"], (file: string, header: NiftiHeader) => readonly number[]>> = {
  sform: (_file, { sform }) => sform,
  qform: quaternionAffine,
  pixdim(file, header) {
    const [x, y, z] = spacings(file, header);
    return [x, 0, 0, 0, 0, y, 0, 0, 0, 0, z, 0];
  },
};

/** Rotation by the unit quaternion (√(1 − b² − c² − d²), b, c, d), after scaling; pixdim[0] < 0 flips the third axis. */
function quaternionAffine(file: string, header: NiftiHeader): readonly number[] {
  const stored = header.quaternion;
  const [x, y, z] = header.qformOffset as [number, number, number];
  const [sizeX, sizeY, spacingZ] = spacings(file, header);
  const sizeZ = header.pixdim[0]! < 0 ? -spacingZ : spacingZ;
  const length = Math.hypot(...stored);
  const rest = 1 - length * length;
  if (!(rest >= -quaternionTolerance)) {
    const expected = "a quaternion with b² + c² + d² ≤ 1";
    throw new FormatError({ file, place: "NIfTI qform", expected, found: stored.join(", ") });
  }
  const [b, c, d] = stored.map((part) => (rest < 0 ? part / length : part)) as [number, number, number];
  const a = Math.sqrt(Math.max(0, rest));
  return [
    ...[(a * a + b * b - c * c - d * d) * sizeX, 2 * (b * c - a * d) * sizeY, 2 * (b * d + a * c) * sizeZ, x],
    ...[2 * (b * c + a * d) * sizeX, (a * a + c * c - b * b - d * d) * sizeY, 2 * (c * d - a * b) * sizeZ, y],
    ...[2 * (b * d - a * c) * sizeX, 2 * (c * d + a * b) * sizeY, (a * a + d * d - b * b - c * c) * sizeZ, z],
  ];
}

/** Grid spacings of the first three axes; 1 for axes that the image does not have. */
function spacings(file: string, { pixdim, shape }: NiftiHeader): readonly [number, number, number] {
  const sizes = pixdim.slice(1, 4).map((size, axis) => (axis >= shape.length && !(size > 0) ? 1 : size));
  if (sizes.every((size) => size > 0 && Number.isFinite(size))) return sizes as [number, number, number];
  throw new FormatError({ file, place: "NIfTI pixdim", expected: "spacings above 0", found: sizes.join(", ") });
}
