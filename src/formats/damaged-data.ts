import { FormatError } from "../errors.js";

/** Which bytes of which file are at hand, as errors name them. */
export interface DataPlace {
  readonly file: string;
  readonly place: string;
}

/** The error for compressed bytes that are not what they should be. */
export function damagedData(where: DataPlace, expected: string, found: string): FormatError {
  const next = "the file is damaged; fetch it again";
  return new FormatError({ file: where.file, place: where.place, expected, found, next });
}
