import { UnknownNameError } from "../../errors.js";
import type { Descriptor, RdmDescription, RdmStack } from "./rdm-stack.js";

const provenance = ["id", "dissimilarity", "noise", "crossvalidation", "meanRemoved", "normalisation"] as const;

/**
 * One value per RDM: a field of its description (`id`, `dissimilarity`, …) or one of its descriptors.
 *
 * @throws UnknownNameError for a name that no RDM of the stack has
 */
export function rdmDescriptor({ rdms }: RdmStack, name: string): readonly Descriptor[] {
  const field = provenance.find((known) => known === name);
  if (field) return rdms.map((rdm: RdmDescription) => rdm[field]);
  if (rdms.some(({ descriptors }) => Object.hasOwn(descriptors, name))) {
    return rdms.map(({ descriptors }) => (Object.hasOwn(descriptors, name) ? descriptors[name]! : null));
  }
  const known = [...provenance, ...new Set(rdms.flatMap(({ descriptors }) => Object.keys(descriptors)))];
  throw new UnknownNameError({ kind: "descriptor of RDMs", name, known });
}

/**
 * One value per condition: its id (`condition`) or one of the condition descriptors.
 *
 * @throws UnknownNameError for a name that the stack does not have
 */
export function conditionDescriptor(stack: RdmStack, name: string): readonly Descriptor[] {
  const { conditions, conditionDescriptors = {} } = stack;
  if (name === "condition") return conditions;
  if (Object.hasOwn(conditionDescriptors, name)) return conditionDescriptors[name]!;
  const known = ["condition", ...Object.keys(conditionDescriptors)];
  throw new UnknownNameError({ kind: "descriptor of conditions", name, known });
}
