import { listedNames } from "../identities/listed-names.js";

/**
 * The place of each neuron in the product's array of 300: a name's is its place in the list. Numbers have random free
 * places in the product; here the free ones in rising order go to the numbers in rising order. Not to be compared.
 *
 * @param neurons names of the list and numbers as text, each once
 * @returns slot by neuron; numbers beyond the free places have none
 */
export function assignSlots(neurons: readonly string[]): ReadonlyMap<string, number> {
  const slots = new Map<string, number>();
  const listed = listedNames();
  const present = new Set(neurons);
  const free = listed.map((_, slot) => slot).filter((slot) => !present.has(listed[slot]!));
  for (const [slot, name] of listed.entries()) if (present.has(name)) slots.set(name, slot);
  const numbers = neurons.filter((neuron) => !slots.has(neuron)).sort((a, b) => Number(a) - Number(b));
  for (const [index, neuron] of numbers.entries()) if (index < free.length) slots.set(neuron, free[index]!);
  return slots;
}
