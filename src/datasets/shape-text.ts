/** A shape in words, for messages; null is a dataset that holds nothing. */
export function shapeText(shape: readonly number[] | null | undefined): string {
  if (!shape) return "an empty dataset";
  return shape.length === 0 ? "a single value" : `an array of ${shape.join(" × ")}`;
}
