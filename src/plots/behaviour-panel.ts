import * as Plot from "@observablehq/plot";
import { binCentres, binTrace } from "./bin-trace.js";
import { axisLabel } from "./channel-label.js";
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

/** One behaviour or stimulus trace as a line, with name, unit and three ticks. Gaps stay gaps. */
export function behaviourPanel(trace: TraceView, place: TimePlace): Panel {
  const [start, end] = place.time;
  const bins = { start, end, count: Math.max(1, Math.min(points, trace.values.length)) };
  const times = binCentres(bins);
  const values = binTrace(trace.values, trace.time_s, bins);
  const crossesZero = values.some((value) => value < 0) && values.some((value) => value > 0);
  return plotPanel(
    {
      x: { domain: place.time, axis: null },
      y: { nice: true, axis: null },
      marks: [
        Plot.axisY({ ticks: 3, tickSize: 3, label: null, fontSize: 8 }),
        ...(crossesZero ? [Plot.ruleY([0], { stroke: "currentColor", strokeOpacity: 0.3 })] : []),
        Plot.lineY(values, { x: times, y: values, stroke: traceColour, strokeWidth: 1 }),
        Plot.text([axisLabel(trace.channel)], { frameAnchor: "top-left", dx: 4, dy: -11, fontSize: 9 }),
      ],
    },
    { ...place, height: 62, top: 14, bottom: 6 },
  );
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
