import type { TableReader } from "../tables/table-reader.js";
import { colourBar, numberWords } from "./colour-bar.js";
import { type ColourScale, scaleOf, sequentialScale } from "./colour-scale.js";
import { labelColours } from "./colours.js";
import { counted } from "./counted.js";
import { figure, type Panel } from "./figure.js";
import { missingPattern, swatchLegend } from "./legend.js";
import { matrixPanel } from "./matrix-panel.js";
import type { PlotResult } from "./plot-result.js";
import { categoriesOf, categoryGroups } from "./rdm-conditions.js";
import { rdmBackground, rdmImage, unknownPairs } from "./rdm-image.js";
import { rdmTiles, tileLetters } from "./rdm-tiles.js";
import { dissimilarityWords } from "./rdm-words.js";
import { type PlottedRdm, type PlottedRdms, readRdms } from "./read-rdms.js";
import { shortLabel } from "./short-label.js";
import type { TablePlotOptions } from "./table-plot.js";

/** RDMs drawn where none are named. */
const mostRdms = 12;
/** Letters of the name of a condition or category that are shown. */
const mostLetters = 22;
const letter = 4.7;

/**
 * Representational dissimilarity matrices of a dataset or of an analysis as heat maps: one with the names of its
 * conditions and categories, or up to twelve beside each other with categories as strips of colour. RDMs made in the same
 * way share one scale; others have their own each. Unknown pairs are hatched, the diagonal is grey.
 *
 * Values: `rdm_id`, `condition_a`, `condition_b`, `dissimilarity` (NaN where unknown), one row per pair.
 * Throws as `readRdms`.
 */
export async function rdmHeatmap(reader: TableReader, options: TablePlotOptions): Promise<PlotResult> {
  const { document, width = 720, id = "rdm" } = options;
  const view = await readRdms(reader, options, (rows) => rows.slice(0, mostRdms));
  const { rdms } = view;
  const isShared = rdms.every(({ row }) => row.dissimilarity !== null && madeLike(row) === madeLike(rdms[0]!.row));
  const all = scaleOf(rdms.flatMap(({ values }) => [...values]));
  const isOne = rdms.length === 1;
  // scales of their own are alike in colours, so that one bar explains them
  const scales = rdms.map(({ values }) => (isShared || isOne ? all : sequentialScale(values)));
  const unknown = rdms.reduce((sum, rdm) => sum + unknownPairs(rdm), 0);
  const pattern = `${id}-unknown`;
  const bar = colourBar({
    ...{
      document,
      left: 0,
      within: width,
      scale: scales[0]!,
      label: isOne || isShared ? `dissimilarity: ${dissimilarityWords(rdms[0]!.row)}` : "dissimilarity",
    },
    ...(isOne || isShared ? {} : { ends: ["lowest", "highest"] as const, note: "of each RDM; numbers below it" }),
    ...(unknown > 0 ? { missingPattern: pattern, missingWords: "unknown" } : {}),
  });
  const place = { document, width, pattern };
  const drawn = isOne ? onePanel(rdms[0]!, scales[0]!, place) : tilePanels(rdms, scales, { ...place, isShared });
  const title = isOne ? rdms[0]!.row.title : `${view.of}: ${counted(rdms.length, "RDM")}`;
  const description = `${wordsOf(view)} ${isShared || isOne ? `Dissimilarity: ${dissimilarityWords(rdms[0]!.row)}.` : "Each has a scale of its own, from its lowest to its highest value."}${unknown > 0 ? ` ${counted(unknown, "pair")} without a known dissimilarity.` : ""}`;
  const svg = figure([bar, ...drawn], { document, width, id, title, description });
  if (unknown > 0) svg.insertBefore(missingPattern(document, pattern), svg.firstChild);
  return { svg, title, description, values: plottedPairs(rdms) };
}

/** The RDMs, their conditions and their order in words. */
function wordsOf({ of, rdms, count, order }: PlottedRdms): string {
  const sizes = [...new Set(rdms.map(({ conditions }) => conditions.length))].sort((a, b) => a - b);
  const shown = rdms.length < count ? `${rdms.length} of ${count} RDMs` : counted(count, "RDM");
  return `${shown} of ${of} over ${sizes.join(" or ")} conditions ${order}; the diagonal is grey.`;
}

function madeLike(row: PlottedRdm["row"]): string {
  const { dissimilarity, noise, crossvalidation, normalisation, mean_removed, transforms } = row;
  return JSON.stringify([dissimilarity, noise, crossvalidation, normalisation, mean_removed, transforms]);
}

interface Place {
  readonly document: Document;
  readonly width: number;
  readonly pattern: string;
}

function onePanel(rdm: PlottedRdm, scale: ColourScale, { document, width, pattern }: Place): readonly Panel[] {
  const names = rdm.conditions.map(({ name }) => shortLabel(name, mostLetters));
  const groups = categoryGroups(rdm.conditions).map(({ label, count }) => ({
    ...{ label: label === "" ? "" : shortLabel(label, mostLetters), count },
  }));
  const isGrouped = groups.some(({ label }) => label !== "");
  const longest = Math.max(...names.map(({ length }) => length), ...groups.map(({ label }) => label.length + 5));
  // names take both margins; where they do not fit, groups take one
  const needed = 14 + longest * letter;
  const isNamed = (width - 2 * needed) / names.length >= 8;
  const margin = isNamed || isGrouped ? needed : 10;
  const behind = rdmBackground(rdm, { document, pattern });
  return [
    matrixPanel(rdmImage(rdm, scale), {
      document,
      width,
      margin,
      names,
      groups,
      behind,
      lines: "#ffffff",
      mostCell: 40,
    }),
  ];
}

function tilePanels(
  rdms: readonly PlottedRdm[],
  scales: readonly ColourScale[],
  { document, width, pattern, isShared }: Place & { readonly isShared: boolean },
): readonly Panel[] {
  const categories = categoriesOf(rdms.flatMap(({ conditions }) => conditions));
  const colours = labelColours(categories);
  const columns = Math.min(rdms.length, Math.max(2, Math.floor(width / 165)));
  // long titles may differ behind what fits only
  const titles = rdms.map(({ row }) => shortLabel(row.title, tileLetters(width / columns)));
  const areTold = new Set(titles).size === titles.length;
  const tiles = rdms.map((rdm, index) => {
    const { low, high } = scales[index]!;
    const range = isShared ? {} : { caption: `${numberWords(low)} to ${numberWords(high)}` };
    return { rdm, scale: scales[index]!, heading: areTold ? rdm.row.title : rdm.row.rdm_id, ...range };
  });
  const legend = categories.map((label) => ({ label, colour: colours.get(label)! }));
  return [
    swatchLegend(legend, { document, width, left: 0 }),
    rdmTiles(tiles, { document, width, columns, colours, pattern }),
  ];
}

function plottedPairs(rdms: readonly PlottedRdm[]) {
  const pairs = rdms.flatMap(({ row, conditions, values }) =>
    conditions.flatMap((a, i) =>
      conditions.slice(i + 1).map((b, offset) => {
        const value = values[i * conditions.length + i + 1 + offset]!;
        return { rdm: row.rdm_id, a: a.id, b: b.id, value };
      }),
    ),
  );
  return {
    rdm_id: pairs.map(({ rdm }) => rdm),
    condition_a: pairs.map(({ a }) => a),
    condition_b: pairs.map(({ b }) => b),
    dissimilarity: Float64Array.from(pairs, ({ value }) => value),
  };
}
