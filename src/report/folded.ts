import { type Html, html } from "./html.js";

/** Rows that a table shows without being opened. */
export const shownRows = 12;

/** Long tables are folded on the screen, never on paper. */
export function folded(summary: string, count: number, content: Html): Html {
  return count <= shownRows ? content : html`<details><summary>${summary}</summary>${content}</details>`;
}
