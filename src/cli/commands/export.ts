import { ArgumentError } from "../../errors.js";
import { type Command, exitCode } from "../command.js";

export const exportCommand: Command = {
  name: "export",
  summary: "write tables of a folder as CSV or Arrow files, connectomes as graphs, or the published collection",
  arguments: [{ name: "<dir>", description: "a folder that prepare or run wrote" }],
  options: [
    {
      flags: "--to <format>",
      description:
        "csv (lists as JSON), arrow (IPC file, Feather 2), celegans-neural-data (published traces in one Parquet file), consensus-csv (published consensus); of label volumes ome-ngff-image-label (colours and properties by label); of connectomes graphml, gexf, edge-list, adjacency",
    },
    { flags: "--out <dir>", description: "folder for the files" },
    { flags: "--table <name...>", description: "only these tables" },
  ],
  examples: [
    "npx neuroloom export out --to csv --out csv",
    "npx neuroloom export neuroloom-quickstart --to graphml --out graphs",
    "npx neuroloom export out --to celegans-neural-data --out product",
  ],
  async run([dir], options, session) {
    for (const name of ["to", "out"]) {
      if (typeof options[name] === "string") continue;
      throw new ArgumentError({ argument: `--${name}`, expected: "a value", found: "nothing" });
    }
    const { openTables } = await import("../../node/open-tables.js");
    const { diskFolder } = await import("../../node/disk-folder.js");
    const { exportTables } = await import("../../node/export-tables.js");
    const { signal, onProgress } = session;
    const out = String(options.out);
    const tables = Array.isArray(options.table) ? { tables: options.table as readonly string[] } : {};
    const reader = await openTables(String(dir));
    if (session.options.dryRun) {
      const isProduct = options.to === "celegans-neural-data";
      const { graphFormats } = await import("../../export/graph-formats.js");
      const isGraph = Object.hasOwn(graphFormats, String(options.to));
      const isConsensus = options.to === "consensus-csv";
      const isImageLabel = options.to === "ome-ngff-image-label";
      const made = isProduct
        ? ["published_traces"]
        : isConsensus
          ? ["consensus_edges"]
          : isGraph
            ? ["connectomes", "edges"]
            : isImageLabel
              ? ["instances"]
              : undefined;
      for (const table of made ?? tables.tables ?? reader.tables) {
        if (session.options.json) session.printJson({ table, exported: false });
        else session.print(`would export ${table}`);
      }
      return exitCode.good;
    }
    const files = await exportTables(reader, String(options.to), diskFolder(out), { ...tables, signal, onProgress });
    for (const { path, rows } of files) {
      if (session.options.json) session.printJson({ path: `${out}/${path}`, rows });
      else session.print(`${out}/${path}: ${rows} rows`);
    }
    return exitCode.good;
  },
};
