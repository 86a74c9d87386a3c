import type { Panel } from "./figure.js";
import { svgElement } from "./svg-element.js";

/** Panels beside each other, each as wide as it was drawn for, as one panel as high as the highest. */
export function sideBySide(
  document: Document,
  panels: readonly { readonly panel: Panel; readonly width: number }[],
): Panel {
  const group = svgElement(document, "g", {});
  let left = 0;
  for (const { panel, width } of panels) {
    group.appendChild(svgElement(document, "g", { transform: `translate(${left},0)` }, panel.element));
    left += width;
  }
  return { element: group, height: Math.max(...panels.map(({ panel }) => panel.height)) };
}
