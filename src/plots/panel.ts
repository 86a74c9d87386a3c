import * as Plot from "@observablehq/plot";
import type { Panel } from "./figure.js";

/** Space left and right of the drawing area, the same for all panels of a figure, so that their axes line up. */
export interface Margins {
  readonly left: number;
  readonly right: number;
}

/** A panel drawn by the plot library. The options are its own; size, margins and document are set here. */
export function plotPanel(
  options: Omit<Plot.PlotOptions, "document" | "width">,
  place: {
    readonly document: Document;
    readonly width: number;
    readonly height: number;
    readonly margins: Margins;
    readonly top?: number;
    readonly bottom?: number;
  },
): Panel {
  const { document, width, height, margins } = place;
  const element = Plot.plot({
    className: "panel",
    ...options,
    document,
    width,
    height,
    marginLeft: margins.left,
    marginRight: margins.right,
    marginTop: place.top ?? 2,
    marginBottom: place.bottom ?? 2,
  });
  return { element, height };
}
