import type { TableReader } from "../tables/table-reader.js";
import { cellOrder } from "./cell-order.js";
import { type ConnectomeView, readConnectomeView } from "./connectome-view.js";
import { counted } from "./counted.js";
import { figure } from "./figure.js";
import { kindColour, negativeWeights, severalKinds } from "./kind-colours.js";
import { swatchLegend } from "./legend.js";
import { matrixPanel } from "./matrix-panel.js";
import type { PlotResult } from "./plot-result.js";
import { pngDataUri } from "./png-image.js";
import type { TablePlotOptions } from "./table-plot.js";
import { textLines } from "./text-lines.js";
import { type WeightShades, weightShades } from "./weight-shades.js";

/** Steps of each colour, faintest first. */
const opacities = [0.45, 0.6, 0.78, 1];
/** Space for the names of groups and cells, in pixels. */
const margin = 86;

/**
 * The adjacency matrix of an annotation: rows send, columns receive, one colour per kind of edge and one for pairs with
 * several kinds, the stronger the darker (see `weightShades`), negative weights in a colour of their own. A symmetric edge
 * stands on both sides. Cells by `order`: `type` (default), `community` or `name`.
 *
 * Values: `pre`, `post`, `kind`, `weight`, `weight_unit`, one row per edge that is drawn.
 */
export async function adjacencyMatrix(reader: TableReader, options: TablePlotOptions): Promise<PlotResult> {
  const { document, width = 760, id = "adjacency-matrix", order = "type" } = options;
  const view = await readConnectomeView(reader, options);
  const { connectome, kinds, noun, edges } = view;
  const { cells, groups, words } = cellOrder(view, order);
  const several = kinds.length > 1 ? [{ label: "several kinds", colour: severalKinds }] : [];
  const negative = edges.some(isNegative) ? [{ label: "negative weight", colour: negativeWeights }] : [];
  const shades = new Map(kinds.map((kind) => [kind, shadesOf(view, kind)]));
  const isOne = new Set([...shades.values()].map(({ words }) => words)).size === 1;
  const shading = isOne
    ? shades.get(kinds[0]!)!.words
    : [...shades].map(([kind, { words }]) => `${kind}: ${words}`).join("; ");
  const legend = [...kinds.map((kind) => ({ label: kind, colour: kindColour(kind) })), ...negative, ...several];
  const title = `${connectome.title}: ${counted(cells.length, noun)}`;
  const units = [...new Set(edges.map(({ weight_unit }) => weight_unit ?? "no stated unit"))].sort().join(", ");
  const description =
    `Adjacency matrix of ${counted(edges.length, "edge")} among ${counted(cells.length, noun)} of ` +
    `${connectome.connectome_id}: rows send, columns receive, ${words}; ${shading} (${units}).` +
    `${view.others > 0 ? ` ${counted(view.others, "other edge")} not drawn.` : ""}`;
  const names = cells.map(({ name }) => name);
  const panels = [
    swatchLegend(legend, { document, width, left: margin }),
    textLines(`Rows send, columns receive, ${words}; ${shading} (${units}).`, { document, width, left: margin }),
    matrixPanel(image(view, names, shades), { document, width, margin, names, groups }),
  ];
  const svg = figure(panels, { document, width, id, title, description });
  const values = {
    pre: edges.map(({ pre }) => pre),
    post: edges.map(({ post }) => post),
    kind: edges.map(({ kind }) => kind),
    weight: Float64Array.from(edges, ({ weight }) => weight ?? Number.NaN),
    weight_unit: edges.map(({ weight_unit }) => weight_unit ?? ""),
  };
  return { svg, values, title, description };
}

/** One pixel per ordered pair. */
function image(
  { edges, kinds }: ConnectomeView,
  names: readonly string[],
  shades: ReadonlyMap<string, WeightShades>,
): string {
  const n = names.length;
  const indexOf = new Map(names.map((name, index) => [name, index]));
  const colours = [...kinds.map(kindColour), severalKinds, negativeWeights];
  const palette = colours.flatMap((colour) => opacities.map((opacity) => rgba(colour, opacity)));
  const empty = palette.length;
  const pixels = new Uint8Array(n * n).fill(empty);
  const mark = (from: number, to: number, kind: number, level: number) => {
    const before = pixels[from * n + to]!;
    const isOther = before !== empty && Math.floor(before / opacities.length) !== kind;
    const colour = isOther ? kinds.length : kind;
    const deepest = before === empty ? level : Math.max(level, before % opacities.length);
    pixels[from * n + to] = colour * opacities.length + deepest;
  };
  for (const edge of edges) {
    const { pre, post, kind, weight, symmetric } = edge;
    const level = shades.get(kind)!.of(weight);
    const code = isNegative(edge) ? kinds.length + 1 : kinds.indexOf(kind);
    const [from, to] = [indexOf.get(pre)!, indexOf.get(post)!];
    mark(from, to, code, level);
    if (symmetric) mark(to, from, code, level);
  }
  return pngDataUri({ width: n, height: n, pixels, palette: [...palette, [0, 0, 0, 0]] });
}

function isNegative({ weight }: { readonly weight: number | null }): boolean {
  return weight !== null && weight < 0;
}

function shadesOf({ edges }: ConnectomeView, kind: string): WeightShades {
  const weights = edges.flatMap((edge) => (edge.kind === kind ? [edge.weight] : []));
  return weightShades(weights, opacities.length);
}

function rgba(colour: string, opacity: number): readonly [number, number, number, number] {
  const part = (at: number) => Number.parseInt(colour.slice(at, at + 2), 16);
  return [part(1), part(3), part(5), Math.round(255 * opacity)];
}
