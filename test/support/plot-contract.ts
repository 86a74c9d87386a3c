import { expect } from "chai";
import type { PlotOptions, PlotResult } from "../../src/plots/plot-result.js";
import { tablePlots } from "../../src/plots/plots.js";
import { svgText } from "../../src/plots/tidy-svg.js";
import { memoryTables } from "../../src/tables/memory-tables.js";
import { caught } from "./caught.js";
import { expectGolden } from "./golden.js";

/** What a test has drawn of its tables. */
export interface DrawnPlots {
  readonly kinds: readonly string[];
  readonly document: () => Document;
  readonly draw: (kind: string, options?: Partial<PlotOptions>) => Promise<PlotResult>;
  /** What an empty folder is told to do. */
  readonly advice: RegExp;
}

/** What every plot of tables keeps to: golden drawings, words for those who do not see them, ids of its own, advice. */
export function plotContract({ kinds, document, draw, advice }: DrawnPlots): void {
  for (const kind of kinds) {
    it(`draw the same ${kind} as before`, async () => {
      expectGolden(`plots/${kind}.svg`, `${svgText((await draw(kind)).svg)}\n`);
    });

    it(`say what ${kind} shows, with ids of its own and no style`, async () => {
      const { svg, title, description } = await draw(kind, { id: "mine" });
      const named = svg.getAttribute("aria-labelledby")!.split(" ");
      expect(named.map((id) => svg.querySelector(`#${id}`)?.textContent)).deep.equal([title, description]);
      for (const element of svg.querySelectorAll("[id]")) expect(element.id).match(/^mine-/);
      expect(svg.querySelectorAll("style, script")).length(0);
    });
  }

  it("say what to do where there is nothing to draw", async () => {
    for (const kind of kinds) {
      const error = await caught(tablePlots[kind]!.draw(memoryTables([]), { document: document() }));
      expect(error.message, kind).match(advice);
    }
  });
}
