import type { LegendEntry } from "./legend.js";
import { shortLabel } from "./short-label.js";
import { svgElement } from "./svg-element.js";
import type { ViewBox } from "./view-box.js";

const rowHeight = 15;
const letter = 5.8;

/** A legend in columns inside of a box; undefined where it does not fit. */
export function columnLegend(
  entries: readonly LegendEntry[],
  box: ViewBox,
  document: Document,
): SVGElement | undefined {
  const rows = Math.floor(box.height / rowHeight);
  if (rows === 0) return undefined;
  const columns = Math.ceil(entries.length / rows);
  const wide = Math.floor(box.width / columns);
  const longest = entries.reduce((most, { label }) => Math.max(most, label.length), 0);
  const letters = Math.floor((wide - 18) / letter);
  if (columns > 1 ? letters < longest : letters < Math.min(longest, 24)) return undefined;
  const group = svgElement(document, "g", { "aria-label": "legend" });
  for (const [index, { label, colour }] of entries.entries()) {
    const x = box.x + Math.floor(index / rows) * wide;
    const y = box.y + (index % rows) * rowHeight;
    group.append(
      svgElement(document, "rect", {
        ...{ x, y: y + 1, width: 12, height: 10, fill: colour, stroke: "currentColor", "stroke-opacity": 0.25 },
      }),
      svgElement(document, "text", { x: x + 17, y: y + 10 }, shortLabel(label, letters)),
    );
  }
  return group;
}
