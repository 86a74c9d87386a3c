import { FormatError } from "../../errors.js";
import type { MatFile } from "../../formats/mat.js";
import type { Manifest } from "../../manifest/schema.js";
import { chooseQuantity } from "../choose-quantity.js";

/** The variable that holds each quantity. */
const variables: Readonly<Record<string, string>> = { fluorescence: "traces", histogram_normalised: "norm_traces" };

/** A quantity, and the variable that holds it. */
export interface HeldQuantity {
  readonly quantity: Manifest["quantities"][number];
  readonly field: string;
}

/**
 * The quantity to read from a file: the named one, or the first of the manifest's, the least processed, that the file
 * holds.
 *
 * @throws UnknownNameError for a quantity the manifest does not list, FormatError where the file holds none
 */
export function chooseField(manifest: Manifest, mat: MatFile, file: string, name: string | undefined): HeldQuantity {
  const wanted = name === undefined ? manifest.quantities : [chooseQuantity(manifest, name)];
  const isHeld = (field: string | undefined) => mat.variables.some((variable) => variable.name === field);
  for (const quantity of wanted) {
    const field = variables[quantity.name];
    if (field !== undefined && isHeld(field)) return { quantity, field };
  }
  const expected = wanted.map((quantity) => variables[quantity.name]).join(" or ");
  const found = mat.variables.map((variable) => variable.name).join(", ") || "none";
  throw new FormatError({ file, place: "variables", expected, found });
}
