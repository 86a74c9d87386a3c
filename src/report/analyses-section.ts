import { rowsOf } from "../tables/batch.js";
import type { TableReader } from "../tables/table-reader.js";
import type { Row } from "../tables/tables.js";
import { type Html, html } from "./html.js";
import { amount, dataTable } from "./table.js";

/** The operations that made the results in a folder, from its provenance; nothing where there are none. */
export async function analysesSection(reader: TableReader, signal?: AbortSignal): Promise<Html> {
  if (!reader.tables.includes("provenance")) return html``;
  const steps: (Row<"provenance"> & { readonly analysis_id?: string })[] = [];
  for await (const batch of reader.read("provenance", signal ? { signal } : {})) {
    steps.push(...rowsOf({ ...batch, table: "provenance" }));
  }
  const table = dataTable<(typeof steps)[number]>(
    "Operations that ran",
    [
      { title: "analysis", cell: ({ analysis_id }) => analysis_id },
      { title: "step", number: true, cell: ({ step }) => amount(step) },
      { title: "operation", cell: ({ operation }) => operation },
      { title: "parameters", cell: ({ params }) => html`<code>${params}</code>` },
      { title: "seed", cell: ({ seed }) => seed ?? "none" },
      { title: "neuroloom", cell: ({ tool_version }) => tool_version },
    ],
    steps,
  );
  return html`<section aria-labelledby="analyses"><h2 id="analyses">Analyses in the folder</h2>
${table}</section>
`;
}
