import { FormatError } from "../../errors.js";
import { makeStack, unknownDescription } from "../../rsa/stack/make-stack.js";
import type { RdmDescription, RdmStack } from "../../rsa/stack/rdm-stack.js";
import type { ArrayRdms } from "./rdms-of-array.js";

/** The RDMs of one array of a file, and what to call them. */
export interface NamedRdms extends ArrayRdms {
  /** The array's name; its RDMs get it as their id, with a position behind it where there are several. */
  readonly name: string;
  /** Ids instead of that. */
  readonly ids?: readonly string[];
  readonly about?: Partial<RdmDescription>;
}

/**
 * One stack of all RDMs of a file. Without names of conditions their positions, counted from 1, stand for them.
 *
 * @param conditions - Names of the conditions; null where the file has none.
 * @throws FormatError where RDMs differ in their number of conditions, and for names that do not fit or stand twice
 */
export function stackOfArrays(
  file: string,
  arrays: readonly NamedRdms[],
  conditions: readonly string[] | null,
): RdmStack {
  const nConditions = arrays[0]!.nConditions;
  const other = arrays.find((array) => array.nConditions !== nConditions);
  const fail = (place: string, expected: string, found: string, next?: string) =>
    new FormatError({ file, place, expected, found, ...(next !== undefined && { next }) });
  if (other) {
    const next = `choose one of ${arrays.map(({ name }) => name).join(", ")}`;
    throw fail(other.name, `${nConditions} conditions as in ${arrays[0]!.name}`, `${other.nConditions}`, next);
  }
  const names = conditions ?? Array.from({ length: nConditions }, (_, index) => String(index + 1));
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (names.length !== nConditions || twice !== undefined) {
    const found = twice === undefined ? `${names.length}` : `${JSON.stringify(twice)} twice`;
    throw fail("conditions", `${nConditions} names that differ`, found);
  }
  const descriptions = arrays.flatMap(({ name, ids, vectors, about }) =>
    vectors.map((_, index) => {
      const id = ids?.[index] ?? (vectors.length === 1 ? name : `${name}-${index + 1}`);
      return { ...unknownDescription(id), ...about, id };
    }),
  );
  const ids = descriptions.map(({ id }) => id);
  const rdms = descriptions.map((rdm, index) =>
    ids.indexOf(rdm.id) === index ? rdm : { ...rdm, id: `${rdm.id}#${index + 1}` },
  );
  const vectors = arrays.flatMap((array) => array.vectors);
  const pairs = (nConditions * (nConditions - 1)) / 2;
  const values = new Float64Array(vectors.length * pairs);
  for (const [index, vector] of vectors.entries()) values.set(vector, index * pairs);
  return makeStack({ conditions: names, values, rdms, ...(conditions === null && { namedByPosition: true }) });
}
