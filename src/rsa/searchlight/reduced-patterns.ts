import { type RdmPlan, rdmPlan } from "../dissimilarities/rdm-of.js";
import { isCrossvalidated, type RdmOptions } from "../dissimilarities/rdm-options.js";
import { rowMeans } from "../patterns/average-patterns.js";
import type { Design, DesignCell } from "../patterns/design-of.js";
import type { Patterns } from "../patterns/patterns.js";

/**
 * The means that a balanced design starts from, made once for all centres: of every condition, or of every condition in every
 * fold where all its folds hold as many observations. Where means of folds would lose their weights, nothing is averaged.
 */
export function reducedPatterns(
  patterns: Patterns,
  plan: RdmPlan,
  options: RdmOptions,
): { readonly patterns: Patterns; readonly plan: RdmPlan } {
  const { design, settings } = plan;
  if (settings.design === "unbalanced") return { patterns, plan };
  const cells = isCrossvalidated(settings.method) ? foldCells(design, settings.scheme) : conditionCells(design);
  if (!cells || cells.length === patterns.values.rows) return { patterns, plan };
  const reduced: Patterns = {
    values: rowMeans(
      patterns.values,
      cells.map(({ rows }) => rows),
    ),
    conditions: cells.map(({ condition }) => design.conditions[condition]!),
    folds: cells.some(({ fold }) => fold === null) ? undefined : cells.map(({ fold }) => fold!),
  };
  return { patterns: reduced, plan: rdmPlan(reduced, options) };
}

type Cell = DesignCell & { readonly fold: string | null };

function conditionCells({ rowsOf }: Design): Cell[] {
  return rowsOf.map((rows, condition) => ({ condition, rows, fold: null }));
}

function foldCells({ conditions, folds }: Design, scheme: string): Cell[] | null {
  const cells = folds!.flatMap(({ label, cells: own }) => own.map((cell) => ({ ...cell, fold: label })));
  const counts = conditions.map(() => new Set<number>());
  for (const { condition, rows } of cells) counts[condition]!.add(rows.length);
  return scheme === "fold-pairs" || counts.every((sizes) => sizes.size === 1) ? cells : null;
}
