const numbers = /-?\d+\.\d{3,}(?:e-?\d+)?/g;
const attributes = [
  "d",
  "transform",
  "x",
  "y",
  "cx",
  "cy",
  "x1",
  "x2",
  "y1",
  "y2",
  "width",
  "height",
  "points",
  "dx",
  "dy",
];

/**
 * Makes a drawing smaller and the same on every machine, in place: coordinates get two decimals, and what the plot
 * library adds for stand-alone use (style blocks, class names) goes.
 */
export function tidySvg(root: Element): void {
  for (const style of [...root.querySelectorAll("style")]) style.remove();
  for (const element of [...root.querySelectorAll("*")]) {
    if (element.getAttribute("class")?.startsWith("panel")) element.removeAttribute("class");
    for (const name of attributes) {
      const value = element.getAttribute(name);
      if (value?.includes(".")) element.setAttribute(name, value.replace(numbers, twoDecimals));
    }
  }
}

function twoDecimals(text: string): string {
  const rounded = Math.round(Number(text) * 100) / 100;
  return String(Object.is(rounded, -0) ? 0 : rounded);
}

/** The drawing as the text of an SVG file. `background` fills the page (default: transparent). */
export function svgText(svg: SVGSVGElement, options: { readonly background?: string } = {}): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones that XML does not allow
  const text = svg.outerHTML.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "\ufffd");
  if (options.background === undefined) return text;
  const end = text.indexOf(">") + 1;
  return `${text.slice(0, end)}<rect width="100%" height="100%" fill="${options.background}"/>${text.slice(end)}`;
}
