import { EmptyResultError, UnknownNameError } from "../errors.js";
import { groupRows } from "../tables/group-rows.js";
import { readAnalysis } from "../tables/read-analysis.js";
import type { TableReader } from "../tables/table-reader.js";
import { counted } from "./counted.js";
import { type Evaluation, evaluationPanel, evaluationWords, pairLegend } from "./evaluation-panel.js";
import { figure } from "./figure.js";
import type { PlotResult } from "./plot-result.js";
import type { TablePlotOptions } from "./table-plot.js";
import { textLines } from "./text-lines.js";

/** Targets and measures that are drawn. */
const mostPanels = 4;
/** Models of each; of more the table tells. */
const mostModels = 40;

/** Samples in the order in which they are preferred: what a dual bootstrap draws is summed up by those of both. */
const samples = ["both", "conditions", "rdms", "none"];

/**
 * How well models agree with measured RDMs, from the result of `rsa-evaluate`: for each target and measure a bar per model
 * with its standard error (thick) and 95 % interval (thin), the noise ceiling as a band, whether the model is above 0 and
 * below the ceiling, and a panel of the tests between each two models. Models by `order`: `source` (default) or `value`.
 *
 * Values: `target`, `measure`, `samples`, `model`, `value`, `sem`, `ci_low`, `ci_high`, `ceiling_low`, `ceiling_high`,
 * `p_zero_corrected`, `p_ceiling_corrected`.
 * Throws an EmptyResultError where there is no such result or model, an UnknownNameError for another order.
 */
export async function rdmEvaluation(reader: TableReader, options: TablePlotOptions): Promise<PlotResult> {
  const { document, width = 720, id = "rdm-evaluation", analysis, models, order = "source", signal } = options;
  const orders = ["source", "value"];
  if (!orders.includes(order)) throw new UnknownNameError({ kind: "order of models", name: order, known: orders });
  const where = models === undefined ? {} : { model: models };
  const rows = await readAnalysis(reader, "rdm_evaluations", { operation: "rsa-evaluate", analysis, where, signal });
  const pairs = await pairsOf(reader, rows[0]!.analysis_id, signal);
  const all = [...groupRows(rows, ({ target, measure }) => JSON.stringify([target, measure])).values()];
  const shown = all.slice(0, mostPanels).map((own) => {
    const drawn = own.filter((row) => row.samples === usualSamples(own)).slice(0, mostModels);
    return order === "source" ? drawn : [...drawn].sort((a, b) => (b.value ?? -2) - (a.value ?? -2));
  });
  if (shown.every((own) => own.every(({ value }) => value === null))) {
    throw new EmptyResultError({ what: "models in rdm_evaluations with a value" });
  }
  const pairsOfGroup = (group: readonly Evaluation[]) => {
    const [first] = group as readonly [Evaluation];
    return pairs.filter(
      (pair) => pair.target === first.target && pair.measure === first.measure && pair.samples === first.samples,
    );
  };
  const left = all.length - shown.length;
  const names = new Set(shown.flat().map(({ model }) => model));
  const title = `${counted(names.size, "model")} against ${counted(new Set(shown.map(([row]) => row!.target)).size, "target")}`;
  const words = shown.map((own) => `${own[0]!.target}: ${evaluationWords(own[0]!, pairsOfGroup(own))}`);
  const description =
    "Bars: mean similarity of the model's RDM to those of the target; thick lines: standard error, thin: 95 % interval; " +
    "band: noise ceiling. Filled dots: above 0, or below the lower ceiling, at p ≤ 0.05 after correction; rings: not. " +
    `At the right each two models: blue where that of the row is better, orange where it is worse. ${words.join(" ")}` +
    (left > 0 ? ` ${counted(left, "more target")} not drawn.` : "");
  const panels = shown.flatMap((group) => [
    evaluationPanel(group, pairsOfGroup(group), { document, width }),
    ...(pairsOfGroup(group).length > 0 ? [pairLegend({ document, width })] : []),
    textLines(evaluationWords(group[0]!, pairsOfGroup(group)), { document, width }),
  ]);
  const svg = figure(panels, { document, width, id, title, description });
  return { svg, title, description, values: plottedValues(shown.flat()) };
}

async function pairsOf(reader: TableReader, analysis: string, signal: AbortSignal | undefined) {
  if (!reader.tables.includes("rdm_evaluation_pairs")) return [];
  try {
    return await readAnalysis(reader, "rdm_evaluation_pairs", { operation: "rsa-evaluate", analysis, signal });
  } catch (error) {
    // one model alone is compared with none
    if (error instanceof EmptyResultError) return [];
    throw error;
  }
}

function usualSamples(rows: readonly Evaluation[]): string {
  const known = new Set(rows.filter(({ value }) => value !== null).map((row) => row.samples as string));
  return samples.find((one) => known.has(one)) ?? rows[0]!.samples;
}

function plottedValues(rows: readonly Evaluation[]) {
  const numbers = (take: (row: Evaluation) => number | null) =>
    Float64Array.from(rows, (row) => take(row) ?? Number.NaN);
  return {
    target: rows.map(({ target }) => target),
    measure: rows.map(({ measure }) => measure),
    samples: rows.map((row) => row.samples),
    model: rows.map(({ model }) => model),
    value: numbers(({ value }) => value),
    sem: numbers(({ sem }) => sem),
    ci_low: numbers(({ ci_low }) => ci_low),
    ci_high: numbers(({ ci_high }) => ci_high),
    ceiling_low: numbers(({ ceiling_low }) => ceiling_low),
    ceiling_high: numbers(({ ceiling_high }) => ceiling_high),
    p_zero_corrected: numbers(({ p_zero_corrected }) => p_zero_corrected),
    p_ceiling_corrected: numbers(({ p_ceiling_corrected }) => p_ceiling_corrected),
  };
}
