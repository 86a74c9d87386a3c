import { extname } from "node:path";
import { ArgumentError } from "../errors.js";
import type { PlotResult } from "../plots/plot-result.js";
import { plottedCsv } from "../plots/plotted-csv.js";
import { svgText } from "../plots/tidy-svg.js";
import { svgToPng } from "./png.js";
import { writeAtomically } from "./write-atomically.js";

const writers: Readonly<Record<string, (svg: string) => Promise<string | Uint8Array>>> = {
  ".svg": async (svg) => svg,
  ".png": (svg) => svgToPng(svg),
};

/**
 * Writes a plot to `out`, an `.svg` or `.png` file, and its numbers to `values`, a CSV file; each only where given.
 * Throws an {@link ArgumentError} for another ending.
 */
export async function writePlot(
  plot: PlotResult,
  to: { readonly out?: string | undefined; readonly values?: string | undefined },
): Promise<{ readonly svg: string; readonly files: readonly string[] }> {
  const svg = `${svgText(plot.svg)}\n`;
  const files: string[] = [];
  if (to.out !== undefined) {
    const writer = writers[extname(to.out).toLowerCase()];
    if (!writer)
      throw new ArgumentError({ argument: "--out", expected: "a name that ends in .svg or .png", found: to.out });
    await writeAtomically(to.out, await writer(svg));
    files.push(to.out);
  }
  if (to.values !== undefined) {
    await writeAtomically(to.values, plottedCsv(plot.values));
    files.push(to.values);
  }
  return { svg, files };
}
