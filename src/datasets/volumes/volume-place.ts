/** A file, and an array in it where one is named. */
export interface VolumePlace {
  readonly path: string;
  readonly array: string | undefined;
}

/**
 * Takes `file.hdf:/volumes/labels` apart, as HDF5 and Zarr users write it. A colon with a slash behind it that is the
 * second character belongs to a drive.
 */
export function volumePlace(given: string): VolumePlace {
  const at = given.lastIndexOf(":/");
  if (at <= 1) return { path: given, array: undefined };
  return { path: given.slice(0, at), array: given.slice(at + 2) };
}
