import { FormatError, UnknownNameError } from "../../errors.js";
import { type Hdf5File, openHdf5, toNumbers } from "../../formats/hdf5.js";
import type { Descriptor, RdmDescription } from "../../rsa/stack/rdm-stack.js";
import { parseLabel } from "./parse-label.js";
import { conditionsOfPairs } from "./rdms-of-array.js";
import type { ReadRdms } from "./read-rdms.js";
import { stackOfArrays } from "./stack-of-arrays.js";

type Lists = ReadonlyMap<string, readonly Descriptor[]>;

/**
 * A dump of rsatoolbox (`RDMs.save` as hdf5). Conditions are named by the pattern descriptor `namedBy`, by default the
 * first one but `index` whose values all differ; descriptors of the whole dump become descriptors of each RDM.
 */
export const readHdf5Rdms: ReadRdms = async (source, _, { namedBy, signal }) => {
  const file = await openHdf5(source, signal ? { signal } : {});
  try {
    const fail = (place: string, expected: string, found: string) =>
      new FormatError({ file: source.name, place, expected, found });
    const dataset = await file.dataset("/dissimilarities");
    const [count = 0, pairs = 0] = dataset.shape ?? [];
    const nConditions = conditionsOfPairs(pairs);
    if (dataset.shape?.length !== 2 || count < 1 || nConditions === undefined) {
      const found = dataset.shape?.join(" × ") ?? "nothing";
      throw fail("/dissimilarities", "RDMs × n (n − 1) / 2 numbers", found);
    }
    const values = await dataset.numbers();
    const patterns = await descriptorLists(file, "/pattern_descriptors", nConditions, source.name);
    const ofRdms = await descriptorLists(file, "/rdm_descriptors", count, source.name);
    const shared = await descriptorLists(file, "/descriptors", 1, source.name);
    const label = (await file.attributes("/", ["dissimilarity_measure"])).get("dissimilarity_measure");
    const name = namedBy ?? [...patterns.keys()].find((key) => key !== "index" && areUnique(patterns.get(key)!));
    if (name !== undefined && !patterns.has(name)) {
      throw new UnknownNameError({ kind: `pattern descriptor in ${source.name}`, name, known: [...patterns.keys()] });
    }
    const conditions = name === undefined ? null : patterns.get(name)!.map(String);
    const descriptions = Array.from({ length: count }, (_, index) =>
      described({ index, ofRdms, shared, label: typeof label === "string" ? label : "" }),
    );
    const vectors = descriptions.map((_, index) => values.subarray(index * pairs, (index + 1) * pairs));
    const arrays = descriptions.map((about, index) => ({
      ...{ nConditions, about, name: about.id },
      vectors: [vectors[index]!],
    }));
    const others = [...patterns].filter(([key]) => key !== name && key !== "index");
    const stack = stackOfArrays(source.name, arrays, conditions);
    return others.length === 0 ? stack : { ...stack, conditionDescriptors: Object.fromEntries(others) };
  } finally {
    file.close();
  }
};

function described(from: {
  readonly index: number;
  readonly ofRdms: Lists;
  readonly shared: Lists;
  readonly label: string;
}): RdmDescription {
  const { index, ofRdms, shared, label } = from;
  const own = new Map([...ofRdms].map(([name, list]) => [name, list[index]!] as const));
  // other dumps may have descriptors of these names that mean something else
  const isOurs = own.has("rdm_id") && own.has("transforms");
  const take = (name: string): string | null => {
    if (!isOurs) return null;
    const value = own.get(name) ?? null;
    own.delete(name);
    return value === null ? null : String(value);
  };
  const id = take("rdm_id") ?? `rdm${index + 1}`;
  const { dissimilarity, transforms } = parseLabel(label);
  const recorded = take("transforms");
  const meanRemoved = take("mean_removed");
  own.delete("index");
  return {
    ...{ id, dissimilarity: take("dissimilarity") ?? dissimilarity, noise: take("noise") },
    ...{ crossvalidation: take("crossvalidation"), normalisation: take("normalisation") },
    meanRemoved: meanRemoved === null ? null : ["true", "1"].includes(meanRemoved),
    transforms: (recorded === null ? undefined : listOfWords(recorded)) ?? transforms,
    descriptors: {
      ...Object.fromEntries([...shared].map(([name, [value]]) => [name, value!])),
      ...Object.fromEntries(own),
    },
  };
}

/** The descriptors of a group that are one value per item: datasets, and attributes where there is one item. */
async function descriptorLists(file: Hdf5File, group: string, count: number, name: string): Promise<Lists> {
  const lists = new Map<string, readonly Descriptor[]>();
  if ((await file.kind(group)) !== "group") return lists;
  for (const entry of await file.list(group)) {
    if (entry.kind !== "dataset") continue;
    const path = `${group}/${entry.name}`;
    const dataset = await file.dataset(path);
    const length = dataset.shape?.reduce((product, axis) => product * axis, 1) ?? 0;
    const isPlain = ["integer", "float", "string", "enum"].includes(dataset.type.kind);
    // what is no list of single values, for example a matrix per RDM, describes nothing that a column could hold
    if (!isPlain || length !== count || (dataset.shape?.length ?? 0) > 1) continue;
    const values = await dataset.read();
    const isTruth = dataset.type.kind === "enum" && [...dataset.type.names.values()].includes("TRUE");
    const entries: readonly Descriptor[] = ArrayBuffer.isView(values)
      ? Array.from(toNumbers(values, { file: name, path }), (value) => (isTruth ? value === 1 : missing(value)))
      : values.map((value) => (typeof value === "string" && value !== "" ? value : null));
    lists.set(entry.name, entries);
  }
  if (count === 1) {
    for (const [key, value] of await file.attributes(group)) {
      if (typeof value === "string" || typeof value === "number") lists.set(key, [value]);
    }
  }
  return lists;
}

function missing(value: number): number | null {
  return Number.isNaN(value) ? null : value;
}

function areUnique(list: readonly Descriptor[]): boolean {
  return list.every((value) => value !== null) && new Set(list.map(String)).size === list.length;
}

function listOfWords(text: string): readonly string[] | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) && value.every((word) => typeof word === "string") ? value : undefined;
  } catch {
    return undefined;
  }
}
