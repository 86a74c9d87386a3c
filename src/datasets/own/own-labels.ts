import { type FileSet, openRequired } from "../../bytes/file-set.js";
import { FormatError } from "../../errors.js";
import { columnFinder } from "./column-finder.js";
import { ownPath } from "./compile-own-manifest.js";
import type { RecordingContent } from "./recording-content.js";
import type { RecordingLayout } from "./recording-layout.js";
import { tableRows } from "./table-rows.js";

/**
 * The label of each trace, from wherever the manifest says: null where a trace has none.
 *
 * @throws FormatError when there are more or fewer labels than traces
 */
export async function ownLabels(
  id: string,
  files: FileSet,
  layout: RecordingLayout,
  content: Pick<RecordingContent, "labels" | "block">,
  where: { readonly file: string; readonly signal?: AbortSignal | undefined },
): Promise<readonly (string | null)[]> {
  const { labels, table } = layout;
  const traces = content.block.traces.length;
  if (labels === null) return new Array<null>(traces).fill(null);
  const given = labels.names ?? content.labels ?? (await labelFile(id, files, labels, table, where.signal));
  if (given.length === traces) return given.map((label) => label?.trim() || null);
  const file = labels.file ?? where.file;
  const expected = `a label for each of the ${traces} traces`;
  throw new FormatError({ file, place: "labels", expected, found: `${given.length} labels` });
}

async function labelFile(
  id: string,
  files: FileSet,
  { file, column }: NonNullable<RecordingLayout["labels"]>,
  table: RecordingLayout["table"],
  signal: AbortSignal | undefined,
): Promise<readonly string[]> {
  const source = await openRequired(files, ownPath(id, file!));
  const labels: string[] = [];
  let index: number | undefined;
  const { delimiter: _, ...dialect } = table;
  for await (const row of tableRows(source, dialect, { signal })) {
    if (column === undefined) labels.push(row.fields[0]!);
    else if (index === undefined) {
      const isNamed = typeof column === "string";
      index = columnFinder(source.name, isNamed ? row.fields : null, row.fields.length).one(column);
      if (!isNamed) labels.push(row.fields[index]!);
    } else labels.push(row.fields[index]!);
  }
  return labels;
}
