/** Pixels of a drawing in palette places, with how far in front each lies. */
export interface LineCanvas {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;
  readonly depths: Uint8Array;
}

/** How something is drawn: its place in the palette, and its depth; what is deeper than a pixel's does not show. */
export interface Ink {
  readonly place: number;
  readonly depth: number;
}

/** An empty drawing; pixels of place 0. */
export function lineCanvas(width: number, height: number): LineCanvas {
  return { width, height, pixels: new Uint8Array(width * height), depths: new Uint8Array(width * height) };
}

/** A disc, cut at the edges of the drawing; radius 0 gives one pixel. */
export function drawDisc(canvas: LineCanvas, x: number, y: number, radius: number, { place, depth }: Ink): void {
  const { width, height, pixels, depths } = canvas;
  const reach = Math.floor(radius);
  const [middle, line] = [Math.round(x), Math.round(y)];
  for (let row = Math.max(0, line - reach); row <= Math.min(height - 1, line + reach); row++) {
    for (let column = Math.max(0, middle - reach); column <= Math.min(width - 1, middle + reach); column++) {
      if ((row - line) ** 2 + (column - middle) ** 2 > radius ** 2) continue;
      const pixel = row * width + column;
      if (depths[pixel]! > depth) continue;
      pixels[pixel] = place;
      depths[pixel] = depth;
    }
  }
}

type Point = readonly [x: number, y: number];

/** A line as thick as a disc of the radius, from one point to another. */
export function drawLine(canvas: LineCanvas, from: Point, to: Point, radius: number, ink: Ink): void {
  // what lies outside takes no time, however far
  const longest = 2 * (canvas.width + canvas.height);
  const steps = Math.min(
    longest,
    Math.max(1, Math.ceil(Math.max(Math.abs(to[0] - from[0]), Math.abs(to[1] - from[1])))),
  );
  for (let step = 0; step <= steps; step++) {
    const share = step / steps;
    drawDisc(canvas, from[0] + share * (to[0] - from[0]), from[1] + share * (to[1] - from[1]), radius, ink);
  }
}
