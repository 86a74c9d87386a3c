import { rowsOf } from "../tables/batch.js";
import type { TableReader } from "../tables/table-reader.js";
import type { Row } from "../tables/tables.js";
import { maxPool } from "../volumes/projections/max-pool.js";
import { type ProjectionAxis, projectionAxes } from "../volumes/projections/projection-size.js";
import type { ChannelPixels } from "./channel-image.js";
import type { DatasetRow } from "./volume-view.js";

/**
 * Projections of the image that a volume was drawn in, by axis, each pixel the largest of step × step; undefined where the
 * tables hold none, or not all rows along all axes.
 */
export async function readProjections(
  reader: TableReader,
  { dataset_id, volume_id }: DatasetRow<"volumes">,
  { step, signal }: { readonly step: number; readonly signal?: AbortSignal | undefined },
): Promise<Readonly<Record<ProjectionAxis, ChannelPixels>> | undefined> {
  const rows = new Map<string, Row<"volume_projections">[]>();
  const query = { where: { dataset_id, volume_id }, ...(signal ? { signal } : {}) };
  for await (const batch of reader.read("volume_projections", query)) {
    for (const row of rowsOf({ ...batch, table: "volume_projections" })) {
      const key = `${row.axis}${row.raw_channel}`;
      const own = rows.get(key) ?? [];
      own.push(row);
      rows.set(key, own);
    }
  }
  const pictures = projectionAxes.flatMap((axis) => {
    const channels = [];
    for (let own = rows.get(`${axis}0`); own; own = rows.get(`${axis}${channels.length}`))
      channels.push(ofRows(own, step));
    const [first] = channels;
    if (!first || channels.some(({ shape }) => shape.join() !== first.shape.join())) return [];
    const [height, width] = first.shape as [number, number];
    return [[axis, { rows: height, columns: width, channels: channels.map(({ values }) => values) }] as const];
  });
  if (pictures.length < projectionAxes.length) return undefined;
  return Object.fromEntries(pictures) as unknown as Readonly<Record<ProjectionAxis, ChannelPixels>>;
}

function ofRows(rows: readonly Row<"volume_projections">[], step: number) {
  const columns = rows[0]!.values.length;
  const values = new Float32Array(rows.length * columns).fill(Number.NaN);
  const sorted = [...rows].sort((a, b) => a.row - b.row);
  for (const [index, row] of sorted.entries()) values.set(Array.from(row.values).slice(0, columns), index * columns);
  return maxPool({ shape: [rows.length, columns], values }, [step, step]);
}
