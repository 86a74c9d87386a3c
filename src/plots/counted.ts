/** A number with its noun in singular or plural, for example `1 neuron`, `2 neurons`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
