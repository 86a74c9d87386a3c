import { headerLabel } from "../header-label.js";
import { type Guess, guess } from "./guess.js";
import { quantityIn } from "./name-patterns.js";

/** The lines about a behaviour trace: its place, its name in small letters, its unit from brackets. */
export function behaviourGuess(key: "column" | "row" | "variable", place: unknown, name: string): readonly Guess[] {
  const { label, unit } = headerLabel(name);
  const last = label.slice(label.search(/[^./]*$/));
  const plain = last
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^_+|_+$/g, "");
  const stated =
    unit === null
      ? guess("unit", null, "fill in", "the name states none; for example mm/s")
      : guess("unit", unit, "sure", "in brackets in the name");
  return [
    guess(key, place, "likely", "named as behaviour is"),
    guess("name", plain || "behaviour", "likely", "from the name"),
    stated,
  ];
}

/**
 * The lines about what the traces are and in which unit, from brackets that all of their names have, else from words
 * such as the name of the file.
 */
export function quantityGuesses(names: readonly string[], words: readonly string[]): readonly Guess[] {
  const units = new Set(names.map((name) => headerLabel(name).unit));
  const [unit] = units.size === 1 ? units : [null];
  const stated = unit ? quantityIn(unit) : undefined;
  const said = words.find((word) => quantityIn(word) !== undefined);
  const quantity = stated ?? (said === undefined ? undefined : quantityIn(said));
  const options = "what the numbers are: dff, ratio, raw_fluorescence, z_score or another word";
  return [
    quantity === undefined
      ? guess("quantity", null, "fill in", options)
      : guess("quantity", quantity, "likely", stated ? "in brackets in the names" : `"${said}" says so`),
    unit
      ? guess("unit", unit, "sure", "in brackets in the names")
      : guess("unit", null, "fill in", "the unit of the traces; 1 for a ratio"),
  ];
}
