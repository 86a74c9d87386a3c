import { ArgumentError } from "../../errors.js";
import type { CommandOptions } from "../command.js";
import { textOption } from "../text-option.js";
import type { VolumeFile } from "./volume-files.js";

/**
 * The samples of files: that of `--sample`, else those of their names. Results are named by them.
 *
 * @throws ArgumentError for `--sample` with several files, and for two files of one sample
 */
export function samplesOf(files: readonly VolumeFile[], options: CommandOptions): readonly string[] {
  const given = textOption(options, "sample");
  if (given !== undefined && files.length > 1) {
    throw new ArgumentError({ argument: "--sample", expected: "one file at a time", found: `${files.length} files` });
  }
  const samples = files.map(({ sample }) => given ?? sample);
  const twice = samples.find((sample, index) => samples.indexOf(sample) !== index);
  if (twice === undefined) return samples;
  const next = "a sample is the name of a file up to the first dot; take them one by one with --sample";
  throw new ArgumentError({ argument: "file", expected: "one file of each sample", found: `two of ${twice}`, next });
}
