import type { ByteSource } from "../bytes/byte-source.js";
import { type FileSet, openRequired } from "../bytes/file-set.js";
import { MissingFileError } from "../errors.js";
import type { Manifest } from "../manifest/schema.js";
import { fileOfRecording } from "./read-recordings.js";

/**
 * Opens the file of a role that belongs to a recording.
 *
 * @throws MissingFileError where the manifest names none, or it is not there
 */
export async function openFileOfRecording(
  manifest: Manifest,
  files: FileSet,
  role: string,
  recordingId: string,
): Promise<ByteSource> {
  const entry = fileOfRecording(manifest, role, recordingId);
  if (entry) return openRequired(files, entry.path);
  throw new MissingFileError({ file: `${role} of ${recordingId}`, searched: [`the manifest of ${manifest.id}`] });
}
