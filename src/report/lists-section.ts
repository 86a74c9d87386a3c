import { type Manifest, manifestSchema } from "../manifest/schema.js";
import type { PartitionEntry } from "../tables/dataset-index.js";
import { groupBy } from "./group-by.js";
import { type Html, html } from "./html.js";
import { workItems } from "./sections.js";
import { countOf } from "./table.js";

/** Datasets of the folder without recordings, such as lists of neurons; nothing where there are none. */
export function listsSection(entries: readonly PartitionEntry[]): Html {
  if (entries.length === 0) return html``;
  return html`<section aria-labelledby="lists"><h2 id="lists">Lists in the folder, without recordings</h2>
${entries.map(listItem)}</section>
`;
}

function listItem(entry: PartitionEntry): Html {
  const parsed = manifestSchema.safeParse(entry.manifest);
  const manifest: Manifest | null = parsed.success ? parsed.data : null;
  const tables = [...groupBy(entry.parts, ({ table }) => table)].map(([table, parts]) => {
    const rows = parts.reduce((sum, part) => sum + part.rows, 0);
    return `${countOf(rows, "row", "rows")} of ${table}`;
  });
  return html`<h3>${manifest?.title ?? entry.value}</h3>
<p>${manifest === null ? "" : `${manifest.summary} `}The folder holds ${tables.join(", ") || "no row"} as <code>${entry.value}</code>.</p>
${manifest === null || manifest.citations.length === 0 ? "" : html`<ul>${workItems(manifest)}</ul>`}
`;
}
