import { join } from "node:path";
import { buildReport } from "../report/build-report.js";
import type { DatasetIndex } from "../tables/dataset-index.js";
import { openTables } from "./open-tables.js";
import { packageVersion } from "./package-root.js";
import { plotDocument } from "./plot-document.js";
import { writeAtomically } from "./write-atomically.js";

/** Options of {@link writeReport}. */
export interface WriteReportOptions {
  /** The file to write. Default: `report.html` in the folder. */
  readonly out?: string | undefined;
  /** Recordings drawn of each dataset. Default: 2. */
  readonly plotted?: number | undefined;
  readonly title?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Writes the report on a written folder as one HTML file and gives its path. The file appears whole or not at all.
 * Throws what opening the folder throws.
 */
export async function writeReport(dir: string, options: WriteReportOptions = {}): Promise<string> {
  const { out = join(dir, "report.html"), plotted, title, signal } = options;
  const tables = await openTables(dir);
  const page = await buildReport(tables, tables.index, {
    document: await plotDocument(),
    toolVersion: packageVersion(),
    commands: remakingCommands(tables.index, dir, options.out),
    ...(plotted === undefined ? {} : { plotted }),
    ...(title === undefined ? {} : { title }),
    ...(signal === undefined ? {} : { signal }),
  });
  await writeAtomically(out, page);
  return out;
}

/** The command lines that fill `dir` again and report on it. */
function remakingCommands(index: DatasetIndex, dir: string, out: string | undefined): readonly string[] {
  const prepare = index.partitions
    .filter(({ partition }) => partition === "dataset_id")
    .map(({ value, options }) => {
      const asked = (options ?? {}) as Readonly<Record<string, unknown>>;
      const flags = ["subset", "only", "quantity"].flatMap((name) =>
        typeof asked[name] === "string" && asked[name] !== "full" ? [`--${name}`, shellWord(asked[name])] : [],
      );
      return ["npx neuroloom prepare", value, ...flags, "--out", shellWord(dir)].join(" ");
    });
  return [...prepare, ["npx neuroloom report", shellWord(dir), ...(out ? ["--out", shellWord(out)] : [])].join(" ")];
}

/** A word as a shell takes it, quoted where it must be. */
export function shellWord(word: string): string {
  return /^[\w@%+=:,./\\-]+$/.test(word) ? word : `"${word.replace(/["$`]/g, "\\$&")}"`;
}
