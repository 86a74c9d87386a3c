import { ArgumentError } from "../../errors.js";
import { matrix } from "../../linalg/matrix.js";
import { rowsInOrder } from "../../linalg/rows.js";
import { pairCount } from "../pair-count.js";
import type { RdmVectors } from "../rdm-vectors.js";
import type { WeightedModel } from "./model.js";

/** More RDMs would make more than a million models. */
const mostRdms = 20;

/**
 * All 2ᵏ − 1 non-empty subsets of k RDMs as weighted models, in the order of the binary numbers whose bit i stands for
 * RDM i. Names are the names of the RDMs joined by ` + `.
 *
 * @throws ArgumentError when names and RDMs differ in number, or there are none or more than 20.
 */
export function modelFamily(names: readonly string[], rdms: RdmVectors): readonly WeightedModel[] {
  if (names.length !== rdms.nRdms || rdms.nRdms < 1 || rdms.nRdms > mostRdms) {
    const expected = `a name for each of 1 to ${mostRdms} RDMs`;
    throw new ArgumentError({ argument: "names", expected, found: `${names.length} for ${rdms.nRdms}` });
  }
  const rows = matrix(rdms.nRdms, pairCount(rdms.nConditions), rdms.values);
  return Array.from({ length: 2 ** rdms.nRdms - 1 }, (_, index) => {
    const members = Array.from(names.keys()).filter((bit) => ((index + 1) >> bit) & 1);
    const { values } = rowsInOrder(rows, members);
    return {
      kind: "weighted",
      name: members.map((member) => names[member]).join(" + "),
      rdms: { nConditions: rdms.nConditions, nRdms: members.length, values },
    };
  });
}
