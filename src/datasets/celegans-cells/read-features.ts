import { readPairTable } from "../connectome/pair-table.js";
import type { ReadNodeTable, SourceCell } from "./node-table.js";
import { commonType, joinedWords, sortedWords } from "./words.js";

const nameColumn = "neuronID";
const typeGroup = "cellType:";

/**
 * A table of features: neuronID, then a column of numbers per feature, named group:feature. The features of the group
 * cellType that are 1 are the type.
 *
 * @throws FormatError for a missing column and what is no finite number
 */
export const readFeatures: ReadNodeTable = async (source, { signal }) => {
  const columns = [nameColumn, "segment:head", "segment:tail"];
  const rows = await readPairTable(source, { columns, signal });
  const cells = rows.map(({ fields, number, place }): SourceCell => {
    const names = Object.keys(fields).filter((name) => name !== nameColumn);
    const features = new Map(names.map((name) => [name, number(name)]));
    const types = names
      .filter((name) => name.startsWith(typeGroup) && features.get(name) === 1)
      .map((name) => name.slice(typeGroup.length));
    return {
      name_source: fields[nameColumn]!,
      type: sortedWords(types.map(commonType)),
      type_source: joinedWords(types),
      in_head: features.get("segment:head") === 1,
      in_tail: features.get("segment:tail") === 1,
      features,
      place,
    };
  });
  return { cells };
};
