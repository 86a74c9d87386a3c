import * as Plot from "@observablehq/plot";
import { EmptyResultError } from "../errors.js";
import { type AnalysisRow, readAnalysis } from "../tables/read-analysis.js";
import type { TableReader } from "../tables/table-reader.js";
import { traceColour } from "./colours.js";
import { counted } from "./counted.js";
import { figure, type Panel } from "./figure.js";
import { plotPanel } from "./panel.js";
import type { PlotResult } from "./plot-result.js";
import { shortLabel } from "./short-label.js";
import type { TablePlotOptions } from "./table-plot.js";

type Average = AnalysisRow<"spike_triggered_averages">;

const mostAverages = 8;

/**
 * Spike-triggered averages of one recording, from the results of `spike-triggered-average`: a line per channel and label
 * over the time from the spike, and a dashed one at the mean of the channel.
 *
 * Values: `label`, `channel`, `time_s` (below 0 before the spike), `average`.
 * Throws an EmptyResultError where no label has a spike with a whole window.
 */
export async function spikeTriggeredAverage(reader: TableReader, options: TablePlotOptions): Promise<PlotResult> {
  const { document, width = 720, id = "spike-triggered-average", analysis, datasetId, recordingId, signal } = options;
  const operation = "spike-triggered-average";
  const where = {
    ...(datasetId === undefined ? {} : { dataset_id: datasetId }),
    ...(recordingId === undefined ? {} : { recording_id: recordingId }),
  };
  const rows = await readAnalysis(reader, "spike_triggered_averages", { operation, analysis, where, signal });
  const some = rows.filter(({ n_events, highest }) => n_events > 0 && highest !== null);
  const [first] = some;
  if (!first) throw new EmptyResultError({ what: "events with a whole window in spike_triggered_averages" });
  const own = some.filter((row) => row.recording_id === first.recording_id && row.dataset_id === first.dataset_id);
  const drawn = own.slice(0, mostAverages);
  const title = `${first.dataset_id} ${first.recording_id}: what comes before a ${first.event_kind}`;
  const description =
    `Mean around ${first.event_kind} events over the time from the event in seconds, before it below 0, each channel in its unit; ` +
    `dashed: mean of the whole channel. ${drawn.map(wordsOf).join("; ")}.` +
    (drawn.length < own.length ? ` ${drawn.length} of ${counted(own.length, "average")} are shown.` : "");
  const panels = drawn.map((row, index) => averagePanel(row, { document, width, isLast: index === drawn.length - 1 }));
  const svg = figure(panels, { document, width, id, title, description });
  const points = drawn.flatMap((row) => pointsOf(row).map((point) => ({ row, ...point })));
  const values = {
    label: points.map(({ row }) => row.label),
    channel: points.map(({ row }) => channelName(row)),
    time_s: Float64Array.from(points, ({ time }) => time),
    average: Float64Array.from(points, ({ average }) => average),
  };
  return { svg, title, description, values };
}

function channelName({ name, channel_index }: Average): string {
  return name ?? `channel ${channel_index}`;
}

function wordsOf(row: Average): string {
  return `${row.label}, ${channelName(row)}: ${counted(row.n_events, "event")}`;
}

function pointsOf({ lags_s, average }: Average) {
  return Array.from(lags_s, (lag, index) => ({ time: -lag, average: average[index]! }));
}

function averagePanel(
  row: Average,
  { document, width, isLast }: { readonly document: Document; readonly width: number; readonly isLast: boolean },
): Panel {
  const { quantity, unit, channel_mean, label, n_events } = row;
  const inUnit = unit === null || unit === "1" ? quantity : `${quantity} in ${unit}`;
  const channel = channelName(row) === quantity ? inUnit : `${shortLabel(channelName(row), 24)}: ${inUnit}`;
  const text = `${shortLabel(label, 20)}, ${channel}, n ${n_events}`;
  return plotPanel(
    {
      x: isLast ? { label: "time from the event (s)", labelAnchor: "right" } : { axis: null },
      y: { label: null, ticks: 4 },
      marks: [
        ...(channel_mean === null ? [] : [Plot.ruleY([channel_mean], { stroke: "#666", strokeDasharray: "3,3" })]),
        Plot.lineY(pointsOf(row), { x: "time", y: "average", stroke: traceColour, strokeWidth: 1.5 }),
        Plot.text([text], { frameAnchor: "top-left", dx: 4, dy: -12, fontWeight: 600, textAnchor: "start" }),
      ],
    },
    { document, width, height: isLast ? 164 : 134, margins: { left: 56, right: 8 }, top: 26, bottom: isLast ? 34 : 4 },
  );
}
