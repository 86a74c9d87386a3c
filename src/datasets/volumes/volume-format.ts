/** Formats of one file that hold volumes. */
export type VolumeFormat = "zip" | "hdf5" | "nifti" | "npy";

/**
 * The format of a file that may hold a volume, from its first bytes, else from its name (HDF5 may begin later, gzip tells
 * nothing of what it holds); undefined for what is none.
 *
 * @param start - The first bytes, at most 1024 are looked at.
 */
export function volumeFormat(name: string, start: Uint8Array): VolumeFormat | undefined {
  const text = String.fromCharCode(...start.subarray(0, 1024));
  const signed = signatures.find(({ at, signature }) => at.some((place) => text.startsWith(signature, place)));
  return signed?.format ?? endings.find(({ ending }) => ending.test(name))?.format;
}

const signatures: readonly {
  readonly format: VolumeFormat;
  readonly signature: string;
  readonly at: readonly number[];
}[] = [
  { format: "zip", signature: "PK\x03\x04", at: [0] },
  { format: "zip", signature: "PK\x05\x06", at: [0] },
  { format: "hdf5", signature: "\x89HDF\r\n\x1a\n", at: [0, 512] },
  { format: "npy", signature: "\x93NUMPY", at: [0] },
  { format: "nifti", signature: "n+1\0", at: [344] },
  { format: "nifti", signature: "n+2\0\r\n\x1a\n", at: [4] },
];

const endings: readonly { readonly format: VolumeFormat; readonly ending: RegExp }[] = [
  { format: "zip", ending: /\.zip$/i },
  { format: "hdf5", ending: /\.(hdf5?|h5)$/i },
  { format: "nifti", ending: /\.(nii|img|hdr)(\.gz)?$/i },
  { format: "npy", ending: /\.npy$/i },
];
