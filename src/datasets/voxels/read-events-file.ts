import type { ByteSource } from "../../bytes/byte-source.js";
import { FormatError } from "../../errors.js";
import { readCsv } from "../../formats/csv.js";
import { parseNumber } from "../../formats/parse-number.js";
import type { EventColumns } from "../state-events.js";

/** The word of BIDS for a value that is not there. */
const absent = "n/a";

/**
 * Reads a tab-separated file of events as BIDS has it: seconds of `onset` and `duration`, `trial_type` as label. Further
 * columns become attributes; `n/a` is null.
 *
 * @param kind - What the events are.
 * @throws FormatError for a file without an onset or duration column, and for times that are no finite numbers
 */
export async function readEventsFile(
  source: ByteSource,
  kind: string,
  signal?: AbortSignal,
): Promise<readonly EventColumns[]> {
  const { columns, rows } = await readCsv(source, { delimiter: "\t", quotes: false, ...(signal && { signal }) });
  const file = source.name;
  const placeOf = (name: string) => {
    const place = columns.indexOf(name);
    if (place >= 0) return place;
    throw new FormatError({ file, place: "line 1", expected: `a column ${name}`, found: columns.join(", ") });
  };
  const [onset, duration] = [placeOf("onset"), placeOf("duration")];
  const label = columns.indexOf("trial_type");
  return rows.map(({ line, fields }) => {
    const seconds = (place: number): number | null => {
      const text = fields[place]!;
      const value = text === absent ? null : parseNumber(text);
      if (value === null || (value !== undefined && Number.isFinite(value))) return value;
      const where = `line ${line}, field ${place + 1}`;
      throw new FormatError({ file, place: where, expected: "seconds", found: JSON.stringify(text.slice(0, 60)) });
    };
    const onsetS = seconds(onset);
    if (onsetS === null) throw new FormatError({ file, place: `line ${line}`, expected: "an onset", found: "none" });
    const more = columns.flatMap((name, place) =>
      [onset, duration, label].includes(place) || fields[place] === absent ? [] : [[name, fields[place]!] as const],
    );
    return {
      ...{ onset_s: onsetS, duration_s: seconds(duration), kind },
      label: label < 0 || fields[label] === absent ? null : fields[label]!,
      ...(more.length > 0 && { attributes: JSON.stringify(Object.fromEntries(more)) }),
    };
  });
}
