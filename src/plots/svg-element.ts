const svgNamespace = "http://www.w3.org/2000/svg";

export type SvgAttributes = Readonly<Record<string, string | number>>;

/** An SVG element with attributes and children; strings become text, which needs no escaping. */
export function svgElement(
  document: Document,
  name: string,
  attributes: SvgAttributes,
  ...children: readonly (Node | string)[]
): SVGElement {
  const element = document.createElementNS(svgNamespace, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  for (const child of children) {
    element.appendChild(typeof child === "string" ? document.createTextNode(child) : child);
  }
  return element as SVGElement;
}
