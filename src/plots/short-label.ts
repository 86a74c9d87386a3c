/** A label cut to `most` characters, the last of them an ellipsis where something was cut. */
export function shortLabel(label: string, most: number): string {
  const characters = [...label];
  return characters.length <= most ? label : `${characters.slice(0, Math.max(1, most - 1)).join("")}…`;
}
