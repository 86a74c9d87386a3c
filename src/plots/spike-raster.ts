import * as Plot from "@observablehq/plot";
import { EmptyResultError } from "../errors.js";
import { behaviourPanel, behaviourWords, type TimePlace, timeAxisPanel } from "./behaviour-panel.js";
import { binOf, type TimeBins } from "./bin-trace.js";
import { chooseBehaviours } from "./choose-behaviours.js";
import { traceColour } from "./colours.js";
import { counted } from "./counted.js";
import { bandLegend, bandPanels, eventBands } from "./event-bands.js";
import { figure, type Panel } from "./figure.js";
import { imageRowHeight } from "./image-row-height.js";
import { swatchLegend } from "./legend.js";
import { plotPanel } from "./panel.js";
import type { PlotOptions, PlotResult } from "./plot-result.js";
import { pngDataUri } from "./png-image.js";
import { type RecordingView, recordingName, timeUnitOf } from "./recording-view.js";
import { sideLabels } from "./side-labels.js";
import { type SpikeTrain, spikeTrains, trainLabel } from "./spike-trains.js";
import { textLines } from "./text-lines.js";

/** Options of {@link spikeRaster}. */
export interface SpikeRasterOptions extends PlotOptions {
  /** Behaviour and stimulus traces to draw below, by name. Default: up to three. */
  readonly behaviours?: readonly string[];
}

/** Space beside the image at least, and pixels of a letter of its labels. */
const least = { left: 66, right: 58 };
const letter = 4.8;
const mostLetters = 20;
/** Pixels of a row of the image, of which a quarter is left free between rows, and of all rows together at most. */
const rowPixels = 4;
const mostPixels = 2200;

/**
 * Spikes as ticks, a row per unit, and per trial where a unit has several, with a strip per other kind of events above
 * and behaviour and stimulus traces below, all on one time axis, which is longer than the recording where spikes lie
 * outside of it. Ticks are as wide as a pixel: spikes closer than that are one tick.
 *
 * Values: `row` (from the top), `label` of the unit, `trial`, `time_s`, a row per spike. Throws an
 * {@link EmptyResultError} where the recording has no spikes among its events.
 */
export function spikeRaster(view: RecordingView, options: SpikeRasterOptions): PlotResult {
  const { document, width = 760, id = "spike-raster" } = options;
  const trains = spikeTrains(view.events);
  if (trains.length === 0) throw new EmptyResultError({ what: `spikes of recording ${view.recording.recording_id}` });
  const spikes = trains.flatMap((train, row) => train.spikes.map(({ onset_s }) => ({ row, train, time: onset_s })));
  const times = spikes.map(({ time }) => time);
  const start = times.reduce((first, time) => Math.min(first, time), 0);
  const end = times.reduce((last, time) => Math.max(last, time), view.recording.duration_s);
  const letters = Math.min(
    mostLetters,
    trains.reduce((most, train) => Math.max(most, trainLabel(train)?.length ?? 0), 0),
  );
  const beside = 17 + letter * letters;
  const margins = { left: Math.max(least.left, beside), right: Math.max(least.right, beside) };
  const bands = eventBands(view.events);
  const unit = timeUnitOf(view);
  const place: TimePlace = { document, width, margins, time: [start, end], unit };
  const behaviours = chooseBehaviours(view.traces, options.behaviours ? { names: options.behaviours } : {});
  const note = rowWords(trains);
  const panels: Panel[] = [
    textLines(note, { document, width, left: margins.left }),
    swatchLegend(bandLegend(bands), { document, width: width - margins.right, left: margins.left }),
    ...bandPanels(bands, place),
    ticksPanel(trains, { ...place, letters }),
    ...behaviours.map((trace) => behaviourPanel(trace, place)),
    timeAxisPanel(place),
  ];
  const name = recordingName(view);
  const title = `${name}: ${counted(spikes.length, "spike")} in ${counted(trains.length, "spike train")}`;
  const description =
    `Spikes of recording ${name} over ${Number((end - start).toPrecision(4))} ${unit}, ${note}; ` +
    `${counted(spikes.length, "spike")}, those closer than a pixel drawn as one tick. Below: ${behaviourWords(behaviours)}.`;
  const svg = figure(panels, { document, width, id, title, description });
  const values = {
    row: Int32Array.from(spikes, ({ row }) => row),
    label: spikes.map(({ train }) => train.label),
    trial: spikes.map(({ train }) => train.trial),
    time_s: Float64Array.from(times),
  };
  return { svg, values, title, description };
}

function rowWords(trains: readonly SpikeTrain[]): string {
  const [units, trials] = [trains.some(({ label }) => label !== null), trains.some(({ trial }) => trial !== null)];
  if (trials) return `a row per ${units ? "unit and trial" : "trial"}; trials without a spike have no row`;
  return units
    ? "a row per unit; units without a spike have no row"
    : "all spikes in one row, units are not told apart";
}

function ticksPanel(trains: readonly SpikeTrain[], place: TimePlace & { readonly letters: number }): Panel {
  const height = Math.round(trains.length * imageRowHeight(trains.length));
  const { margins, letters } = place;
  const inner = { width: Math.floor(place.width - margins.left - margins.right), height };
  const [start, end] = place.time;
  return plotPanel(
    {
      x: { domain: place.time, axis: null },
      y: { domain: [0, trains.length], reverse: true, axis: null },
      marks: [
        Plot.image([0], {
          src: () => ticksImage(trains, { start, end, count: inner.width }),
          frameAnchor: "middle",
          ...inner,
          preserveAspectRatio: "none",
        }),
        Plot.frame({ stroke: "currentColor", strokeOpacity: 0.4 }),
        ...sideLabels(trains.map(trainLabel), { time: place.time, inner, letters }),
      ],
    },
    { ...place, height: height + 8, top: 4, bottom: 4 },
  );
}

function ticksImage(trains: readonly SpikeTrain[], bins: TimeBins): string {
  const width = bins.count;
  const height = Math.min(trains.length * rowPixels, mostPixels);
  const pixels = new Uint8Array(width * height);
  const pixelOf = (row: number) => Math.floor((row * height) / trains.length);
  trains.forEach(({ spikes }, row) => {
    for (const { onset_s } of spikes) {
      const column = Math.min(width - 1, binOf(onset_s, bins));
      const top = pixelOf(row);
      const bottom = Math.max(top + 1, pixelOf(row + 0.75));
      for (let y = top; y < bottom; y++) pixels[y * width + column] = 1;
    }
  });
  const channel = (from: number) => Number.parseInt(traceColour.slice(from, from + 2), 16);
  const ink = [channel(1), channel(3), channel(5), 255] as const;
  return pngDataUri({ width, height, pixels, palette: [[0, 0, 0, 0], ink] });
}
