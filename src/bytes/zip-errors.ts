import { FormatError, isNeuroloomError } from "../errors.js";
import { isSourceError } from "./zip-reader.js";

/**
 * An error of the zip library as one of ours. Errors that are ours already, those of the source below, and the reason
 * of an abort stay as they are.
 */
export function zipError(
  error: unknown,
  place: { readonly file: string; readonly member?: string },
  signal?: AbortSignal,
): unknown {
  if (isNeuroloomError(error) || isSourceError(error) || (signal?.aborted && error === signal.reason)) return error;
  const found = error instanceof Error ? error.message : String(error);
  const known = explanations.find(({ pattern }) => pattern.test(found));
  return new FormatError({
    file: place.file,
    place: place.member === undefined ? "zip directory" : `zip member ${place.member}`,
    expected: known?.expected ?? "a readable zip archive",
    found: known?.found ?? found,
    cause: error,
    ...(known?.next ? { next: known.next } : {}),
  });
}

const explanations: readonly { pattern: RegExp; expected: string; found?: string; next?: string }[] = [
  {
    pattern: /encrypt/i,
    expected: "a member without password",
    found: "an encrypted one",
    next: "unpack the archive with its password first",
  },
  {
    pattern: /End of central directory not found|File format is not recognized/,
    expected: "a zip archive",
    found: "no zip directory at its end",
    next: "the file is truncated or something else",
  },
  { pattern: /Split zip/i, expected: "an archive in one file", next: "join its parts first" },
  {
    pattern: /Compression method not supported/i,
    expected: "a stored or deflated member",
    next: "pack the archive anew",
  },
];
