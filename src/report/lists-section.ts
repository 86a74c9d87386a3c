import type { ReportedDataset } from "./dataset-section.js";
import { groupBy } from "./group-by.js";
import { type Html, html } from "./html.js";
import { checksSection, workItems } from "./sections.js";
import { countOf } from "./table.js";

/** Datasets of the folder without recordings or wiring, such as lists of neurons; nothing where there are none. */
export function listsSection(lists: readonly ReportedDataset[]): Html {
  if (lists.length === 0) return html``;
  return html`<section aria-labelledby="lists"><h2 id="lists">Lists in the folder</h2>
${lists.map(listItem)}</section>
`;
}

function listItem({ entry, manifest, checks }: ReportedDataset): Html {
  const tables = [...groupBy(entry.parts, ({ table }) => table)].map(([table, parts]) => {
    const rows = parts.reduce((sum, part) => sum + part.rows, 0);
    return `${countOf(rows, "row", "rows")} of ${table}`;
  });
  return html`<h3>${manifest?.title ?? entry.value}</h3>
<p>${manifest === null ? "" : `${manifest.summary} `}The folder holds ${tables.join(", ") || "no row"} as <code>${entry.value}</code>.</p>
${checks.length === 0 ? "" : checksSection(checks)}
${manifest === null || manifest.citations.length === 0 ? "" : html`<ul>${workItems(manifest)}</ul>`}
`;
}
