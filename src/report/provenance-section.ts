import type { PartitionEntry, WrittenPart } from "../tables/dataset-index.js";
import { folded } from "./folded.js";
import { breakable, type Html, html } from "./html.js";
import type { SourceFile } from "./source-files.js";
import { amount, countOf, dataTable } from "./table.js";

/** Files that were read and parts that were written, with their SHA-256, and what was asked for. */
export function provenanceSection(entry: PartitionEntry, files: readonly SourceFile[]): Html {
  const read = dataTable<SourceFile>(
    "Files that were read",
    [
      { title: "file, below the data folder", cell: ({ path }) => breakable(path) },
      { title: "role", cell: ({ role }) => role ?? "not stated" },
      { title: "bytes", number: true, cell: ({ bytes }) => amount(bytes) },
      {
        title: "SHA-256",
        cell: ({ sha256 }) =>
          sha256.length === 0 ? "not stated" : sha256.map((hash) => html`<code class="hash">${hash}</code> `),
      },
    ],
    files,
  );
  const written = dataTable<WrittenPart>(
    "Parts that were written",
    [
      { title: "part", cell: ({ path }) => breakable(path) },
      { title: "rows", number: true, cell: ({ rows }) => amount(rows) },
      { title: "bytes", number: true, cell: ({ bytes }) => amount(bytes) },
      { title: "SHA-256", cell: ({ sha256 }) => html`<code class="hash">${sha256}</code>` },
    ],
    entry.parts,
  );
  const asked = html`<p>Tables written by neuroloom ${entry.toolVersion ?? "of unknown version"}${
    entry.options === undefined ? "" : html` with the options ${optionWords(entry.options)}`
  }.</p>`;
  return html`${asked}
${files.length === 0 ? html`<p>No file was read.</p>` : folded(`All ${files.length} files that were read`, files.length, read)}
<details><summary>${countOf(entry.parts.length, "written part", "written parts")} with SHA-256</summary>${written}</details>
`;
}

function optionWords(options: unknown): Html {
  const given = Object.entries((options ?? {}) as Readonly<Record<string, unknown>>);
  if (given.length === 0) return html`of their defaults`;
  const words = given.map(([name, value]) => `${name} ${typeof value === "string" ? value : JSON.stringify(value)}`);
  return html`<code>${words.join(", ")}</code>`;
}
