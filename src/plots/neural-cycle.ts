import { UnknownNameError } from "../errors.js";
import { intervalMask } from "../signals/interval-mask.js";
import { scoreTimes } from "../signals/score-times.js";
import { rowsOf } from "../tables/batch.js";
import { groupRows } from "../tables/group-rows.js";
import { type AnalysisRow, readAnalysis } from "../tables/read-analysis.js";
import type { TableReader } from "../tables/table-reader.js";
import type { Row } from "../tables/tables.js";
import { labelColours } from "./colours.js";
import { counted } from "./counted.js";
import { figure } from "./figure.js";
import { swatchLegend } from "./legend.js";
import { loadingsPanels } from "./loadings-panel.js";
import type { PlotResult } from "./plot-result.js";
import { sideBySide } from "./side-by-side.js";
import type { TablePlotOptions } from "./table-plot.js";
import { planePanel, spacePanel, type Trajectory } from "./trajectory-panel.js";

/** Points drawn at most; longer trajectories are drawn through means of neighbouring samples. */
const mostPoints = 1200;

type Component = AnalysisRow<"cycle_trajectories">;

/**
 * The cycle of one recording, from the results of `neural-cycle`: its integrated temporal components as a trajectory,
 * in the plane of the first two and in space, coloured by state, and below the loadings of the named neurons.
 *
 * Values: `time_s`, `state`, and `component_1` … as drawn.
 * Throws an UnknownNameError where the recording has no such result, and what reading results throws.
 */
export async function neuralCycle(reader: TableReader, options: TablePlotOptions): Promise<PlotResult> {
  const { document, width = 720, id = "neural-cycle", analysis, datasetId, signal } = options;
  const where = datasetId === undefined ? {} : { dataset_id: datasetId };
  const reading = { operation: "neural-cycle", analysis, where, signal };
  const all = await readAnalysis(reader, "cycle_trajectories", reading);
  const recordingId = options.recordingId ?? all[0]!.recording_id;
  const own = all.filter(
    ({ recording_id, dataset_id }) => recording_id === recordingId && dataset_id === all[0]!.dataset_id,
  );
  const components = [...own].sort((a, b) => a.component - b.component).slice(0, 3);
  if (components.length < 2) {
    const known = [...new Set(all.map(({ recording_id }) => recording_id))];
    throw new UnknownNameError({ kind: "recording in cycle_trajectories", name: recordingId, known });
  }
  const key = { dataset_id: components[0]!.dataset_id, recording_id: recordingId };
  const [cycle] = await readAnalysis(reader, "cycles", { ...reading, where: key });
  const loadings = await readAnalysis(reader, "component_loadings", {
    ...{ operation: "principal-components", analysis: cycle!.components, where: key, signal },
  });
  const { times, states, kind } = await statesAt(reader, components[0]!, key);
  const trajectory = thinned(components, states);
  const colours = labelColours(states.flatMap((state) => state ?? []));
  const size = Math.floor(width / 2);
  const place = { document, size, colours };
  const views = [planePanel(trajectory, place), ...(components.length > 2 ? [spacePanel(trajectory, place)] : [])];
  const bars = namedLoadings(loadings, components);
  const panels = [
    swatchLegend(
      [...colours].map(([label, colour]) => ({ label, colour })),
      { document, width, left: 0 },
    ),
    sideBySide(
      document,
      views.map((panel) => ({ panel, width: size })),
    ),
    ...(bars[0]!.loadings.length > 0 ? loadingsPanels(bars, { document, width }) : []),
  ];
  const share = components.reduce((sum, { variance_share }) => sum + variance_share, 0);
  const title = `${key.dataset_id} ${recordingId}: cycle in ${counted(components.length, "component")} of the derivatives`;
  const description =
    `Integrated temporal components ${components.map(({ component }) => component).join(", ")} of the time derivatives ` +
    `of recording ${key.dataset_id} ${recordingId} (together ${(100 * share).toFixed(1)} % of their variance), coloured ` +
    `by ${kind}; time runs counter-clockwise on the left. Net ${cycle!.net_turns.toFixed(1)} turns of ` +
    `${cycle!.travelled_turns.toFixed(1)} travelled. Below: loadings of the named neurons, sorted by the first.`;
  const svg = figure(panels, { document, width, id, title, description });
  return { svg, values: plottedValues(components, times, states), title, description };
}

/** The state of each sample, by the events that cover it; the kind of events is `state` where there are such. */
async function statesAt(
  reader: TableReader,
  component: Component,
  where: { readonly dataset_id: string; readonly recording_id: string },
) {
  const recordingTables: TableReader = {
    tables: reader.tables,
    read: (table, query = {}) => reader.read(table, { ...query, where: { ...query.where, ...where } }),
  };
  const times = await scoreTimes(recordingTables, component);
  const events: Row<"events">[] = [];
  for await (const batch of recordingTables.read("events")) events.push(...rowsOf({ ...batch, table: "events" }));
  const kind = events.some((event) => event.kind === "state") ? "state" : (events[0]?.kind ?? "state");
  const states = new Array<string | null>(times.length).fill(null);
  const lasting = events.filter((event) => event.kind === kind && event.duration_s !== null);
  for (const [label, own] of groupRows(lasting, (event) => event.label ?? event.kind)) {
    const intervals = own.map(({ onset_s, duration_s }) => ({ onsetS: onset_s, durationS: duration_s! }));
    intervalMask(times, intervals).forEach((inside, sample) => {
      if (inside === 1) states[sample] = label;
    });
  }
  return { times, states, kind };
}

function thinned(components: readonly Component[], states: readonly (string | null)[]): Trajectory {
  const block = Math.ceil(states.length / mostPoints);
  const count = Math.floor(states.length / block);
  const axes = components.map(({ values }) =>
    Float64Array.from({ length: count }, (_, place) => {
      let sum = 0;
      for (let sample = place * block; sample < (place + 1) * block; sample++) sum += values[sample]!;
      return sum / block;
    }),
  );
  const axisLabels = components.map(({ component }) => `component ${component}, integrated`);
  const at = (place: number) => states[place * block + (block >> 1)] ?? null;
  return { axes, axisLabels, states: Array.from({ length: count }, (_, place) => at(place)) };
}

function namedLoadings(loadings: readonly Row<"component_loadings">[], components: readonly Component[]) {
  const usable = loadings.filter(({ name, loading }) => name !== null && loading !== null);
  const first = usable.filter(({ component }) => component === components[0]!.component);
  const order = [...first]
    .sort((a, b) => components[0]!.sign * (b.loading! - a.loading!))
    .map((row) => row.channel_index);
  // two traces may have one name: the bars need names of their own
  const seen = new Map<string, number>();
  const labels = new Map(
    order.map((channel) => {
      const name = first.find(({ channel_index }) => channel_index === channel)!.name!;
      const times = (seen.get(name) ?? 0) + 1;
      seen.set(name, times);
      return [channel, times === 1 ? name : `${name} (${times})`] as const;
    }),
  );
  return components.map(({ component, sign, variance_share }) => ({
    label: `loadings on component ${component} (${(100 * variance_share).toFixed(1)} % of variance)`,
    loadings: order.flatMap((channel) => {
      const row = usable.find((one) => one.component === component && one.channel_index === channel);
      return row ? [{ name: labels.get(channel)!, loading: sign * row.loading! }] : [];
    }),
  }));
}

function plottedValues(components: readonly Component[], times: Float64Array, states: readonly (string | null)[]) {
  const columns = components.map(({ component, values }) => [`component_${component}`, values] as const);
  return { time_s: times, state: states, ...Object.fromEntries(columns) };
}
