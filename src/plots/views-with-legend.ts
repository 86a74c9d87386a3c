import { columnLegend } from "./column-legend.js";
import type { Panel } from "./figure.js";
import { type LegendEntry, swatchLegend } from "./legend.js";
import type { ViewsPlan } from "./three-views.js";

/** Three views with a legend in their free corner, or below them where it does not fit there. */
export function viewsWithLegend(
  views: Panel,
  plan: ViewsPlan,
  entries: readonly LegendEntry[],
  { document, width }: { readonly document: Document; readonly width: number },
): readonly [pictures: Panel, ...below: Panel[]] {
  const inside = plan.corner && columnLegend(entries, plan.corner, document);
  if (inside === undefined) return [views, swatchLegend(entries, { document, width, left: 0 })];
  views.element.append(inside);
  return [views];
}
