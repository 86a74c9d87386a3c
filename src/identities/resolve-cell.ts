import { cellTable } from "./cell-table.js";
import { type NameRule, resolveNeuron } from "./resolve-neuron.js";

/** What sort of cell it is. */
export type CellKind = "neuron" | "muscle" | "other";

/** What a label of a wiring diagram stands for. */
export interface CellIdentity {
  /** Canonical name; null while it is not settled. */
  readonly name: string | null;
  /** What the cell is; null while its name is not settled. */
  readonly kind: CellKind | null;
  /** How the name was found; `spelling`: another way to write the name of a cell that is no neuron. */
  readonly rule: NameRule | "spelling";
  readonly comment: string | null;
}

/**
 * Finds out which cell a label of a wiring diagram means. Neurons are named by `resolveNeuron`; muscles and other
 * cells are known by a list and keep one spelling, whatever the case, the padding or the naming scheme of the source
 * (BWM-DL01 and MDL01 are dBWML1). Anything else, such as the fragment of a cell, has no name: nothing is guessed.
 */
export function resolveCell(label: string): CellIdentity {
  const trimmed = label.trim();
  const cell = cells.get(trimmed);
  if (cell) return { ...cell, rule: "exact", comment: null };
  const neuron = resolveNeuron(label);
  if (neuron.name !== null) return { name: neuron.name, kind: "neuron", rule: neuron.rule, comment: neuron.comment };
  const spelt = cellsByKey.get(keyOf(trimmed));
  if (spelt) return { ...spelt, rule: "spelling", comment: null };
  const comment = neuron.candidates.length > 0 ? `may be ${neuron.candidates.join(", ")}` : neuron.comment;
  return { name: null, kind: null, rule: neuron.rule, comment };
}

interface KnownCell {
  readonly name: string;
  readonly kind: CellKind;
}

/** The last five are those of the list of edges of Cook et al.; its connections of these cells are those of the matrices. */
const otherSpellings: Readonly<Record<string, string>> = {
  excgl: "exc_gl",
  mu_sphincter: "mu_sph",
  sph: "mu_sph",
  anal: "mu_anal",
  intl: "mu_intl",
  intr: "mu_intr",
  intestine: "int",
};

const cells: ReadonlyMap<string, KnownCell> = /* @__PURE__ */ readCellTable();
const cellsByKey: ReadonlyMap<string, KnownCell> = /* @__PURE__ */ new Map(
  [...cells].map(([name, cell]) => [keyOf(name), cell]),
);

/** What the naming schemes of body wall muscles, and the spellings of single other cells, have in common. */
function keyOf(label: string): string {
  // a group that a source does not take apart, as WormWideWeb writes it
  const key = label.toLowerCase().replace(/_unspecified$/, "");
  const wall = /^(?:bwm-?|m)([dv])([lr])0*([1-9][0-9]?)$/.exec(key);
  if (wall) return `${wall[1]}bwm${wall[2]}${wall[3]}`;
  const padded = /^(ca|cp|[dv]bwm[lr])0+([0-9])$/.exec(key);
  if (padded) return `${padded[1]}${padded[2]}`;
  return Object.hasOwn(otherSpellings, key) ? otherSpellings[key]! : key;
}

function readCellTable(): ReadonlyMap<string, KnownCell> {
  const known = new Map<string, KnownCell>();
  for (const [kind, text] of Object.entries(cellTable) as [CellKind, string][]) {
    for (const entry of text.split(",")) {
      const [stem, ...endings] = entry.trim().split(" ");
      for (const ending of endings.length > 0 ? endings.flatMap(numbersOf) : [""]) {
        const name = `${stem}${ending}`;
        known.set(name, { name, kind });
      }
    }
  }
  return known;
}

/** "1-3" → 1, 2, 3; any other ending stands for itself. */
function numbersOf(ending: string): readonly string[] {
  const range = /^([0-9]+)-([0-9]+)$/.exec(ending);
  if (!range) return [ending];
  const first = Number(range[1]);
  return Array.from({ length: Number(range[2]) - first + 1 }, (_, index) => String(first + index));
}
