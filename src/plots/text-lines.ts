import type { Panel } from "./figure.js";
import { svgElement } from "./svg-element.js";

/** Where lines of text stand, and how large they are. */
export interface TextLinesOptions {
  readonly document: Document;
  readonly width: number;
  readonly left?: number;
  readonly fontSize?: number;
}

/** Words below a title, broken into lines as wide as `width`; widths of words are estimated. */
export function textLines(text: string, options: TextLinesOptions): Panel {
  const { document, width, left = 0, fontSize = 9 } = options;
  const most = Math.floor((width - left) / (fontSize * 0.56));
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const longer = `${lines.at(-1)} ${word}`;
    if (lines.length > 0 && longer.length <= most) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  const lineHeight = fontSize + 3;
  const group = svgElement(document, "g", {});
  lines.forEach((line, index) => {
    const place = { x: left, y: 10 + index * lineHeight, "font-size": fontSize };
    group.append(svgElement(document, "text", place, line));
  });
  return { element: group, height: lines.length * lineHeight + 6 };
}
