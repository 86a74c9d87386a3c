import type { NwbFile, NwbObject, NwbTable, NwbValue } from "../formats/nwb.js";
import type { EventColumns } from "./state-events.js";

/** What the tables of intervals of the format are called, as kinds of events. */
const kinds: Readonly<Record<string, string>> = { trials: "trial", epochs: "epoch", invalid_times: "invalid" };

/**
 * The rows of all tables of intervals (trials, epochs, others) and of all annotations with time stamps as events, in
 * seconds from `origin` of the file's clock. The label is the text of the first column of texts; all other columns are
 * attributes. Rows without a start are left out; a row without an end is a moment.
 */
export async function nwbEvents(nwb: NwbFile, originS: number): Promise<readonly EventColumns[]> {
  const events: EventColumns[] = [];
  for (const object of nwb.intervals) {
    events.push(...intervalEvents(object, await nwb.readTable(object.path), originS));
  }
  for (const object of nwb.series) {
    if (object.neurodataType !== "AnnotationSeries") continue;
    const series = await nwb.openSeries(object.path);
    const timeS = await series.timeS();
    if (!timeS) continue;
    const kind = isStimulus(object) ? "stimulus" : "annotation";
    const attributes = JSON.stringify({ series: object.path });
    for (const [index, label] of (await series.texts()).entries()) {
      if (Number.isFinite(timeS[index])) events.push({ onset_s: timeS[index]! - originS, kind, label, attributes });
    }
  }
  return events;
}

function intervalEvents(object: NwbObject, { columns }: NwbTable, originS: number): readonly EventColumns[] {
  const valuesOf = (name: string): readonly NwbValue[] => columns.find((column) => column.name === name)?.values ?? [];
  const stops = valuesOf("stop_time");
  const others = columns.filter(({ name }) => name !== "start_time" && name !== "stop_time");
  const labels = others.find(({ values }) => values.length > 0 && values.every((value) => typeof value === "string"));
  const kind = kinds[object.name] ?? (isStimulus(object) ? "stimulus" : object.name);
  return valuesOf("start_time").flatMap((start, row) => {
    if (typeof start !== "number" || !Number.isFinite(start)) return [];
    const stop = stops[row];
    const isEnd = typeof stop === "number" && stop >= start;
    const rest = others.filter((column) => column !== labels).map(({ name, values }) => [name, values[row] ?? null]);
    const label = labels?.values[row];
    return [
      {
        onset_s: start - originS,
        duration_s: isEnd ? stop - start : null,
        kind,
        label: typeof label === "string" && label !== "" ? label : null,
        attributes: JSON.stringify(Object.fromEntries([["table", object.path], ...rest])),
      },
    ];
  });
}

function isStimulus({ path }: NwbObject): boolean {
  return path.startsWith("/stimulus/");
}
