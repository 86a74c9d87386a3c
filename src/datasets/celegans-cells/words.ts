import { compareCodePoints } from "../../bytes/compare-code-points.js";

/** Words of several tables for one type of cell. */
const types: Readonly<Record<string, string | null>> = {
  "sensory neuron": "sensory",
  interneuron: "inter",
  motorneuron: "motor",
  pharynx: "pharyngeal",
  "muscle (myoepithelium)": "muscle",
  "sex muscle": "muscle",
  unknown: null,
};

/** The type in the words that all node tables share; a word that is none of theirs stays, unknown and empty are null. */
export function commonType(word: string): string | null {
  return Object.hasOwn(types, word) ? types[word]! : textOrNull(word);
}

/** Several words as one text, sorted, so that the same words give the same text whatever the order; null for none. */
export function sortedWords(words: readonly (string | null)[]): string | null {
  return joinedWords([...words].sort((a, b) => compareCodePoints(a ?? "", b ?? "")));
}

/** Several words as one text; null for none. */
export function joinedWords(words: readonly (string | null)[]): string | null {
  return textOrNull([...new Set(words.filter((word) => word !== null))].join("; "));
}

/** An empty field is null. */
export function textOrNull(text: string): string | null {
  return text === "" ? null : text;
}
