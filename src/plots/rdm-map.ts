import { ArgumentError, EmptyResultError } from "../errors.js";
import { jsLinalg } from "../linalg/js-linalg.js";
import { classicalMds } from "../rsa/mds/classical-mds.js";
import type { TableReader } from "../tables/table-reader.js";
import { numberWords } from "./colour-bar.js";
import { labelColours } from "./colours.js";
import { counted } from "./counted.js";
import { figure } from "./figure.js";
import { swatchLegend } from "./legend.js";
import type { PlotResult } from "./plot-result.js";
import { type MapPoint, pointMap } from "./point-map.js";
import { categoriesOf, type RdmCondition } from "./rdm-conditions.js";
import { dissimilarityWords } from "./rdm-words.js";
import { type PlottedRdm, readRdms } from "./read-rdms.js";
import type { TablePlotOptions } from "./table-plot.js";
import { textLines } from "./text-lines.js";

/** Dissimilarities that are squares of distances. */
const squares = /squared|crossnobis|poisson/;
/** Of conditions without a category. */
const plain = "#7d8790";

/**
 * A map of the conditions of one RDM (default: the first): their distances are as near to its dissimilarities as classical
 * multidimensional scaling in two dimensions brings them; of squared distances to their roots. Conditions are coloured by
 * category and named where there is room. Those with unknown dissimilarities are left out, the fewest that suffice.
 *
 * Values: `condition`, `category`, `x`, `y` (in the unit of the distance).
 * Throws as `readRdms`, an ArgumentError where several RDMs are named, and an EmptyResultError where fewer than three
 * conditions have known dissimilarities.
 */
export async function rdmMap(reader: TableReader, options: TablePlotOptions): Promise<PlotResult> {
  const { document, width = 720, id = "rdm-map", rdms: named } = options;
  if (named !== undefined && named.length !== 1) {
    throw new ArgumentError({ argument: "rdms", expected: "one RDM", found: named.join(", ") });
  }
  const { rdms, of } = await readRdms(reader, options, (rows) => rows.slice(0, 1));
  const [rdm] = rdms as readonly [PlottedRdm];
  const kept = knownConditions(rdm);
  if (kept.length < 3) {
    throw new EmptyResultError({ what: `three conditions of ${rdm.row.rdm_id} with known dissimilarities` });
  }
  const squared = squares.test(rdm.row.dissimilarity ?? "");
  const pairs = pairsOf(rdm, kept);
  const vectors = { nConditions: kept.length, nRdms: 1, values: pairs };
  const { points, shown } = classicalMds(vectors, { squared, linalg: jsLinalg });
  const conditions = kept.map((index) => rdm.conditions[index]!);
  const categories = categoriesOf(conditions);
  const colours = labelColours(categories);
  const placed = conditions.map(
    (condition, index): MapPoint => ({
      ...{ x: points.values[2 * index]!, y: points.values[2 * index + 1]! },
      ...{ label: condition.name, colour: colours.get(condition.category ?? "") ?? plain },
    }),
  );
  const stress = stressOf(placed, pairs, squared).toFixed(3);
  const left = rdm.conditions.length - kept.length;
  const distances = `${squared ? "root of the " : ""}dissimilarity: ${dissimilarityWords(rdm.row)}`;
  const title = `${rdm.row.title}: map of ${counted(kept.length, "condition")}`;
  const summary = `Classical multidimensional scaling; stress ${stress}; the two axes hold ${Math.round(100 * shown)} % of the variance.`;
  const description =
    `${summary} RDM ${rdm.row.rdm_id} of ${of}; distances on the map: ${distances}. Stress is the root of the summed ` +
    "squared differences between both, divided by the summed squares of the dissimilarities. The axes have no meaning of their own." +
    (left > 0 ? ` ${counted(left, "condition")} with unknown dissimilarities left out.` : "");
  const legend = categories.map((label) => ({ label, colour: colours.get(label)!, shape: "dot" as const }));
  const panels = [
    textLines(summary, { document, width }),
    swatchLegend(legend, { document, width, left: 0 }),
    pointMap(placed, { document, width, lengthWords: (length) => `${numberWords(length)} (${distances})` }),
  ];
  const svg = figure(panels, { document, width, id, title, description });
  return { svg, title, description, values: plottedPoints(conditions, placed) };
}

/** Places of conditions between which all is known: the one with the most unknown pairs goes until none has any. */
function knownConditions({ conditions, values }: PlottedRdm): readonly number[] {
  const n = conditions.length;
  let kept = [...conditions.keys()];
  for (;;) {
    const unknown = kept.map((i) => kept.filter((j) => i !== j && !Number.isFinite(values[i * n + j]!)).length);
    const most = Math.max(0, ...unknown);
    if (most === 0) return kept;
    const worst = unknown.lastIndexOf(most);
    kept = kept.filter((_, place) => place !== worst);
  }
}

function pairsOf({ conditions, values }: PlottedRdm, kept: readonly number[]): Float64Array {
  const n = conditions.length;
  return Float64Array.from(kept.flatMap((i, place) => kept.slice(place + 1).map((j) => values[i * n + j]!)));
}

/** √(Σ (δ − d)² / Σ δ²) of distances d on the map; of squared distances δ is the root, 0 for those below 0. */
function stressOf(points: readonly MapPoint[], pairs: Float64Array, squared: boolean): number {
  let [difference, total, pair] = [0, 0, 0];
  for (const [i, a] of points.entries()) {
    for (const b of points.slice(i + 1)) {
      const value = pairs[pair++]!;
      const wanted = squared ? Math.sqrt(Math.max(0, value)) : value;
      difference += (wanted - Math.hypot(a.x - b.x, a.y - b.y)) ** 2;
      total += wanted ** 2;
    }
  }
  return Math.sqrt(difference / total);
}

function plottedPoints(conditions: readonly RdmCondition[], points: readonly MapPoint[]) {
  return {
    condition: conditions.map(({ id }) => id),
    category: conditions.map(({ category }) => category ?? ""),
    x: Float64Array.from(points, ({ x }) => x),
    y: Float64Array.from(points, ({ y }) => y),
  };
}
