import type { ColourScale } from "./colour-scale.js";
import { rasterImage } from "./raster.js";
import type { PlottedRdm } from "./read-rdms.js";
import { svgElement } from "./svg-element.js";

/** The RDM as a `data:` address of an image with one pixel per ordered pair; what is unknown is transparent. */
export function rdmImage({ values, conditions }: PlottedRdm, scale: ColourScale): string {
  return rasterImage({ rows: conditions.length, columns: conditions.length, values }, scale);
}

/** Pairs whose dissimilarity is unknown. */
export function unknownPairs({ values, conditions }: PlottedRdm): number {
  const unknown = values.reduce((count, value) => count + (Number.isNaN(value) ? 1 : 0), 0);
  return (unknown - conditions.length) / 2;
}

/** What stands behind the image of an RDM: grey on the diagonal, which has no value, the pattern where pairs are unknown. */
export function rdmBackground(
  rdm: PlottedRdm,
  { document, pattern }: { readonly document: Document; readonly pattern: string },
): (corner: readonly [x: number, y: number], side: number) => SVGElement {
  const { conditions } = rdm;
  const isUnknown = unknownPairs(rdm) > 0;
  return ([x, y], side) => {
    const cell = side / conditions.length;
    const diagonal = conditions.map((_, index) => {
      return `M${x + index * cell},${y + index * cell}h${cell}v${cell}h${-cell}z`;
    });
    return svgElement(
      document,
      "g",
      {},
      ...(isUnknown
        ? [svgElement(document, "rect", { x, y, width: side, height: side, fill: `url(#${pattern})` })]
        : []),
      svgElement(document, "path", { d: diagonal.join(""), fill: "#a6a6a6" }),
    );
  };
}
