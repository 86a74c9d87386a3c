import { type Html, type HtmlValue, html } from "./html.js";

/** One column of a table in the report. */
export interface TableColumn<R> {
  readonly title: string;
  /** Numbers stand right. */
  readonly number?: boolean;
  cell(row: R): HtmlValue;
}

/** A table that scrolls inside itself where the page is narrow. The caption is read out and printed above it. */
export function dataTable<R>(caption: string, columns: readonly TableColumn<R>[], rows: readonly R[]): Html {
  const head = columns.map(({ title, number }) => html`<th scope="col"${classOf(number)}>${title}</th>`);
  // a short table stays on one page where the report is printed
  const kept = rows.length <= 6 ? " short" : "";
  const body = rows.map((row) => {
    const cells = columns.map(({ cell, number }) => html`<td${classOf(number)}>${cell(row)}</td>`);
    return html`<tr>${cells}</tr>\n`;
  });
  return html`<div class="scroll${kept}" tabindex="0" role="region" aria-label="${caption}"><table>
<caption>${caption}</caption>
<thead><tr>${head}</tr></thead>
<tbody>
${body}</tbody></table></div>
`;
}

function classOf(number: boolean | undefined): Html {
  return number ? html` class="number"` : html``;
}

/** A count with its noun, for example `1 loss`, `4 losses`. */
export function countOf(count: number, one: string, many: string): string {
  return `${amount(count)} ${count === 1 ? one : many}`;
}

/** A number for people: at most six digits, thin spaces between thousands, a true minus. */
export function amount(value: number | null): string {
  if (value === null) return "unknown";
  const rounded = Number.isInteger(value) ? value : Number(value.toPrecision(6));
  const [whole, fraction] = String(Math.abs(rounded)).split(".") as [string, string | undefined];
  const grouped = whole.length > 4 && !whole.includes("e") ? whole.replace(/\B(?=(\d{3})+$)/g, "\u202f") : whole;
  return `${rounded < 0 ? "−" : ""}${grouped}${fraction === undefined ? "" : `.${fraction}`}`;
}
