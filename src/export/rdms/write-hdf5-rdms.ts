import { type Hdf5Array, type Hdf5Content, writeHdf5 } from "../../formats/hdf5/write-hdf5.js";
import { pairCount } from "../../rsa/pair-count.js";
import type { Descriptor, RdmStack } from "../../rsa/stack/rdm-stack.js";
import { dissimilarityLabel } from "../../rsa/stack/transforms.js";

/**
 * A stack as an HDF5 file in the layout of rsatoolbox's dumps, which its `load_rdm` reads: `dissimilarities` (RDMs ×
 * pairs), pattern descriptors (`conds` holds the ids of the conditions), RDM descriptors (`rdm_id`, the provenance, and
 * all descriptors), and the attribute `dissimilarity_measure`, in which transforms stand in brackets.
 *
 * Among texts what is unknown becomes an empty text, among numbers NaN, and truth values become 1 and 0; descriptors of
 * which nothing is known are left out.
 *
 * @throws ArgumentError for texts that are not ASCII, which rsatoolbox does not read
 */
export function writeHdf5Rdms(stack: RdmStack): Promise<Uint8Array> {
  const { nRdms, nConditions, rdms, conditions, conditionDescriptors = {} } = stack;
  const described = new Set(rdms.flatMap(({ descriptors }) => Object.keys(descriptors)));
  const ofRdms: Record<string, readonly Descriptor[]> = {
    ...Object.fromEntries([...described].map((name) => [name, rdms.map((rdm) => rdm.descriptors[name] ?? null)])),
    rdm_id: rdms.map(({ id }) => id),
    dissimilarity: rdms.map(({ dissimilarity }) => dissimilarity),
    noise: rdms.map(({ noise }) => noise),
    crossvalidation: rdms.map(({ crossvalidation }) => crossvalidation),
    mean_removed: rdms.map(({ meanRemoved }) => meanRemoved),
    normalisation: rdms.map(({ normalisation }) => normalisation),
    transforms: rdms.map(({ transforms }) => JSON.stringify(transforms)),
  };
  const labels = new Set(rdms.map(dissimilarityLabel));
  const measure = labels.size === 1 ? [...labels][0]! : "several";
  return writeHdf5({
    attributes: { dissimilarity_measure: measure },
    arrays: { dissimilarities: { shape: [nRdms, pairCount(nConditions)], values: stack.values } },
    groups: {
      descriptors: {},
      rdm_descriptors: descriptorGroup(nRdms, ofRdms),
      pattern_descriptors: descriptorGroup(nConditions, { ...conditionDescriptors, conds: conditions }),
    },
  });
}

function descriptorGroup(count: number, lists: Readonly<Record<string, readonly Descriptor[]>>): Hdf5Content {
  const arrays: Record<string, Hdf5Array> = {
    index: { shape: [count], values: BigInt64Array.from({ length: count }, (_, index) => BigInt(index)) },
  };
  for (const [name, list] of Object.entries(lists)) {
    if (name === "index" || list.every((value) => value === null)) continue;
    arrays[name] = { shape: [count], values: storedValues(list) };
  }
  return { arrays };
}

function storedValues(list: readonly Descriptor[]): Hdf5Array["values"] {
  const known = list.filter((value) => value !== null);
  if (known.every((value) => typeof value === "number")) return Float64Array.from(list, (value) => numberOf(value));
  if (known.length === list.length && known.every((value) => typeof value === "boolean")) {
    return BigInt64Array.from(list, (value) => (value ? 1n : 0n));
  }
  return list.map((value) => (value === null ? "" : String(value)));
}

function numberOf(value: Descriptor): number {
  return typeof value === "number" ? value : Number.NaN;
}
