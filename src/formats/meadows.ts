import type { ByteSource } from "../bytes/byte-source.js";
import { FormatError } from "../errors.js";
import { readMeadowsJson } from "./meadows/meadows-json.js";
import { readMeadowsMat } from "./meadows/meadows-mat.js";
import { meadowsName } from "./meadows/meadows-name.js";
import type { MeadowsRdm } from "./meadows/meadows-rdm.js";

export type { MeadowsRdm } from "./meadows/meadows-rdm.js";

/**
 * The RDMs that participants of a Meadows experiment arranged: one per participant and task, from a MAT or a JSON
 * download. Participants and tasks are named by the content, and where it is silent by the file's name.
 *
 * A MAT file holds one participant (`rdmutv`, `stimuli`) or several (`rdmutv_<name>`, `stimuli_<name>`); a JSON file
 * the tasks of one participant, or one task.
 *
 * @throws FormatError for other layouts and damaged files, for a list of dissimilarities that does not fit its stimuli,
 *   and for two stimuli of one name
 */
export async function readMeadows(source: ByteSource, signal?: AbortSignal): Promise<readonly MeadowsRdm[]> {
  const fileName = source.name.slice(source.name.lastIndexOf("/") + 1);
  const named = meadowsName(fileName);
  const isJson = fileName.toLowerCase().endsWith(".json");
  const rdms = isJson ? await readMeadowsJson(source, named, signal) : await readMeadowsMat(source, named, signal);
  for (const { stimuli, values, place } of rdms) {
    const pairs = (stimuli.length * (stimuli.length - 1)) / 2;
    const fail = (expected: string, found: string) => new FormatError({ file: source.name, place, expected, found });
    if (stimuli.length < 2 || values.length !== pairs) {
      throw fail(`the ${pairs} pairs of ${stimuli.length} stimuli`, `${values.length} dissimilarities`);
    }
    const twice = stimuli.find((name, index) => stimuli.indexOf(name) !== index);
    if (twice !== undefined) throw fail("stimuli whose names differ up to the first dot", `${twice} twice`);
  }
  return rdms;
}
