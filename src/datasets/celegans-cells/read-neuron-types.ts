import type { ByteSource } from "../../bytes/byte-source.js";
import { FormatError } from "../../errors.js";
import { matTexts } from "../../formats/mat/mat-access.js";
import { openMat } from "../../formats/mat.js";
import type { ReadNodeTable, SourceCell } from "./node-table.js";
import { sortedWords } from "./words.js";

const types: Readonly<Record<string, string>> = { S: "sensory", I: "inter", M: "motor" };

/**
 * The codes of NeuronTypeOrdered_040903.mat for the names of ConnOrdered_040903.mat, in the same order: a letter for
 * the group of the cell body, L, R or U (left, right, unpaired), then S, I, M for each type.
 *
 * @throws FormatError where both lists differ in length, for an empty name and for another code
 */
export const readNeuronTypes: ReadNodeTable = async (source, { openNames }) => {
  const codes = await textsOf(source, "NeuronType_ordered");
  const names = await textsOf(await openNames(), "Neuron_ordered");
  const file = source.name;
  if (codes.length === 0 || codes.length !== names.length) {
    const found = `${codes.length} codes`;
    const place = "variable NeuronType_ordered";
    throw new FormatError({ file, place, expected: `a code for each of ${names.length} neurons`, found });
  }
  const cells = codes.map((code, index): SourceCell => {
    const place = `NeuronType_ordered(${index + 1})`;
    const [, group, side, letters] = /^([A-Z])([LRU])([SIM]{1,3})$/.exec(code ?? "") ?? [];
    const name = names[index]?.trim();
    if (!group || !letters || !name) {
      const expected = "a code such as ALMS, and a name for it";
      throw new FormatError({ file, place, expected, found: `${JSON.stringify(code)}, ${JSON.stringify(name)}` });
    }
    return {
      name_source: name,
      type: sortedWords([...letters].map((letter) => types[letter]!)),
      type_source: code!,
      category: group,
      side: side === "U" ? null : (side as "L" | "R"),
      place,
    };
  });
  return { cells };
};

async function textsOf(source: ByteSource, variable: string): Promise<readonly (string | null)[]> {
  const mat = await openMat(source);
  try {
    return matTexts(await mat.read(variable));
  } finally {
    mat.close();
  }
}
