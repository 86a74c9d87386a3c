import { UnknownNameError } from "../errors.js";
import type { Manifest } from "../manifest/schema.js";

/**
 * The trace quantity to read: the named one, or the manifest's first, the least processed.
 *
 * @throws UnknownNameError for a quantity the manifest does not list
 */
export function chooseQuantity(manifest: Manifest, name: string | undefined): Manifest["quantities"][number] {
  const known = manifest.quantities.map((quantity) => quantity.name);
  const chosen = manifest.quantities.find((quantity) => quantity.name === (name ?? known[0]));
  if (!chosen) {
    const next = `its quantities are ${known.join(", ")}`;
    throw new UnknownNameError({ kind: `trace quantity of ${manifest.id}`, name: name ?? "", known, next });
  }
  return chosen;
}
