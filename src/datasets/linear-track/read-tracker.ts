import { type ByteSource, readExactly } from "../../bytes/byte-source.js";
import { FormatError } from "../../errors.js";

/** What a video tracker wrote: a stamp per frame, and columns of numbers. */
export interface TrackerFile {
  /** Ticks of its clock, one per frame. */
  readonly ticks: Uint32Array;
  readonly ticksPerSecond: number;
  readonly columns: readonly { readonly name: string; readonly values: Uint16Array }[];
}

const startMark = "<Start settings>\n";
const endMark = "<End settings>\n";

/** Settings are a few lines; where they have not ended by then, they are damaged. */
const maxHeaderBytes = 4096;

/**
 * Reads a file of a video tracker: settings as text, then little-endian records of a uint32 stamp and uint16 columns, as
 * the setting `Fields` lists them.
 *
 * @throws FormatError for settings that are missing or of other types, and records that are cut off
 */
export async function readTracker(source: ByteSource, signal?: AbortSignal): Promise<TrackerFile> {
  const head = await readExactly(source, 0, Math.min(maxHeaderBytes, source.size), "settings", signal);
  const text = new TextDecoder("latin1").decode(head);
  const end = text.indexOf(endMark);
  if (!text.startsWith(startMark) || end < 0) {
    const expected = `${startMark.trim()} … ${endMark.trim()} in the first ${maxHeaderBytes} bytes`;
    throw wrong(source, "settings", expected, JSON.stringify(text.slice(0, 40)));
  }
  const settings = new Map(
    text
      .slice(startMark.length, end)
      .split("\n")
      .map((line): [string, string] => [line.split(":", 1)[0]!, line.slice(line.indexOf(":") + 1).trim()]),
  );
  const ticksPerSecond = Number(settings.get("clockrate"));
  if (!(ticksPerSecond > 0 && Number.isFinite(ticksPerSecond))) {
    throw wrong(source, "clockrate", "ticks per second", settings.get("clockrate") ?? "none");
  }
  const fields = settings.get("Fields") ?? "";
  if (!/^<time uint32>(<\w+ uint16>)+$/.test(fields)) {
    throw wrong(source, "Fields", "<time uint32> and columns of uint16", JSON.stringify(fields.slice(0, 80)));
  }
  const names = [...fields.matchAll(/<(\w+) uint16>/g)].map((match) => match[1]!);
  return { ticksPerSecond, ...(await readRecords(source, end + endMark.length, names, signal)) };
}

async function readRecords(
  source: ByteSource,
  start: number,
  names: readonly string[],
  signal: AbortSignal | undefined,
): Promise<Pick<TrackerFile, "ticks" | "columns">> {
  const recordBytes = 4 + 2 * names.length;
  const records = (source.size - start) / recordBytes;
  if (!Number.isInteger(records) || records === 0) {
    throw wrong(source, "records", `whole records of ${recordBytes} bytes`, `${source.size - start} bytes`);
  }
  const bytes = await readExactly(source, start, source.size, "records", signal);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const ticks = Uint32Array.from({ length: records }, (_, record) => view.getUint32(record * recordBytes, true));
  const columns = names.map((name, column) => ({
    name,
    values: Uint16Array.from({ length: records }, (_, record) =>
      view.getUint16(record * recordBytes + 4 + 2 * column, true),
    ),
  }));
  return { ticks, columns };
}

function wrong(source: ByteSource, place: string, expected: string, found: string): FormatError {
  return new FormatError({ file: source.name, place, expected, found });
}
