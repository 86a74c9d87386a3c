import { ArgumentError } from "../../errors.js";
import type { RdmVectors } from "../../rsa/rdm-vectors.js";
import { chooseRdms } from "../../rsa/stack/choose.js";
import { rdmDescriptor } from "../../rsa/stack/descriptor-values.js";
import { makeStack } from "../../rsa/stack/make-stack.js";
import type { RdmStack } from "../../rsa/stack/rdm-stack.js";
import type { EvaluateParams } from "./evaluate-params.js";

/** What is explained, under its name. */
export interface Target {
  readonly name: string;
  readonly rdms: RdmStack;
}

/** The targets of one choice: one, or one for each combination of values of some columns. */
export function splitTargets(rdms: RdmStack, { name, split_by }: EvaluateParams["targets"][number]): readonly Target[] {
  if (!split_by) return [{ name: name ?? "data", rdms }];
  const entries = split_by.map((column) => rdmDescriptor(rdms, column));
  const members = new Map<string, number[]>();
  for (let rdm = 0; rdm < rdms.nRdms; rdm++) {
    const label = [...(name === undefined ? [] : [name]), ...entries.map((values) => String(values[rdm]))].join(" ");
    members.set(label, [...(members.get(label) ?? []), rdm]);
  }
  return [...members].map(([label, places]) => ({ name: label, rdms: chooseRdms(rdms, places) }));
}

/** The group of each RDM: by a column, else by subject where every RDM has one, else each alone. */
export function rdmGroups(rdms: RdmStack, column: string | undefined): readonly string[] {
  const ids = rdms.rdms.map(({ id }) => id);
  if (column === "rdm_id") return ids;
  if (column !== undefined) return rdmDescriptor(rdms, column).map(String);
  const subjects = rdms.rdms.map(({ descriptors }) => descriptors.subject ?? null);
  return subjects.includes(null) ? ids : subjects.map(String);
}

/** The group of each condition; undefined where each is alone. */
export function groupsOfConditions(
  groups: Readonly<Record<string, string>> | undefined,
  conditions: readonly string[],
): readonly string[] | undefined {
  if (!groups) return undefined;
  const missing = conditions.find((id) => !Object.hasOwn(groups, id));
  if (missing === undefined) return conditions.map((id) => groups[id]!);
  const expected = "a group for each condition";
  throw new ArgumentError({ argument: "condition_groups", expected, found: `none for ${missing}` });
}

/** Stacks over the same conditions in which a pair that one RDM does not know is unknown in all. */
export function overCommonPairs(stacks: readonly RdmStack[]): readonly RdmStack[] {
  const pairs = stacks[0]!.values.length / stacks[0]!.nRdms;
  const isUnknown = new Uint8Array(pairs);
  for (const { values } of stacks) {
    for (let at = 0; at < values.length; at++) if (Number.isNaN(values[at]!)) isUnknown[at % pairs] = 1;
  }
  return stacks.map((stack) =>
    makeStack({ ...stack, values: stack.values.map((value, at) => (isUnknown[at % pairs] ? Number.NaN : value)) }),
  );
}

/** Refuses data and models of which nothing is left to compare. */
export function checkKnownPairs({ values }: RdmVectors, name: string): void {
  if (values.some((value) => !Number.isNaN(value))) return;
  throw new ArgumentError({ argument: name, expected: "pairs that all RDMs know", found: "none" });
}
