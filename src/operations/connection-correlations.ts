import { groupRows } from "../tables/group-rows.js";
import type { Row } from "../tables/tables.js";

/** Correlations among the identified neurons of one recording. */
export interface RecordingCorrelations {
  readonly dataset_id: string;
  readonly recording_id: string;
  /** Names that one channel alone has, by code point. */
  readonly names: readonly string[];
  /** r of two of the names; NaN where there is none. */
  r(a: string, b: string): number;
}

/** The results of `correlation` recording by recording; names that several channels claim are left out. */
export function recordingCorrelations(rows: readonly Row<"correlations">[]): readonly RecordingCorrelations[] {
  const groups = groupRows(rows, ({ dataset_id, recording_id }) => JSON.stringify([dataset_id, recording_id]));
  return [...groups.values()].map((own) => {
    const counts = new Map<string, number>();
    for (const { channel_a, channel_b, name_a } of own) {
      if (channel_a === channel_b && name_a !== null) counts.set(name_a, (counts.get(name_a) ?? 0) + 1);
    }
    const names = [...counts].flatMap(([name, count]) => (count === 1 ? [name] : [])).sort();
    const values = new Map<string, Map<string, number>>(names.map((name) => [name, new Map()]));
    for (const { name_a, name_b, r } of own) {
      if (name_b !== null && r !== null) values.get(name_a ?? "")?.set(name_b, r);
    }
    const { dataset_id, recording_id } = own[0]!;
    return { dataset_id, recording_id, names, r: (a, b) => values.get(a)?.get(b) ?? Number.NaN };
  });
}
