import { listedNames } from "../identities/listed-names.js";

/**
 * The rule that puts a name of the list of 300 in the place of every label that is no number, one label after the
 * other: without its question marks it is compared with each name that the recording has not used yet, in the order of
 * the list, and the first name with the most equal characters at equal positions is taken, be it none.
 *
 * It also meets labels that are sound: "VB02" agrees with VA12 in two places, as with VB2, and VA12 comes first.
 *
 * @param labels in the order of the source; null where there is none
 * @returns the name for each label; numbers and null stay
 */
export function nearestLabels(labels: readonly (string | null)[]): readonly (string | null)[] {
  const free = [...listedNames()];
  return labels.map((label) => {
    if (label === null || /^\p{N}+$/u.test(label)) return label;
    const wanted = label.replaceAll("?", "");
    const best = bestOf(free.map((name) => equalCharacters(wanted, name)));
    // with every name taken there is none left to give
    return best === undefined ? label : free.splice(best, 1)[0]!;
  });
}

function bestOf(scores: readonly number[]): number | undefined {
  let best: number | undefined;
  for (const [index, score] of scores.entries()) if (best === undefined || score > scores[best]!) best = index;
  return best;
}

/** Positions at which both have the same character; the comparison ends with the shorter one. */
function equalCharacters(a: string, b: string): number {
  let count = 0;
  for (let index = 0; index < Math.min(a.length, b.length); index++) if (a[index] === b[index]) count++;
  return count;
}
