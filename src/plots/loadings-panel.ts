import * as Plot from "@observablehq/plot";
import type { Panel } from "./figure.js";
import { plotPanel } from "./panel.js";

/** Loadings of named traces on one component. */
export interface ComponentLoadings {
  readonly label: string;
  readonly loadings: readonly { readonly name: string; readonly loading: number }[];
}

const fontSize = 7.5;

/** A bar per name for each component, all components in one order of names and on one scale, with the names below. */
export function loadingsPanels(
  components: readonly ComponentLoadings[],
  { document, width }: { readonly document: Document; readonly width: number },
): readonly Panel[] {
  const names = components[0]!.loadings.map(({ name }) => name);
  const most = Math.max(...components.flatMap(({ loadings }) => loadings.map(({ loading }) => Math.abs(loading))));
  return components.map(({ label, loadings }, index) => {
    const isLast = index === components.length - 1;
    const bottom = isLast ? 40 : 4;
    return plotPanel(
      {
        x: { domain: names, axis: null, padding: 0.25 },
        y: { domain: [-most, most], axis: null },
        marks: [
          Plot.axisY({ ticks: 3, tickSize: 3, label: null, fontSize: 8 }),
          Plot.ruleY([0], { stroke: "currentColor", strokeOpacity: 0.5 }),
          Plot.barY(loadings, { x: "name", y: "loading", fill: "#3b82c4" }),
          Plot.text([label], { frameAnchor: "top-right", fontSize: 9, dy: -10 }),
          ...(isLast ? [Plot.axisX({ tickSize: 0, tickRotate: -90, label: null, fontSize })] : []),
        ],
      },
      { document, width, height: 68 + bottom, margins: { left: 42, right: 10 }, top: 14, bottom },
    );
  });
}
