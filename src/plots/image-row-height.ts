/** Height of the image in pixels at most. */
const tallest = 1100;

/** Height of one of so many rows of an image over time: as letters where few, a share of the tallest image where many. */
export function imageRowHeight(rows: number): number {
  return Math.min(Math.max(3, Math.min(12, 640 / rows)), tallest / rows);
}
