import type { InferredRecording } from "../datasets/own/infer/guess.js";
import { plainTable } from "../datasets/own/own-manifest.js";
import { tableRows } from "../datasets/own/table-rows.js";
import { FormatError, isNeuroloomError } from "../errors.js";
import { folderFiles } from "./folder-files.js";

/**
 * The path of a text file with a label per trace: the given one, or one that lies beside the recording and is named
 * after it (`worm1_labels.txt`, `worm1-labels.csv`, `labels.txt`) and has as many lines as there are traces.
 *
 * @throws FormatError when the given one is not there, or has more or fewer lines
 */
export async function labelFileFor(
  { file, neurons }: Pick<InferredRecording, "file" | "neurons">,
  folder: string,
  given: string | undefined,
): Promise<string | undefined> {
  const files = folderFiles(folder);
  const stem = file.replace(/\.[^./]*$/, "");
  const beside = file.slice(0, file.lastIndexOf("/") + 1);
  const names = ["_labels", "-labels"].flatMap((end) => [`${stem}${end}.txt`, `${stem}${end}.csv`]);
  for (const path of given === undefined ? [...names, `${beside}labels.txt`] : [given]) {
    const source = path === file ? undefined : await files.open(path);
    const lines = source ? await lineCount(source) : undefined;
    if (lines === neurons) return path;
    if (given === undefined) continue;
    const found = lines === undefined ? "no such file" : `${lines} lines`;
    throw new FormatError({
      file: path,
      place: "labels",
      expected: `a label for each of the ${neurons} traces`,
      found,
    });
  }
  return undefined;
}

/** Lines of a table; undefined for what is none, since a file that only lies there says nothing. */
async function lineCount(source: Parameters<typeof tableRows>[0]): Promise<number | undefined> {
  let lines = 0;
  try {
    for await (const _ of tableRows(source, plainTable)) lines++;
    return lines;
  } catch (error) {
    if (isNeuroloomError(error)) return undefined;
    throw error;
  }
}
