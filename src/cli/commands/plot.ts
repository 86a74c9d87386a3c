import { plotNames } from "../../plots/plot-names.js";
import { type Command, type CommandOptions, exitCode } from "../command.js";
import { textOption } from "../text-option.js";

/** `plot KIND --in DIR`: one plot as SVG or PNG. */
export const plotCommand: Command = {
  name: "plot",
  summary: "draw one plot of written tables as SVG or PNG",
  arguments: [
    {
      name: "<kind>",
      description: Object.entries(plotNames)
        .map(([of, names]) => `of ${of}: ${names.join(", ")}`)
        .join("; "),
    },
  ],
  options: [
    { flags: "--in <dir>", description: "a folder written by prepare" },
    { flags: "--recording <id>", description: "the recording (default: the first one)" },
    { flags: "--dataset <id>", description: "the dataset, where several are in the folder" },
    { flags: "--analysis <id>", description: "the result to draw, where several are in the folder" },
    { flags: "--neurons <names>", description: "names or classes to draw, separated by commas" },
    { flags: "--rdms <ids>", description: "dissimilarity matrices to draw, separated by commas" },
    { flags: "--models <names>", description: "models to draw, separated by commas" },
    { flags: "--behaviours <names>", description: "behaviour traces to draw below, separated by commas" },
    {
      flags: "--order <name>",
      description:
        "rows by first-component, name or source; of wiring by type, community or name; of RDMs by category, source or name; of models by source or value",
    },
    {
      flags: "--connectome <id>",
      description: "the annotation of the wiring (default: the first one); for degree-distributions several, by commas",
    },
    { flags: "--layout <name>", description: "dots by force or at their positions (node-link)" },
    { flags: "--volume <id>", description: "the labelled volume, or its sample (default: the first one)" },
    { flags: "--at <z>", description: "the plane of volume-slice (default: the one with the most labelled voxels)" },
    { flags: "--width <pixels>", description: "width of the drawing" },
    { flags: "--out <file>", description: "an .svg or .png file (default: SVG on standard output)" },
    { flags: "--values <file>", description: "also write the plotted numbers as CSV" },
  ],
  examples: [
    "npx neuroloom plot trace-heatmap --in out --out heatmap.svg",
    "npx neuroloom plot stacked-traces --in out --recording 2022-07-26-31 --neurons AVA,RIM --out traces.svg",
    "npx neuroloom plot node-link --in neuroloom-quickstart --layout positions --out wiring.svg --values wiring.csv",
  ],
  async run([kind], options, session) {
    const { ArgumentError } = await import("../../errors.js");
    const { drawPlot } = await import("../../node/draw-plot.js");
    const { openTables } = await import("../../node/open-tables.js");
    const { plotDocument } = await import("../../node/plot-document.js");
    const { writePlot } = await import("../../node/write-plot.js");
    if (typeof options.in !== "string") {
      throw new ArgumentError({ argument: "--in", expected: "a folder written by prepare", found: "nothing" });
    }
    const width = options.width === undefined ? undefined : Number(options.width);
    if (width !== undefined && !(width >= 300 && width <= 10000)) {
      throw new ArgumentError({ argument: "--width", expected: "300 to 10000 pixels", found: String(options.width) });
    }
    const files = { out: textOption(options, "out"), values: textOption(options, "values") };
    if (session.options.dryRun) {
      const names = Object.values(files).filter((file) => file !== undefined);
      if (session.options.json) session.printJson({ ...files, written: false });
      else session.print(`would write ${names.join(" and ") || "to standard output"}`);
      return exitCode.good;
    }
    const plot = await drawPlot(await openTables(options.in), String(kind), {
      document: await plotDocument(),
      signal: session.signal,
      ...(width === undefined ? {} : { width }),
      ...plotChoices(options),
    });
    const written = await writePlot(plot, files);
    if (session.options.json) {
      session.printJson({ title: plot.title, description: plot.description, ...files });
    } else if (files.out === undefined) session.print(written.svg);
    else for (const file of written.files) session.print(file);
    session.note(plot.description);
    return exitCode.good;
  },
};

function plotChoices(options: CommandOptions) {
  const names = (value: string | undefined) => value?.split(",").map((name) => name.trim());
  const given = {
    recordingId: textOption(options, "recording"),
    datasetId: textOption(options, "dataset"),
    analysis: textOption(options, "analysis"),
    order: textOption(options, "order"),
    connectomeId: textOption(options, "connectome"),
    layout: textOption(options, "layout"),
    volumeId: textOption(options, "volume"),
    at: options.at === undefined ? undefined : Number(options.at),
    neurons: names(textOption(options, "neurons")),
    rdms: names(textOption(options, "rdms")),
    models: names(textOption(options, "models")),
    behaviours: names(textOption(options, "behaviours")),
  };
  // absent choices leave the defaults alone
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}
