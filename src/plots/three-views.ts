import type { VolumeShape } from "../volumes/label-volume.js";
import type { ProjectionAxis } from "../volumes/projections/projection-size.js";
import type { Panel } from "./figure.js";
import { type IndexedImage, pngDataUri, type RgbImage } from "./png-image.js";
import { scaleBar } from "./scale-bar.js";
import { svgElement } from "./svg-element.js";
import type { ViewBox } from "./view-box.js";

/** Pictures along the axes that are drawn; rows and columns as projections have them. */
export type Pictures = Readonly<Partial<Record<ProjectionAxis, IndexedImage | RgbImage>>>;

/** Where the pictures stand. */
export interface ViewsPlan {
  /** Pixels of the drawing per unit of length: per micrometre, or per voxel where its edges are not known. */
  readonly scale: number;
  readonly boxes: Readonly<Partial<Record<ProjectionAxis, ViewBox>>>;
  readonly height: number;
  /** What is free below the picture along x and beside that along y; undefined where there is none. */
  readonly corner: ViewBox | undefined;
}

const gap = 8;
const captionHeight = 14;
/** Height of the pictures together. */
const tallest = 960;
/** Pixels of the drawing per voxel; a small volume is not blown up further. */
const coarsest = 6;

const captions: Readonly<Record<ProjectionAxis, string>> = {
  z: "along z: x →, y ↓",
  x: "along x: z →, y ↓",
  y: "along y: x →, z ↓",
};

/**
 * Room for three projections that share their axes: along z, to its right along x, below it along y. All have one scale;
 * voxels are as long as they are. One picture alone where the volume is one plane.
 */
export function planViews(shape: VolumeShape, voxelUm: VolumeShape | undefined, width: number): ViewsPlan {
  const edges = voxelUm ?? [1, 1, 1];
  const [depth, tall, wide] = shape.map((length, axis) => length * edges[axis]!) as unknown as VolumeShape;
  const isFlat = shape[0] === 1;
  const across = isFlat ? width / wide : (width - gap) / (wide + depth);
  const down = tallest / (tall + (isFlat ? 0 : depth));
  const scale = Math.min(across, down, coarsest / Math.min(...edges));
  const z = { x: 0, y: captionHeight, width: wide * scale, height: tall * scale };
  if (isFlat) return { scale, boxes: { z }, height: z.y + z.height, corner: undefined };
  const x = { ...z, x: z.width + gap, width: depth * scale };
  const y = { ...z, y: z.y + z.height + gap + captionHeight, height: depth * scale };
  const left = z.width + gap;
  const corner = { x: left + 4, y: y.y, width: width - left - 4, height: y.height };
  return { scale, boxes: { z, x, y }, height: y.y + y.height, corner };
}

/** The pictures on black, as microscopes show them, each with its axes above it, a scale bar in the first. */
export function threeViews(
  pictures: Pictures,
  plan: ViewsPlan,
  options: {
    readonly document: Document;
    readonly voxelUm: VolumeShape | undefined;
    /** What stands above the picture along z. Default: its axes. */
    readonly caption?: string;
  },
): Panel {
  const { document, voxelUm, caption = captions.z } = options;
  const group = svgElement(document, "g", {});
  for (const [axis, box] of Object.entries(plan.boxes) as [ProjectionAxis, ViewBox][]) {
    // the picture along x is stored with z downwards, and lies beside one whose y is downwards
    const picture = axis === "x" ? transposed(pictures.x!) : pictures[axis]!;
    const enlarged = box.width / picture.width >= 1.5 ? { "image-rendering": "pixelated" } : {};
    group.append(
      svgElement(document, "text", { x: box.x, y: box.y - 4, "font-size": 9 }, axis === "z" ? caption : captions[axis]),
      svgElement(document, "image", {
        ...{ ...box, href: pngDataUri(picture), preserveAspectRatio: "none", ...enlarged },
      }),
      svgElement(document, "rect", { ...box, fill: "none", stroke: "#808080", "stroke-opacity": 0.5 }),
    );
  }
  const unit = voxelUm ? "µm" : "voxels";
  group.append(scaleBar(plan.boxes.z!, { document, scale: plan.scale, unit }));
  return { element: group, height: plan.height + 6 };
}

/** The picture with rows and columns exchanged. */
function transposed<P extends IndexedImage | RgbImage>(picture: P): P {
  const { width, height, pixels } = picture;
  const bytes = pixels.length / (width * height);
  const turned = new Uint8Array(pixels.length);
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const from = (row * width + column) * bytes;
      const to = (column * height + row) * bytes;
      for (let byte = 0; byte < bytes; byte++) turned[to + byte] = pixels[from + byte]!;
    }
  }
  return { ...picture, width: height, height: width, pixels: turned };
}
