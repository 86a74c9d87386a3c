import { FormatError } from "../errors.js";
import { rowsOf } from "../tables/batch.js";
import type { TableReader } from "../tables/table-reader.js";
import type { Row } from "../tables/tables.js";

/** Where the values of a result lie in time, as the tables of components say it. */
export type Timed = Pick<
  Row<"component_scores">,
  "clock" | "start_sample" | "start_s" | "sampling_rate_hz" | "recording_id"
> & {
  readonly values: Float64Array;
};

/**
 * Stamps of the values of a component, in seconds from the start of the recording.
 *
 * @param reader - Tables of the one recording.
 * @throws FormatError where it has neither a rate nor enough stamps on its clock.
 */
export async function scoreTimes(reader: TableReader, row: Timed): Promise<Float64Array> {
  const { clock, start_sample, start_s, sampling_rate_hz, values } = row;
  if (sampling_rate_hz !== null) return Float64Array.from(values, (_, k) => start_s + k / sampling_rate_hz);
  const stamps = new Float64Array(values.length).fill(Number.NaN);
  for await (const batch of reader.read("clocks", { where: { clock } })) {
    for (const chunk of rowsOf({ ...batch, table: "clocks" })) {
      chunk.time_s.forEach((time, index) => {
        const place = chunk.start_sample + index - start_sample;
        if (place >= 0 && place < stamps.length) stamps[place] = time;
      });
    }
  }
  const known = stamps.findIndex(Number.isNaN);
  if (known === -1) return stamps;
  throw new FormatError({
    file: row.recording_id,
    place: `clock ${clock}`,
    expected: `${values.length} stamps from sample ${start_sample} on`,
    found: String(known),
  });
}
