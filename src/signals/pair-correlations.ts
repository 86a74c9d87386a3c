import { neuronByName } from "../identities/neurons.js";
import { combineCorrelations } from "../stats/fisher-z.js";
import type { AnimalOf } from "../tables/animals-of.js";
import { groupRows } from "../tables/group-rows.js";
import type { Row } from "../tables/tables.js";

/** A correlation that is there, under the names of its pair in the order of code points. */
export interface PairCorrelation extends Row<"correlations"> {
  readonly r: number;
  readonly pair: readonly [string, string];
}

/** Which pairs, and under which names. */
export interface PairCorrelationsOptions {
  /** Neurons by name or class; every pair among them is taken. */
  readonly names: readonly string[];
  /** `neuron`: pairs of names; `class`: pairs of classes, over whichever members a recording has. */
  readonly level: "neuron" | "class";
}

/** The class of a neuron by its canonical name; other names stand for themselves. */
export function classNamed(name: string): string {
  return neuronByName(name)?.neuronClass ?? name;
}

/**
 * Each pair of different channels of a recording with the wanted names, once. At the level of neurons, a name that two
 * channels of the recording claim is ambiguous and gives no pair.
 */
export function pairCorrelations(
  rows: readonly Row<"correlations">[],
  options: PairCorrelationsOptions,
): readonly PairCorrelation[] {
  const { names, level } = options;
  const isWanted = (name: string | null): name is string =>
    name !== null && (names.includes(name) || names.includes(classNamed(name)));
  const doubled = doubledNames(rows);
  return rows.flatMap((row) => {
    const { channel_a, channel_b, name_a, name_b, r } = row;
    if (channel_a >= channel_b || r === null || !isWanted(name_a) || !isWanted(name_b)) return [];
    const isDoubled = [name_a, name_b].some((name) => doubled.has(recordingOf(row) + name));
    if (level === "neuron" && isDoubled) return [];
    const [a, b] = level === "class" ? [classNamed(name_a), classNamed(name_b)] : [name_a, name_b];
    return [{ ...row, r, pair: a <= b ? ([a, b] as const) : ([b, a] as const) }];
  });
}

/** One correlation per animal, the mean by Fisher's z over its pairs of channels; animals in the order of their names. */
export function correlationByAnimal(pairs: readonly PairCorrelation[], animalOf: AnimalOf): readonly number[] {
  return [...groupRows(pairs, animalOf).values()].map((own) => combineCorrelations(own.map(({ r }) => r)).r);
}

function recordingOf(row: Row<"correlations">): string {
  return JSON.stringify([row.dataset_id, row.recording_id]);
}

/** Recording and name of every name that several channels have. */
function doubledNames(rows: readonly Row<"correlations">[]): ReadonlySet<string> {
  const diagonal = rows.filter(({ channel_a, channel_b, name_a }) => channel_a === channel_b && name_a !== null);
  const groups = groupRows(diagonal, (row) => recordingOf(row) + row.name_a);
  return new Set([...groups].flatMap(([key, channels]) => (channels.length > 1 ? [key] : [])));
}
