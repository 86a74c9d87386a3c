/** A colour of three numbers from 0 to 255 as CSS has it. */
export function cssColour(colour: readonly number[]): string {
  return `#${colour.map((part) => part.toString(16).padStart(2, "0")).join("")}`;
}
