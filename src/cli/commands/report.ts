import { type Command, exitCode } from "../command.js";
import { textOption } from "../text-option.js";

/** `report DIR`: one HTML page about written tables. */
export const reportCommand: Command = {
  name: "report",
  summary: "write one HTML page about the tables of a folder: what is in it, checks, plots, sources",
  arguments: [{ name: "<dir>", description: "a folder written by prepare" }],
  options: [
    { flags: "--out <file>", description: "the page to write (default: report.html in the folder)" },
    { flags: "--plots <n>", description: "recordings, and annotations of wiring, drawn of each dataset", default: "2" },
    { flags: "--title <words>", description: "title of the page" },
  ],
  examples: [
    "npx neuroloom report out",
    "npx neuroloom report out --plots 1 --out report.html",
    'npx neuroloom report out --title "Recordings for the lab meeting"',
  ],
  async run([dir], options, session) {
    const { ArgumentError } = await import("../../errors.js");
    const { writeReport } = await import("../../node/write-report.js");
    const plotted = Number(options.plots);
    if (!Number.isInteger(plotted) || plotted < 0) {
      throw new ArgumentError({ argument: "--plots", expected: "a whole number from 0", found: String(options.plots) });
    }
    if (session.options.dryRun) {
      const report = textOption(options, "out") ?? `${dir}/report.html`;
      if (session.options.json) session.printJson({ report, written: false });
      else session.print(`would write ${report}`);
      return exitCode.good;
    }
    const file = await writeReport(String(dir), {
      out: textOption(options, "out"),
      title: textOption(options, "title"),
      plotted,
      signal: session.signal,
    });
    if (session.options.json) session.printJson({ report: file });
    else session.print(file);
    return exitCode.good;
  },
};
