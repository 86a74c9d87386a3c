import { ArgumentError } from "../../errors.js";
import { type RankOrder, rankOrder } from "../../stats/rank-order.js";
import { pairCount } from "../pair-count.js";
import { rdmVector } from "../rdm-vector.js";
import type { RdmVectors } from "../rdm-vectors.js";
import type { PreparedRdm } from "./measure.js";

/** RDMs of which the same pairs are known. */
export interface RdmGroup {
  readonly rdms: readonly PreparedRdm[];
  /** Where they stand in their stack. */
  readonly places: readonly number[];
  /** 1 for a pair that is known; undefined where all are. */
  readonly known: Uint8Array | undefined;
  /** Equal for equal patterns of known pairs. */
  readonly key: string;
}

/**
 * RDMs in groups of equal unknown pairs.
 *
 * @throws ArgumentError when the values are not of nRdms × n (n − 1) / 2 numbers.
 */
export function preparedRdms(rdms: RdmVectors): readonly RdmGroup[] {
  const pairs = pairCount(rdms.nConditions);
  if (rdms.values.length !== rdms.nRdms * pairs) {
    const expected = `${rdms.nRdms} × ${pairs} values for ${rdms.nConditions} conditions`;
    throw new ArgumentError({ argument: "rdms", expected, found: String(rdms.values.length) });
  }
  const groups = new Map<string, { rdms: PreparedRdm[]; places: number[]; known: Uint8Array | undefined }>();
  for (let k = 0; k < rdms.nRdms; k++) {
    const values = rdmVector(rdms, k);
    const key = missingKey(values);
    const known = key === "" ? undefined : Uint8Array.from(values, (value) => (Number.isNaN(value) ? 0 : 1));
    const group = groups.get(key) ?? { rdms: [], places: [], known };
    groups.set(key, group);
    group.rdms.push(preparedRdm(values));
    group.places.push(k);
  }
  return Array.from(groups, ([key, group]) => ({ key, ...group }));
}

/** One RDM, its sorting left for when it is asked for. */
export function preparedRdm(values: Float64Array): PreparedRdm {
  let kept: RankOrder | undefined;
  return {
    values,
    order: () => {
      kept ??= rankOrder(values);
      return kept;
    },
  };
}

function missingKey(values: Float64Array): string {
  const places: number[] = [];
  for (let pair = 0; pair < values.length; pair++) if (Number.isNaN(values[pair]!)) places.push(pair);
  return places.join(",");
}
