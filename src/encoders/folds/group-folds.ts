import { ArgumentError } from "../../errors.js";
import type { Fold } from "./fold.js";
import { foldsOfParts } from "./folds-of-parts.js";

/** Settings of {@link groupFolds}. */
export interface GroupFoldsOptions {
  /** How many folds the groups are dealt to. Default: one per group, so that each is left out once. */
  readonly k?: number | undefined;
}

/**
 * Folds that never split a group: a run, a session, an animal. Groups are taken in the order of their first row; with
 * `k`, the first groups / k of them make the first fold, and so on, the longer ones first.
 *
 * @param groups - The group of every row.
 * @throws ArgumentError when there are fewer groups than folds, or fewer than two.
 */
export function groupFolds(groups: ArrayLike<number | string>, { k }: GroupFoldsOptions = {}): readonly Fold[] {
  const places = new Map<number | string, number>();
  for (const group of Array.from(groups)) if (!places.has(group)) places.set(group, places.size);
  const count = k ?? places.size;
  if (!(Number.isInteger(count) && count >= 2 && count <= places.size)) {
    const next = "leave out fewer, or label the rows more finely";
    const found = `${places.size} groups for ${count} folds`;
    throw new ArgumentError({ argument: "groups", expected: "at least two folds, and a group for each", found, next });
  }
  const [least, longer] = [Math.floor(places.size / count), places.size % count];
  const foldOf = (place: number) => {
    const inLonger = longer * (least + 1);
    return place < inLonger ? Math.floor(place / (least + 1)) : longer + Math.floor((place - inLonger) / least);
  };
  return foldsOfParts(
    Int32Array.from(Array.from(groups), (group) => foldOf(places.get(group)!)),
    count,
  );
}
