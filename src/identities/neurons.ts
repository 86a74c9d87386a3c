import { neuronTable } from "./neuron-table.js";

/** One neuron of the adult hermaphrodite. */
export interface Neuron {
  /** Canonical name, without zero padding. */
  readonly name: string;
  readonly neuronClass: string;
  readonly side: "L" | "R" | null;
  /** Dorsal or ventral member of its class. */
  readonly position: "D" | "V" | null;
  readonly type: "sensory" | "inter" | "motor" | "pharyngeal" | "unknown";
  /** Transmitter in one spelling; null where unknown. */
  readonly neurotransmitter: string | null;
  /** The node table's own spelling. */
  readonly neurotransmitterSource: string | null;
  /** 0-based place among the 300 names of the node table sorted by code point; null for CANL and CANR. */
  readonly slot: number | null;
  /** Position in micrometres: body axis from the anterior end, then two transverse axes; null where the atlas has none. */
  readonly positionUm: readonly [number, number, number] | null;
}

/** What the node table writes, where it is not the spelling we use. */
export const transmitterSpellings: Readonly<Record<string, string | null>> = { Ach: "ACh", "Unknown (orphan)": null };

/** Left out of the 300-name view, because Cook et al. 2019 count them as end organs. */
const unlisted: ReadonlySet<string> = new Set(["CANL", "CANR"]);

/** The 302 neurons of the adult hermaphrodite, sorted by name (code point). */
export const celegansNeurons: readonly Neuron[] = /* @__PURE__ */ parseTable(neuronTable);

const byName: ReadonlyMap<string, Neuron> = /* @__PURE__ */ new Map(celegansNeurons.map((one) => [one.name, one]));

/** The neuron with this canonical name. */
export function neuronByName(name: string): Neuron | undefined {
  return byName.get(name);
}

/** The members of a class, sorted by name; empty for a name that is no class. */
export function membersOfClass(neuronClass: string): readonly Neuron[] {
  return celegansNeurons.filter((neuron) => neuron.neuronClass === neuronClass);
}

function parseTable(table: string): readonly Neuron[] {
  let slot = 0;
  return table
    .trim()
    .split("\n")
    .map((line) => {
      const fields = line.split(" ").map((field) => (field === "-" ? null : field.replaceAll("_", " ")));
      const [name, neuronClass, side, position, type, source, x, y, z] = fields;
      return {
        name: name!,
        neuronClass: neuronClass!,
        side: side as Neuron["side"],
        position: position as Neuron["position"],
        type: type as Neuron["type"],
        neurotransmitter: source && source in transmitterSpellings ? transmitterSpellings[source]! : source!,
        neurotransmitterSource: source!,
        slot: unlisted.has(name!) ? null : slot++,
        positionUm: x ? [Number(x), Number(y), Number(z)] : null,
      };
    });
}
