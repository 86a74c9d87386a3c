import { tablePlots } from "../../../src/plots/plots.js";
import { svgText } from "../../../src/plots/tidy-svg.js";
import type { PageResults, recipeNames } from "./results.js";

interface Picture {
  readonly recipe: (typeof recipeNames)[number];
  readonly kind: string;
  readonly analysis: string;
}

/** What each picture of the page is drawn from. */
const pictures: Readonly<Record<string, Picture>> = {
  "analysis-tuning-kato2015": { recipe: "kato2015-state-tuning", kind: "state-tuning", analysis: "named" },
  "analysis-tuning-dag2023": { recipe: "dag2023-state-tuning", kind: "state-tuning", analysis: "slope" },
  "analysis-correlations": { recipe: "command-correlations", kind: "correlation-dots", analysis: "correlations" },
  "analysis-cycle": { recipe: "kato2015-cycle", kind: "neural-cycle", analysis: "cycle" },
  "analysis-cycle-phases": { recipe: "kato2015-cycle", kind: "cycle-phases", analysis: "cycle" },
};

/** The pictures of the page as SVG on white, by name. */
export async function pagePictures(results: PageResults, document: Document): Promise<ReadonlyMap<string, string>> {
  const drawn = new Map<string, string>();
  for (const [name, { recipe, kind, analysis }] of Object.entries(pictures)) {
    const { svg } = await tablePlots[kind]!.draw(results.get(recipe)!.tables, { document, analysis, id: name });
    drawn.set(name, `${svgText(svg, { background: "white" })}\n`);
  }
  return drawn;
}
