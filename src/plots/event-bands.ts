import * as Plot from "@observablehq/plot";
import type { Row } from "../tables/tables.js";
import type { TimePlace } from "./behaviour-panel.js";
import { labelColours } from "./colours.js";
import type { Panel } from "./figure.js";
import type { LegendEntry } from "./legend.js";
import { plotPanel } from "./panel.js";
import { shortLabel } from "./short-label.js";
import { spikeKind } from "./spike-trains.js";

/** One kind of events, drawn as a strip: bars where they last, ticks where they are moments. */
export interface EventBand {
  readonly kind: string;
  readonly events: readonly Row<"events">[];
}

/** Most kinds of events drawn; more would hide the traces. */
const mostBands = 4;

/** The kinds of events of a recording but spikes, states first, then by name; at most four. */
export function eventBands(events: readonly Row<"events">[]): readonly EventBand[] {
  const kinds = [...new Set(events.map(({ kind }) => kind))].filter((kind) => kind !== spikeKind).sort();
  const ordered = [...kinds.filter((kind) => kind === "state"), ...kinds.filter((kind) => kind !== "state")];
  return ordered.slice(0, mostBands).map((kind) => ({ kind, events: events.filter((event) => event.kind === kind) }));
}

/** What an event is called in the legend: its label, else its kind. */
function eventLabel(event: Row<"events">): string {
  return event.label ?? event.kind;
}

/** A colour for every label of the bands, the same label in the same colour in all of them. */
export function bandColours(bands: readonly EventBand[]): ReadonlyMap<string, string> {
  return labelColours(bands.flatMap(({ events }) => events.map(eventLabel)));
}

/** What the colours of the bands mean. */
export function bandLegend(bands: readonly EventBand[]): readonly LegendEntry[] {
  return [...bandColours(bands)].map(([label, colour]) => ({ label: label.replaceAll("_", " "), colour }));
}

/** Marks of one band: bars over the events that last, ticks at moments. */
export function bandMarks(
  band: EventBand,
  options: { readonly opacity: number; readonly colours: ReadonlyMap<string, string> },
): Plot.Markish[] {
  const colour = (event: Row<"events">) => options.colours.get(eventLabel(event))!;
  const lasting = band.events.filter(({ duration_s }) => (duration_s ?? 0) > 0);
  const moments = band.events.filter(({ duration_s }) => !((duration_s ?? 0) > 0));
  return [
    Plot.rectX(lasting, {
      x1: (event: Row<"events">) => event.onset_s,
      x2: (event: Row<"events">) => event.onset_s + event.duration_s!,
      fill: colour,
      fillOpacity: options.opacity,
      insetRight: 0,
      ariaLabel: band.kind,
    }),
    Plot.ruleX(moments, { x: (event: Row<"events">) => event.onset_s, stroke: colour, strokeWidth: 1.5 }),
  ];
}

/** One strip for each band, its kind written at the left. */
export function bandPanels(bands: readonly EventBand[], place: TimePlace): readonly Panel[] {
  const colours = bandColours(bands);
  return bands.map((band) =>
    plotPanel(
      {
        x: { domain: place.time, axis: null },
        marks: [
          ...bandMarks(band, { opacity: 1, colours }),
          Plot.text([shortLabel(band.kind.replaceAll("_", " "), 12)], {
            ...{ frameAnchor: "left", dx: -6, textAnchor: "end", fontSize: 8 },
          }),
        ],
      },
      { ...place, height: 16 },
    ),
  );
}
