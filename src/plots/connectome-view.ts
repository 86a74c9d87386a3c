import type { EdgeRow } from "../connectome/graph-of.js";
import { EmptyResultError } from "../errors.js";
import { neuronByName } from "../identities/neurons.js";
import { type ConnectomeRow, readConnectome } from "../tables/read-connectomes.js";
import type { TableReader } from "../tables/table-reader.js";
import type { TablePlotOptions } from "./table-plot.js";

/** One cell of a drawn annotation. */
export interface CellView {
  readonly name: string;
  /** Type of the neuron, or what the cell is. */
  readonly type: string;
  /** Along the body, dorsoventral, left–right; null where the list of neurons has no place. */
  readonly positionUm: readonly [number, number, number] | null;
}

/** An annotation as plots take it. */
export interface ConnectomeView {
  readonly connectome: ConnectomeRow;
  /** Sorted by type, then by name. */
  readonly cells: readonly CellView[];
  /** Edges among the cells, with settled names. */
  readonly edges: readonly (EdgeRow & { readonly pre: string; readonly post: string })[];
  /** Kinds of the edges, by code point. */
  readonly kinds: readonly string[];
  /** What the cells are called. */
  readonly noun: "neuron" | "cell";
  /** Cells and edges of the annotation that are not drawn: no neurons, or names that are not settled. */
  readonly others: number;
}

/** The order in which types stand. */
export const typeOrder = ["sensory", "inter", "motor", "pharyngeal", "unknown", "muscle", "other"] as const;

/**
 * Reads one annotation for drawing: its neurons and the edges among them, all cells where it has no two connected
 * neurons. `neurons` of the options chooses cells by name or class.
 *
 * @throws EmptyResultError where no edge is left; UnknownNameError for an unknown annotation.
 */
export async function readConnectomeView(reader: TableReader, options: TablePlotOptions): Promise<ConnectomeView> {
  const { datasetId, connectomeId, neurons, signal } = options;
  const { connectome, edges } = await readConnectome(reader, { datasetId, id: connectomeId, signal });
  const named = edges.filter(
    (edge): edge is ConnectomeView["edges"][number] => edge.pre !== null && edge.post !== null,
  );
  const ofNeurons = named.filter(({ pre_kind, post_kind }) => pre_kind === "neuron" && post_kind === "neuron");
  const noun = ofNeurons.length > 0 ? "neuron" : "cell";
  const isWanted = (name: string) =>
    !neurons || neurons.includes(name) || neurons.includes(neuronByName(name)?.neuronClass ?? name);
  const drawn = (ofNeurons.length > 0 ? ofNeurons : named).filter(({ pre, post }) => isWanted(pre) && isWanted(post));
  if (drawn.length === 0) throw new EmptyResultError({ what: `edges to draw of ${connectome.connectome_id}` });
  const cells = new Map<string, CellView>();
  const add = (name: string, kind: string | null) => {
    const neuron = neuronByName(name);
    const type = neuron?.type ?? (kind === "muscle" ? "muscle" : kind === "neuron" ? "unknown" : "other");
    cells.set(name, { name, type, positionUm: neuron?.positionUm ?? null });
  };
  for (const { pre, post, pre_kind, post_kind } of drawn) {
    add(pre, pre_kind);
    add(post, post_kind);
  }
  const place = (type: string) => typeOrder.indexOf(type as (typeof typeOrder)[number]);
  const sorted = [...cells.values()].sort((a, b) => place(a.type) - place(b.type) || (a.name < b.name ? -1 : 1));
  const kinds = [...new Set(drawn.map(({ kind }) => kind))].sort();
  return { connectome, cells: sorted, edges: drawn, kinds, noun, others: edges.length - drawn.length };
}
