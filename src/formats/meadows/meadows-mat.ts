import type { ByteSource } from "../../bytes/byte-source.js";
import { FormatError } from "../../errors.js";
import { matNumbers, matTexts } from "../mat/mat-access.js";
import { openMat } from "../mat.js";
import type { MeadowsName } from "./meadows-name.js";
import { type MeadowsRdm, stimulusName } from "./meadows-rdm.js";

const vectorName = /^rdmutv(?:_(.+))?$/;

/** The RDMs of a MAT download, one per variable `rdmutv…`, with the stimuli of the variable of the same ending. */
export async function readMeadowsMat(
  source: ByteSource,
  named: MeadowsName,
  signal: AbortSignal | undefined,
): Promise<readonly MeadowsRdm[]> {
  const mat = await openMat(source);
  try {
    const rdms: MeadowsRdm[] = [];
    for (const { name } of mat.variables) {
      const [matched, ending] = vectorName.exec(name) ?? [];
      if (matched === undefined) continue;
      const labels = ending === undefined ? "stimuli" : `stimuli_${ending}`;
      const options = signal ? { signal } : {};
      const values = matNumbers(await mat.read(name, options));
      const hasLabels = mat.variables.some((variable) => variable.name === labels);
      const stimuli = hasLabels ? matTexts(await mat.read(labels, options)) : [];
      if (!values || stimuli.length === 0 || stimuli.some((text) => !text)) {
        const expected = `numbers, and a name for each stimulus in ${labels}`;
        const found = values ? `${stimuli.filter(Boolean).length} names` : "no numbers";
        throw new FormatError({ file: source.name, place: name, expected, found });
      }
      rdms.push({
        ...named,
        ...(ending !== undefined && { participant: ending.replaceAll("_", "-") }),
        stimuli: stimuli.map((text) => stimulusName(text!)),
        ...{ values, place: name },
      });
    }
    if (rdms.length > 0) return rdms;
    const found = mat.variables.map(({ name }) => name).join(", ") || "none";
    const expected = "rdmutv and stimuli, or a pair of them for each participant";
    throw new FormatError({ file: source.name, place: "variables", expected, found });
  } finally {
    mat.close();
  }
}
