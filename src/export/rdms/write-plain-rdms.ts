import { ArgumentError } from "../../errors.js";
import { writeNpy } from "../../formats/write-npy.js";
import { rdmMatrix } from "../../rsa/stack/rdm-matrix.js";
import type { RdmStack } from "../../rsa/stack/rdm-stack.js";
import { csvField } from "../../tables/csv-field.js";

/** A stack as an NPY file: float64, RDMs × n × n. Names and descriptions are not in it. */
export function writeNpyRdms(stack: RdmStack): Uint8Array {
  const { nRdms, nConditions: n } = stack;
  const values = new Float64Array(nRdms * n * n);
  for (let rdm = 0; rdm < nRdms; rdm++) values.set(rdmMatrix(stack, rdm).values, rdm * n * n);
  return writeNpy([nRdms, n, n], values);
}

/**
 * One RDM of a stack as a CSV text: a square table with the names of the conditions in its first row and column. Unknown
 * pairs are empty fields.
 *
 * @throws ArgumentError for an RDM that the stack does not have
 */
export function writeCsvRdm(stack: RdmStack, rdm = 0): string {
  if (!stack.rdms[rdm]) {
    throw new ArgumentError({ argument: "rdm", expected: `0 to ${stack.nRdms - 1}`, found: String(rdm) });
  }
  const n = stack.nConditions;
  const { values } = rdmMatrix(stack, rdm);
  const names = stack.conditions.map((name) => csvField(name));
  const rows = names.map((name, row) => {
    const fields = Array.from(values.subarray(row * n, (row + 1) * n), (value) => (Number.isNaN(value) ? "" : value));
    return [name, ...fields].join(",");
  });
  return `${[["", ...names].join(","), ...rows].join("\n")}\n`;
}
