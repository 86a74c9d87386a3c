import * as Plot from "@observablehq/plot";
import { binRange } from "./bin-range.js";
import { binCentres, binTrace, type TimeBins } from "./bin-trace.js";
import { axisLabel, channelLabel } from "./channel-label.js";
import { traceColour } from "./colours.js";
import type { Panel } from "./figure.js";
import { type Margins, plotPanel } from "./panel.js";
import type { TimeUnit, TraceView } from "./recording-view.js";

/** Where a panel stands: document, width of the figure, its margins, and the time axis with its unit (default: s). */
export interface TimePlace {
  readonly unit?: TimeUnit;
  readonly document: Document;
  readonly width: number;
  readonly margins: Margins;
  readonly time: readonly [number, number];
}

const points = 600;
/** From so many samples per point on, a stimulus is drawn by its range: means of a sound are zero. */
const dense = 20;

/**
 * One behaviour or stimulus trace as a line, with name, unit and three ticks. Gaps stay gaps. Of a stimulus with many
 * samples per point the range between the lowest and the highest of them is filled.
 */
export function behaviourPanel(trace: TraceView, place: TimePlace): Panel {
  const [start, end] = place.time;
  const bins = { start, end, count: Math.max(1, Math.min(points, trace.values.length)) };
  const times = binCentres(bins);
  const ranged = trace.channel.kind === "stimulus" && trace.values.length >= dense * points;
  const values = binTrace(trace.values, trace.time_s, bins);
  const crossesZero = values.some((value) => value < 0) && values.some((value) => value > 0);
  return plotPanel(
    {
      x: { domain: place.time, axis: null },
      y: { nice: true, axis: null },
      marks: [
        Plot.axisY({ ticks: 3, tickSize: 3, label: null, fontSize: 8 }),
        ...(crossesZero ? [Plot.ruleY([0], { stroke: "currentColor", strokeOpacity: 0.3 })] : []),
        ranged
          ? rangeMark(trace, bins)
          : Plot.lineY(values, { x: times, y: values, stroke: traceColour, strokeWidth: 1 }),
        Plot.text([`${axisLabel(trace.channel)}${ranged ? ", lowest to highest" : ""}`], {
          frameAnchor: "top-left",
          dx: 4,
          dy: -11,
          fontSize: 9,
        }),
      ],
    },
    { ...place, height: 62, top: 14, bottom: 6 },
  );
}

function rangeMark(trace: TraceView, bins: TimeBins): Plot.Markish {
  const { low, high } = binRange(trace.values, trace.time_s, bins);
  // the stroke keeps a range without extent visible
  const ink = { fill: traceColour, stroke: traceColour, strokeWidth: 0.5 };
  return Plot.areaY(low, { x: binCentres(bins), y1: low, y2: high, ...ink });
}

/** The traces that are drawn below, in words. */
export function behaviourWords(behaviours: readonly TraceView[]): string {
  const names = behaviours.map(({ channel }) => (channelLabel(channel) ?? channel.quantity).replaceAll("_", " "));
  return names.join(", ") || "no behaviour trace";
}

/** The time axis below the last panel. */
export function timeAxisPanel(place: TimePlace): Panel {
  return plotPanel(
    {
      x: { domain: place.time },
      marks: [
        Plot.axisX({
          anchor: "bottom",
          ticks: 8,
          label: `time since the start of the recording (${place.unit ?? "s"})`,
          labelAnchor: "center",
          labelArrow: "none",
        }),
      ],
    },
    { ...place, height: 36, top: 0, bottom: 34 },
  );
}
