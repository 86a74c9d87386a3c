import type { PartitionEntry, WrittenPart } from "../tables/dataset-index.js";
import type { RecordingSummary } from "./dataset-summary.js";
import { type Html, html } from "./html.js";
import { amount, dataTable } from "./table.js";

/** Files that were read and parts that were written, with their SHA-256, and what was asked for. */
export function provenanceSection(entry: PartitionEntry, recordings: readonly RecordingSummary[]): Html {
  const files = new Map(recordings.map(({ recording }) => [recording.source_file, recording.source_sha256]));
  const read = dataTable<readonly [string, string | null]>(
    "Files that recordings were read from",
    [
      { title: "file, below the data folder", cell: ([file]) => file },
      {
        title: "SHA-256",
        cell: ([, hash]) => (hash === null ? "not stated" : html`<code class="hash">${hash}</code>`),
      },
    ],
    [...files],
  );
  const written = dataTable<WrittenPart>(
    "Parts that were written",
    [
      { title: "part", cell: ({ path }) => path },
      { title: "rows", number: true, cell: ({ rows }) => amount(rows) },
      { title: "bytes", number: true, cell: ({ bytes }) => amount(bytes) },
      { title: "SHA-256", cell: ({ sha256 }) => html`<code class="hash">${sha256}</code>` },
    ],
    entry.parts,
  );
  const asked = html`<p>Tables written by neuroloom ${entry.toolVersion ?? "of unknown version"}${
    entry.options === undefined ? "" : html` with the options <code>${JSON.stringify(entry.options)}</code>`
  }.</p>`;
  return html`${asked}
${read}<details><summary>${entry.parts.length} parts with their sums</summary>${written}</details>
`;
}
