import { ArgumentError } from "../../errors.js";
import { pairCount } from "../pair-count.js";
import type { RdmDescription, RdmStack } from "./rdm-stack.js";

/** What {@link makeStack} needs. */
export interface StackInput extends Pick<RdmStack, "conditions" | "conditionDescriptors" | "namedByPosition"> {
  /** nRdms × n (n − 1) / 2: strict upper triangles in row-major order, one RDM after another; NaN is unknown. */
  readonly values: ArrayLike<number>;
  /** One per RDM; default: rdm1, rdm2, … of which nothing is known. */
  readonly rdms?: readonly (Partial<RdmDescription> & Pick<RdmDescription, "id">)[];
}

/** A description of which nothing but the id is known. */
export function unknownDescription(id: string): RdmDescription {
  return {
    ...{ id, dissimilarity: null, noise: null, crossvalidation: null, meanRemoved: null, normalisation: null },
    ...{ transforms: [], descriptors: {} },
  };
}

/**
 * A checked stack of RDMs. Values are copied: what the caller does to its own array later changes no RDM.
 *
 * @throws ArgumentError for fewer than two conditions, for ids of conditions or RDMs that stand twice, and for numbers
 *   of values or descriptors that do not fit
 */
export function makeStack({ values, rdms, ...named }: StackInput): RdmStack {
  const { conditions, conditionDescriptors = {} } = named;
  const nConditions = conditions.length;
  const pairs = pairCount(nConditions);
  if (nConditions < 2) throw misfit("conditions", "2 or more", String(nConditions));
  const nRdms = values.length / pairs;
  if (!Number.isInteger(nRdms)) {
    throw misfit("values", `${pairs} pairs of ${nConditions} conditions per RDM`, `${values.length} values`);
  }
  const descriptions = rdms ?? Array.from({ length: nRdms }, (_, index) => ({ id: `rdm${index + 1}` }));
  if (descriptions.length !== nRdms) throw misfit("rdms", `${nRdms} descriptions`, String(descriptions.length));
  checkUnique("conditions", conditions);
  checkUnique(
    "rdms",
    descriptions.map(({ id }) => id),
  );
  for (const [name, list] of Object.entries(conditionDescriptors)) {
    if (list.length === nConditions) continue;
    throw misfit(`conditionDescriptors.${name}`, `${nConditions} values`, String(list.length));
  }
  return {
    ...named,
    ...{ nConditions, nRdms, values: Float64Array.from(values) },
    rdms: descriptions.map((given) => ({ ...unknownDescription(given.id), ...given })),
  };
}

function checkUnique(argument: string, ids: readonly string[]): void {
  const seen = new Set<string>();
  const twice = ids.find((id) => seen.size === seen.add(id).size);
  if (twice !== undefined) throw misfit(argument, "ids that differ", `${JSON.stringify(twice)} twice`);
}

function misfit(argument: string, expected: string, found: string): ArgumentError {
  return new ArgumentError({ argument, expected, found });
}
