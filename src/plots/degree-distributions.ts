import * as Plot from "@observablehq/plot";
import { degrees } from "../connectome/degrees.js";
import { graphOf } from "../connectome/graph-of.js";
import { EmptyResultError } from "../errors.js";
import { type ConnectomeEdges, readConnectomes } from "../tables/read-connectomes.js";
import type { TableReader } from "../tables/table-reader.js";
import { labelColours } from "./colours.js";
import { counted } from "./counted.js";
import { figure, type Panel } from "./figure.js";
import { swatchLegend } from "./legend.js";
import { plotPanel } from "./panel.js";
import type { PlotResult } from "./plot-result.js";
import { sideBySide } from "./side-by-side.js";
import type { TablePlotOptions } from "./table-plot.js";
import { textLines } from "./text-lines.js";

interface Distribution {
  readonly connectome: string;
  readonly measure: string;
  /** Rising. */
  readonly degree: readonly number[];
  /** Share of the nodes with at least this degree. */
  readonly share: readonly number[];
}

const measures = {
  "in-degree": "chemical partners that send",
  "out-degree": "chemical partners that receive",
  "gap degree": "gap partners",
} as const;

/** Annotations at most; colours of more are hard to tell apart. */
const mostConnectomes = 8;

/**
 * Degree distributions of annotations: the share of neurons with at least so many partners, on logarithmic axes, for
 * chemical senders, chemical receivers and gap partners; a line per annotation. Neurons that an annotation has, but not
 * with such a partner, count with degree 0, below the axis. Edges to other cells and self loops are left out. Without
 * `connectomeId`, which takes several ids between commas, one annotation is drawn of each dataset and family of animals.
 *
 * Values: `connectome_id`, `measure`, `degree`, `share`.
 * Throws an EmptyResultError where no annotation has chemical or gap edges among neurons.
 */
export async function degreeDistributions(reader: TableReader, options: TablePlotOptions): Promise<PlotResult> {
  const { document, width = 760, id = "degree-distributions", datasetId, connectomeId, signal } = options;
  const ids = connectomeId === undefined ? {} : { ids: connectomeId.split(",").map((one) => one.trim()) };
  const distributions: Distribution[] = [];
  const copies: string[] = [];
  const families = new Set<string>();
  let others = 0;
  for await (const graph of readConnectomes(reader, { datasetId, ...ids, signal })) {
    const { dataset_id, family } = graph.connectome;
    const ofFamily = JSON.stringify([dataset_id, family]);
    // other editions of the same annotation would cover its line
    if (connectomeId === undefined && families.has(ofFamily)) {
      others++;
      continue;
    }
    const own = distributionsOf(graph);
    if (own.length === 0) continue;
    const same = distributions.find((one) => curve(one) === curve(own[0]!));
    if (
      same &&
      own.every((one) =>
        distributions.some((other) => other.connectome === same.connectome && curve(other) === curve(one)),
      )
    ) {
      copies.push(`${graph.connectome.connectome_id} as ${same.connectome}`);
    } else if (new Set(distributions.map(({ connectome }) => connectome)).size === mostConnectomes) others++;
    else {
      distributions.push(...own);
      families.add(ofFamily);
    }
  }
  if (distributions.length === 0) throw new EmptyResultError({ what: "chemical or gap edges among neurons" });
  const colours = labelColours(distributions.map(({ connectome }) => connectome));
  const shown = Object.keys(measures).filter((measure) => distributions.some((one) => one.measure === measure));
  const each = width / shown.length;
  const panels = shown.map((measure) => ({
    panel: panelOf(
      distributions.filter((one) => one.measure === measure),
      { document, width: each, colours, measure },
    ),
    width: each,
  }));
  const title = `Degrees in ${counted(colours.size, "annotation")}`;
  const description =
    `Share of the neurons with at least so many partners, on logarithmic axes, in ${counted(colours.size, "annotation")}` +
    `${others > 0 ? `; ${counted(others, "more annotation")} not drawn` : ""}. Partners among neurons, each counted once, self loops left out.` +
    `${copies.length > 0 ? ` The same as one that is drawn: ${copies.join(", ")}.` : ""}`;
  const legend = [...colours].map(([label, colour]) => ({ label, colour, shape: "line" as const }));
  const meaning = textLines("share of the neurons with at least so many partners; both axes are logarithmic", {
    ...{ document, width },
  });
  const parts = [swatchLegend(legend, { document, width, left: 0 }), meaning, sideBySide(document, panels)];
  const svg = figure(parts, { document, width, id, title, description });
  const rows = distributions.flatMap(({ connectome, measure, degree, share }) =>
    degree.map((value, index) => ({ connectome, measure, degree: value, share: share[index]! })),
  );
  const values = {
    connectome_id: rows.map(({ connectome }) => connectome),
    measure: rows.map(({ measure }) => measure),
    degree: Int32Array.from(rows, ({ degree }) => degree),
    share: Float64Array.from(rows, ({ share }) => share),
  };
  return { svg, values, title, description };
}

function curve({ measure, degree, share }: Distribution): string {
  return JSON.stringify([measure, degree, share]);
}

function distributionsOf({ connectome, edges }: ConnectomeEdges): readonly Distribution[] {
  const settled = edges.filter(({ pre, post }) => pre !== null && post !== null);
  const has = (kind: string) =>
    settled.some((edge) => edge.kind === kind && edge.pre_kind === "neuron" && edge.post_kind === "neuron");
  const shared = { weights: "binary", neuronsOnly: true, nodeKinds: ["chemical", "gap"] } as const;
  const found: [string, Int32Array][] = [];
  if (has("chemical")) {
    const { in: into, out } = degrees(graphOf(settled, { ...shared, kinds: ["chemical"], directed: true }));
    found.push(["in-degree", into], ["out-degree", out]);
  }
  if (has("gap"))
    found.push(["gap degree", degrees(graphOf(settled, { ...shared, kinds: ["gap"], directed: false })).total]);
  return found.map(([measure, values]) => {
    const sorted = [...values].sort((a, b) => a - b);
    const degree = [...new Set(sorted)].filter((value) => value > 0);
    const share = degree.map((value) => sorted.filter((one) => one >= value).length / sorted.length);
    return { connectome: connectome.connectome_id, measure, degree, share };
  });
}

function panelOf(
  distributions: readonly Distribution[],
  {
    document,
    width,
    colours,
    measure,
  }: {
    readonly document: Document;
    readonly width: number;
    readonly colours: ReadonlyMap<string, string>;
    readonly measure: string;
  },
): Panel {
  const points = distributions.flatMap(({ connectome, degree, share }) =>
    degree.map((x, index) => ({ connectome, x, y: share[index]! })),
  );
  const ticks = [1, 2, 5, 10, 20, 50, 100, 200].filter((tick) => tick <= Math.max(...points.map(({ x }) => x)));
  return plotPanel(
    {
      x: { type: "log", domain: [1, Math.max(2, ...points.map(({ x }) => x))] },
      y: { type: "log", domain: [Math.min(0.5, ...points.map(({ y }) => y)), 1] },
      marks: [
        Plot.gridY({ strokeOpacity: 0.12, ticks: [0.01, 0.1, 1] }),
        Plot.line(points, {
          ...{ x: "x", y: "y", z: "connectome", strokeWidth: 1.3 },
          stroke: ({ connectome }: { connectome: string }) => colours.get(connectome)!,
        }),
        Plot.dot(points, {
          ...{ x: "x", y: "y", r: 1.4 },
          fill: ({ connectome }: { connectome: string }) => colours.get(connectome)!,
        }),
        Plot.axisX({
          ...{ ticks, tickFormat: String, label: measures[measure as keyof typeof measures] },
          ...{ labelAnchor: "center", labelArrow: "none" },
        }),
        Plot.axisY({ ticks: [0.01, 0.1, 1], tickFormat: (share: number) => `${100 * share} %`, label: null }),
        Plot.text([measure], { frameAnchor: "top-left", dy: -14, dx: -2, fontSize: 10.5, fontWeight: 600 }),
      ],
    },
    { document, width, height: 250, margins: { left: 40, right: 12 }, top: 20, bottom: 34 },
  );
}
