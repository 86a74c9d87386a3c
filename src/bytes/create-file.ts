import type { FileWriter, FolderSink } from "./folder-sink.js";

/** Creates a file and fills it: whole, or where `fill` throws not at all. Gives what `fill` gives. */
export async function createFile<T>(
  sink: FolderSink,
  path: string,
  fill: (file: FileWriter) => Promise<T>,
): Promise<T> {
  const file = await sink.create(path);
  try {
    const result = await fill(file);
    await file.close();
    return result;
  } catch (error) {
    await file.abort();
    throw error;
  }
}
