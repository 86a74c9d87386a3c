import { matNumbers } from "../../formats/mat/mat-access.js";
import type { MatFile } from "../../formats/mat.js";

/** What is known of the two AWC cells of one recording, by label. */
export type AwcRemarks = Readonly<Record<string, string>>;

/**
 * Which AWC is ON in each recording, as `is_AWCL_OFF` tells: 1 means that AWCL is OFF and AWCR is ON, 0 the reverse,
 * anything else that it is not known. Undefined where the variable is there and has another length; without the
 * variable nothing is known of any recording.
 */
export async function readAwcRemarks(mat: MatFile, count: number): Promise<readonly AwcRemarks[] | undefined> {
  const none = Array.from({ length: count }, () => ({}));
  if (!mat.variables.some(({ name }) => name === "is_AWCL_OFF")) return none;
  const values = matNumbers(await mat.read("is_AWCL_OFF"));
  if (values?.length !== count) return undefined;
  return Array.from(values, (value): AwcRemarks => {
    if (value !== 0 && value !== 1) return {};
    const [left, right] = value === 1 ? ["OFF", "ON"] : ["ON", "OFF"];
    return { AWCL: `AWC-${left} in this animal`, AWCR: `AWC-${right} in this animal` };
  });
}
