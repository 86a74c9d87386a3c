import { FormatError } from "../../errors.js";
import { cellItems, matNumbers, matText, matTexts } from "../../formats/mat/mat-access.js";
import type { MatValue } from "../../formats/mat/mat-value.js";
import type { MatFile } from "../../formats/mat.js";

/** One class of neurons: entries are animals, or animals twice, first all left cells, then all right ones. */
export interface ActivityClass {
  readonly name: string;
  /** One per entry: 1 left, NaN a cell without a partner. */
  readonly isLeft: Float64Array;
  /** One per entry; empty where this animal has no such trace. */
  readonly traces: readonly Float64Array[];
}

/** What a file of several animals holds. */
export interface Activity {
  /** What the source calls each recording. */
  readonly files: readonly string[];
  /** Frames per second of each recording. */
  readonly rateHz: readonly number[];
  readonly classes: readonly ActivityClass[];
}

/**
 * Reads the animals of one file with the traces of one field, `traces` or `norm_traces`: cell arrays with an item per
 * class of `neurons`, each of which has an item per entry of `is_L`.
 *
 * @throws FormatError where a field is missing or the numbers of files, classes and entries do not agree
 */
export async function readActivity(mat: MatFile, file: string, field: string): Promise<Activity> {
  const fail = (place: string, expected: string, found: string): never => {
    throw new FormatError({ file, place, expected, found });
  };
  const known = mat.variables.map(({ name }) => name);
  const variable = async (name: string): Promise<MatValue> =>
    known.includes(name) ? mat.read(name) : fail("variables", `a variable ${name}`, known.join(", ") || "none");

  const files = namesOf(await variable("files")).map((name, index) => name ?? `${index + 1}`);
  if (files.length === 0) fail("files", "a name per recording", "none");
  const fps = matNumbers(await variable("fps")) ?? new Float64Array();
  const rateHz = fps.length === 1 ? files.map(() => fps[0]!) : Array.from(fps);
  if (rateHz.length !== files.length || !rateHz.every((rate) => rate > 0 && Number.isFinite(rate))) {
    fail(
      "fps",
      "frames per second, one for all or one per file",
      `${Array.from(fps).slice(0, 5).join(", ") || "none"}`,
    );
  }
  const names = namesOf(await variable("neurons"));
  const sides = cellItems(await variable("is_L"));
  const traces = cellItems(await variable(field));
  for (const [place, items] of [["is_L", sides] as const, [field, traces] as const]) {
    if (items.length !== names.length) fail(place, `a cell for each of ${names.length} classes`, `${items.length}`);
  }
  const classes = names.map((name, index): ActivityClass => {
    const isLeft = matNumbers(sides[index]) ?? new Float64Array();
    const entries = cellItems(traces[index]);
    const isWhole = isLeft.length === files.length || isLeft.length === 2 * files.length;
    if (!isWhole) fail(`is_L{${index + 1}}`, `${files.length} or ${2 * files.length} entries`, `${isLeft.length}`);
    if (entries.length !== isLeft.length) {
      fail(`${field}{${index + 1}}`, `${isLeft.length} entries, as is_L has`, `${entries.length}`);
    }
    const samples = entries.map((entry, at) => {
      const numbers = matNumbers(entry);
      const isVector = entry.shape.filter((size) => size !== 1).length <= 1 || numbers?.length === 0;
      const place = `${field}{${index + 1}}{${at + 1}}`;
      return numbers && isVector
        ? numbers
        : fail(place, "a list of numbers", `${entry.kind} ${entry.shape.join(" × ")}`);
    });
    return { name: name ?? "", isLeft, traces: samples };
  });
  return { files, rateHz, classes };
}

/** Names in a cell array, or the one text that a single name is stored as. */
function namesOf(value: MatValue): readonly (string | null)[] {
  const single = value.kind === "char" ? matText(value) : undefined;
  return single === undefined ? matTexts(value) : [single];
}
