import { shortLabel } from "./short-label.js";
import { svgElement } from "./svg-element.js";
import { tidySvg } from "./tidy-svg.js";

/** One part of a figure: an SVG element of full width, and its height. */
export interface Panel {
  readonly element: Element;
  readonly height: number;
}

/** What surrounds the panels of a figure. */
export interface FigureOptions {
  readonly document: Document;
  readonly width: number;
  /** Begins the ids inside the SVG. */
  readonly id: string;
  readonly title: string;
  readonly description: string;
}

const titleHeight = 22;

/**
 * Sets panels under each other below a title, as one SVG element that scales down with its container, says to
 * assistive software what it shows, and takes its text colour from the page.
 */
export function figure(panels: readonly Panel[], options: FigureOptions): SVGSVGElement {
  const { document, width, id, title, description } = options;
  const height = titleHeight + panels.reduce((sum, panel) => sum + panel.height, 0);
  const svg = svgElement(document, "svg", {
    xmlns: "http://www.w3.org/2000/svg",
    viewBox: `0 0 ${width} ${height}`,
    width,
    height,
    class: "neuroloom-plot",
    role: "img",
    "aria-labelledby": `${id}-title ${id}-description`,
    "font-family": "system-ui, 'DejaVu Sans', Arial, sans-serif",
    "font-size": 10,
    fill: "currentColor",
    style: "max-width: 100%; height: auto",
  });
  svg.append(
    svgElement(document, "title", { id: `${id}-title` }, title),
    svgElement(document, "desc", { id: `${id}-description` }, description),
    svgElement(
      document,
      "text",
      { x: 0, y: 13, "font-size": 13, "font-weight": 600 },
      shortLabel(title, Math.floor(width / 8)),
    ),
  );
  let top = titleHeight;
  for (const { element, height: panelHeight } of panels) {
    svg.appendChild(svgElement(document, "g", { transform: `translate(0,${top})` }, element));
    top += panelHeight;
  }
  tidySvg(svg);
  return svg as SVGSVGElement;
}
