import { compareCodePoints } from "../bytes/compare-code-points.js";
import { listedNames } from "../identities/listed-names.js";
import { nearestLabels } from "./nearest-label.js";

/** Which rules make names of labels. */
export type Naming = "plain" | "nearest-label" | "class-to-left-then-right";

/** What the rules made of one column of a recording. */
export interface NamedColumn {
  /** 0-based place in the order of the source. */
  readonly position: number;
  /** The label of the source; null where it has none. */
  readonly label: string | null;
  /** Another name that the nearest-label rule put in the label's place; null where it left it as it was. */
  readonly replacedBy: string | null;
  /** The string that columns are made unique and sorted by. */
  readonly id: string;
  /** 0-based place among the unique ids, sorted; null for a column whose id an earlier one has. */
  readonly sortedPosition: number | null;
  /** Name of the list of 300, else a number as text; null for a column that was not kept. */
  readonly neuron: string | null;
  readonly rule: "exact" | "nearest-label" | "zeros-removed" | "left" | "right" | "number" | "repeated-id";
}

type Named = Pick<NamedColumn, "neuron" | "rule">;

/**
 * Makes names of the labels of a recording as the published pipeline does: labels are replaced where the source's rule
 * says so; a column without label takes its position as its id; of equal ids the first column stays; ids are sorted as
 * text; then each becomes a name of the list of 300, or else the number of its place in that order.
 *
 * @param labels in the order of the source; null where there is none
 * @returns one entry per label, in the same order
 */
export function nameColumns(labels: readonly (string | null)[], naming: Naming): readonly NamedColumn[] {
  const replaced = naming === "nearest-label" ? nearestLabels(labels) : labels;
  const ids = replaced.map((label, position) => label ?? String(position));
  const sorted = [...new Set(ids)].sort(compareCodePoints);
  const nameOf = naming === "class-to-left-then-right" ? leftThenRight() : zerosRemoved();
  const named = new Map(sorted.map((id, place) => [id, { sortedPosition: place, ...nameOf(id, place) }]));
  const seen = new Set<string>();
  return labels.map((label, position) => {
    const id = ids[position]!;
    const replacedBy = replaced[position] === label ? null : (replaced[position] ?? null);
    if (seen.has(id)) {
      return { position, label, replacedBy, id, sortedPosition: null, neuron: null, rule: "repeated-id" };
    }
    seen.add(id);
    const { rule, ...name } = named.get(id)!;
    return { position, label, replacedBy, id, ...name, rule: replacedBy !== null ? "nearest-label" : rule };
  });
}

/** Whether a name is one of the list of 300. */
export function isListed(name: string): boolean {
  return listed.has(name);
}

const listed: ReadonlySet<string> = /* @__PURE__ */ new Set(/* @__PURE__ */ listedNames());

/**
 * Zeros go, unless the id ends in one or is all digits: VB01 → VB1, VA10 stays. A second id that comes to the same
 * name becomes a number; the published pipeline's own choice there is not known.
 */
function zerosRemoved(): (id: string, place: number) => Named {
  const used = new Set<string>();
  return (id, place) => {
    const name = id.endsWith("0") || /^\p{N}+$/u.test(id) ? id : id.replaceAll("0", "");
    if (!isName(id) || !isListed(name) || used.has(name)) return number(place);
    used.add(name);
    return { neuron: name, rule: name === id ? "exact" : "zeros-removed" };
  };
}

/**
 * A listed id keeps its name if it is free; any other takes its left, else its right neuron if that is listed and free.
 * A class sorts before its members, so that it takes the name away from a true left neuron.
 */
function leftThenRight(): (id: string, place: number) => Named {
  const used = new Set<string>();
  const take = (neuron: string, rule: Named["rule"]): Named => {
    used.add(neuron);
    return { neuron, rule };
  };
  return (id, place) => {
    if (!isName(id)) return number(place);
    if (isListed(id)) return used.has(id) ? number(place) : take(id, "exact");
    if (isListed(`${id}L`) && !used.has(`${id}L`)) return take(`${id}L`, "left");
    if (isListed(`${id}R`) && !used.has(`${id}R`)) return take(`${id}R`, "right");
    return number(place);
  };
}

function isName(id: string): boolean {
  return id !== "merge" && /^[\p{L}\p{N}]+$/u.test(id);
}

function number(place: number): Named {
  return { neuron: String(place), rule: "number" };
}
