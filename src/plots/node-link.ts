import { UnknownNameError } from "../errors.js";
import { groupRows } from "../tables/group-rows.js";
import type { TableReader } from "../tables/table-reader.js";
import { type CellView, type ConnectomeView, readConnectomeView, typeOrder } from "./connectome-view.js";
import { counted } from "./counted.js";
import { figure, type Panel } from "./figure.js";
import { forceLayout } from "./force-layout.js";
import { kindColour, typeColours } from "./kind-colours.js";
import { swatchLegend } from "./legend.js";
import type { PlotResult } from "./plot-result.js";
import { svgElement } from "./svg-element.js";
import type { TablePlotOptions } from "./table-plot.js";
import { textLines } from "./text-lines.js";

type Place = readonly [number, number];

interface Layout {
  readonly places: ReadonlyMap<string, Place>;
  /** What the places mean. */
  readonly words: string;
  /** Height of the drawing as a share of its width. */
  readonly aspect: number;
}

const layouts: Readonly<Record<string, (view: ConnectomeView) => Layout>> = {
  force: ({ cells, edges }) => ({
    places: forceLayout(
      cells.map(({ name }) => name),
      edges.map(({ pre, post, kind, weight }) => ({ from: pre, to: post, weight: pull(kind, weight) })),
    ),
    words: "placed by attraction of neighbours (ForceAtlas2, fixed start); distances have no unit",
    aspect: 0.8,
  }),
  positions: ({ cells }) => {
    const known = cells.filter(
      (cell): cell is CellView & { positionUm: NonNullable<CellView["positionUm"]> } => !!cell.positionUm,
    );
    return {
      // most cell bodies lie in the head; the left side of the animal is drawn above
      places: new Map(known.map(({ name, positionUm: [x, , z] }) => [name, [Math.sqrt(Math.max(0, x)), -z]])),
      words: "at the atlas positions of their cell bodies: from head to tail on a square-root scale, left side above",
      aspect: 0.55,
    };
  },
};

/** Edges at most of each kind whose weights differ; more would hide each other. The strongest are drawn. */
const mostEdges = 1500;
const padding = 26;
/** Cells that are named, most connected first, where there are too many to name all. */
const mostNames = 40;

/**
 * An annotation as dots and lines: dots are cells, coloured by type, larger with more partners; lines are edges, coloured
 * by kind, wider for larger weights. `layout` is `force` (default) or `positions`, the places of the list of neurons;
 * cells without a place are then left out.
 *
 * Values: `name`, `type`, `x`, `y` (of the layout), `partners`.
 * Throws an UnknownNameError for another layout.
 */
export async function nodeLink(reader: TableReader, options: TablePlotOptions): Promise<PlotResult> {
  const { document, width = 760, id = "node-link", layout: layoutName = "force" } = options;
  const layoutOf = Object.hasOwn(layouts, layoutName) ? layouts[layoutName] : undefined;
  if (!layoutOf) throw new UnknownNameError({ kind: "layout", name: layoutName, known: Object.keys(layouts) });
  const view = await readConnectomeView(reader, options);
  const { connectome, kinds, noun } = view;
  const { places, words, aspect } = layoutOf(view);
  const cells = view.cells.filter(({ name }) => places.has(name));
  const edges = view.edges.filter(({ pre, post }) => pre !== post && places.has(pre) && places.has(post));
  const partners = partnersOf(edges);
  const drawn = kinds.flatMap((kind) => strongest(edges.filter((edge) => edge.kind === kind)));
  const spot = scaled(places, cells, { width, height: Math.round(width * aspect) });
  const types = typeOrder.filter((type) => cells.some((cell) => cell.type === type));
  const legend = [
    ...kinds.map((kind) => ({ label: kind, colour: kindColour(kind), shape: "line" as const })),
    ...types.map((type) => ({ label: type, colour: typeColours[type]!, shape: "dot" as const })),
  ];
  const title = `${connectome.title}: ${counted(cells.length, noun)}`;
  const left = edges.length - drawn.length;
  const unplaced = view.cells.length - cells.length;
  const widths = widthWords(drawn);
  const meaning =
    `larger with more partners. Lines are ${counted(drawn.length, "edge")} in either direction` +
    `${widths === "" ? "" : `, ${widths}`}${left > 0 ? `; ${counted(left, "weaker edge")} not drawn` : ""}.`;
  const description =
    `Dots are ${counted(cells.length, noun)} of ${connectome.connectome_id}, ${words}; ${meaning}` +
    `${unplaced > 0 ? ` ${counted(unplaced, noun)} without a known place left out.` : ""}`;
  const panels = [
    swatchLegend(legend, { document, width, left: 0 }),
    textLines(`Dots ${words}; ${meaning}`, { document, width }),
    drawing({ cells, drawn, partners, spot }, { document, width, height: Math.round(width * aspect) }),
  ];
  const svg = figure(panels, { document, width, id, title, description });
  const values = {
    name: cells.map(({ name }) => name),
    type: cells.map(({ type }) => type),
    x: Float64Array.from(cells, ({ name }) => places.get(name)![0]),
    y: Float64Array.from(cells, ({ name }) => places.get(name)![1]),
    partners: Int32Array.from(cells, ({ name }) => partners.get(name) ?? 0),
  };
  return { svg, values, title, description };
}

/** What the widths of lines mean: of each kind the unit and the largest weight; nothing where none differ. */
function widthWords(edges: ConnectomeView["edges"]): string {
  const kinds = [...groupRows(edges, ({ kind }) => kind)].flatMap(([kind, own]) => {
    const sizes = own.map(({ weight }) => Math.abs(weight ?? 1));
    const most = sizes.reduce((one, other) => Math.max(one, other));
    if (sizes.every((size) => size === most)) return [];
    const unit = new Set(own.map(({ weight_unit }) => weight_unit ?? "of no stated unit"));
    return [`${kind} to ${Number(most.toPrecision(3))} ${[...unit].sort().join(", ")}`];
  });
  return kinds.length === 0 ? "" : `wider for larger weights (${kinds.join("; ")})`;
}

/** How strongly an edge pulls: units of kinds differ, so the logarithm of a count, and 1 for what is no count. */
function pull(kind: string, weight: number | null): number {
  const isCount = kind === "chemical" || kind === "gap" || kind === "neuromuscular";
  return isCount && weight !== null && weight > 0 ? Math.log2(1 + weight) : 1;
}

function partnersOf(edges: ConnectomeView["edges"]): ReadonlyMap<string, number> {
  const partners = new Map<string, Set<string>>();
  for (const { pre, post } of edges) {
    for (const [one, other] of [
      [pre, post],
      [post, pre],
    ] as const) {
      partners.set(one, (partners.get(one) ?? new Set()).add(other));
    }
  }
  return new Map([...partners].map(([name, own]) => [name, own.size]));
}

function strongest(edges: ConnectomeView["edges"]): ConnectomeView["edges"] {
  const size = ({ weight }: { readonly weight: number | null }) => Math.abs(weight ?? 1);
  const sorted = [...edges].sort((a, b) => size(b) - size(a));
  // none is stronger than another where all weigh the same
  const isEven = edges.length > 0 && size(sorted[0]!) === size(sorted.at(-1)!);
  return isEven ? edges : sorted.slice(0, mostEdges);
}

function scaled(
  places: ReadonlyMap<string, Place>,
  cells: readonly CellView[],
  { width, height }: { readonly width: number; readonly height: number },
): (name: string) => Place {
  const axis = (which: 0 | 1, length: number) => {
    const values = cells.map(({ name }) => places.get(name)![which]);
    const [least, most] = [Math.min(...values), Math.max(...values)];
    const factor = most > least ? (length - 2 * padding) / (most - least) : 0;
    return (value: number) => (factor === 0 ? length / 2 : padding + (value - least) * factor);
  };
  const [x, y] = [axis(0, width), axis(1, height)];
  return (name) => [x(places.get(name)![0]), y(places.get(name)![1])];
}

interface Drawn {
  readonly cells: readonly CellView[];
  readonly drawn: ConnectomeView["edges"];
  readonly partners: ReadonlyMap<string, number>;
  readonly spot: (name: string) => Place;
}

function drawing(
  { cells, drawn, partners, spot }: Drawn,
  { document, width, height }: { readonly document: Document; readonly width: number; readonly height: number },
): Panel {
  const group = svgElement(document, "g", {});
  for (const path of edgePaths(drawn, spot)) {
    group.append(svgElement(document, "path", { ...path, fill: "none" }));
  }
  const most = Math.max(1, ...partners.values());
  const radius = (name: string) => 2 + 4.5 * Math.sqrt((partners.get(name) ?? 0) / most);
  for (const { name, type } of cells) {
    const [cx, cy] = spot(name).map(rounded) as [number, number];
    const dot = { cx, cy, r: rounded(radius(name)), fill: typeColours[type]!, stroke: "#ffffff", "stroke-width": 0.6 };
    group.append(svgElement(document, "circle", dot, svgElement(document, "title", {}, name)));
  }
  const bySize = [...cells].sort((a, b) => (partners.get(b.name) ?? 0) - (partners.get(a.name) ?? 0));
  const boxes: (readonly [number, number, number, number])[] = [];
  for (const { name } of bySize.slice(0, cells.length <= 60 ? cells.length : mostNames)) {
    const [x, y] = spot(name);
    const wide = name.length * 5.4;
    const isAtEdge = x + radius(name) + wide > width;
    const [left, base] = [isAtEdge ? x - radius(name) - 1.5 - wide : x + radius(name) + 1.5, y + 3];
    const box = [left, base - 8, left + wide, base + 1] as const;
    // a name that would cover another one is left to the title of its dot
    if (boxes.some((other) => box[0] < other[2] && other[0] < box[2] && box[1] < other[3] && other[1] < box[3]))
      continue;
    boxes.push(box);
    const halo = {
      stroke: "#ffffff",
      "stroke-width": 3,
      "stroke-opacity": 0.9,
      "stroke-linejoin": "round",
      "paint-order": "stroke",
      fill: "#1a1a1a",
    };
    group.append(svgElement(document, "text", { x: rounded(left), y: rounded(base), "font-size": 8.5, ...halo }, name));
  }
  return { element: group, height };
}

/** One path per kind and class of width, so that a drawing of thousands of edges stays small. */
function edgePaths(edges: ConnectomeView["edges"], spot: (name: string) => Place) {
  const paths = new Map<string, { kind: string; width: number; d: string[]; count: number }>();
  const most = new Map<string, number>();
  const least = new Map<string, number>();
  for (const { kind, weight } of edges) least.set(kind, Math.min(least.get(kind) ?? Infinity, Math.abs(weight ?? 1)));
  for (const { kind, weight } of edges) most.set(kind, Math.max(most.get(kind) ?? 0, Math.abs(weight ?? 1)));
  for (const { pre, post, kind, weight } of edges) {
    const isEven = least.get(kind) === most.get(kind);
    const share = isEven ? 0.05 : Math.abs(weight ?? 1) / (most.get(kind) || 1);
    const width = 0.4 + 0.6 * Math.round(3 * Math.sqrt(share));
    const key = `${kind} ${width}`;
    const path = paths.get(key) ?? { kind, width, d: [], count: 0 };
    const [[x1, y1], [x2, y2]] = [spot(pre), spot(post)];
    path.d.push(`M${tenth(x1)},${tenth(y1)}L${tenth(x2)},${tenth(y2)}`);
    paths.set(key, path);
  }
  const opacity = Math.max(0.18, Math.min(0.7, 60 / Math.sqrt(edges.length) / 10));
  return [...paths.values()]
    .sort((a, b) => a.width - b.width || (a.kind < b.kind ? -1 : 1))
    .map(({ kind, width, d }) => ({
      ...{ d: d.join(""), stroke: kindColour(kind), "stroke-width": rounded(width) },
      "stroke-opacity": rounded(Math.min(0.85, opacity + width / 6)),
    }));
}

const rounded = (value: number) => Math.round(value * 100) / 100;
const tenth = (value: number) => Math.round(value * 10) / 10;
