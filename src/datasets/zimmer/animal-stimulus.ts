import { fieldOf, matNumbers, matText } from "../../formats/mat/mat-access.js";
import type { MatValue } from "../../formats/mat/mat-value.js";
import type { EventColumns } from "../state-events.js";
import type { AnimalClock } from "./animal-clock.js";
import { type AnimalPlace, describeValue, isEmpty } from "./animal-place.js";
import { commonFields } from "./layout.js";

/**
 * The stimulus as events, one per stay at a concentration: before the first switch, between switches, and from the
 * last one to the end. Two concentrations alternate; `initialstate` says which of them is first, counted from 1. Where
 * that cannot be told, events have no value and a finding says so.
 */
export function animalStimulus(
  { animal, file, place, report }: AnimalPlace,
  { origin, durationS }: Pick<AnimalClock, "origin" | "durationS">,
): readonly EventColumns[] {
  const stimulus = animal[commonFields.stimulus];
  if (stimulus === undefined || isEmpty(stimulus)) return [];
  const where = { source_file: file, place: `${place}.${commonFields.stimulus}` };
  const given = matNumbers(fieldOf(stimulus, "switchtimes"));
  if (!given?.every((time, index) => Number.isFinite(time) && time > (given[index - 1] ?? -Infinity))) {
    const found = given ? "times that do not rise" : describeValue(fieldOf(stimulus, "switchtimes"));
    const expected = "rising switchtimes in seconds";
    report({ ...where, rule: "stimulus-not-read", severity: "loss", expected, found, action: "no stimulus events" });
    return [];
  }
  const times = Array.from(given, (time) => time - origin);
  const switches = times.filter((time) => time > 0 && time < durationS);
  if (switches.length < times.length) {
    const found = `${times.length - switches.length} of ${times.length} switches outside of the recording`;
    const action = "they are no events; a switch before the first frame changes what comes first";
    report({ ...where, rule: "switches-outside", severity: "note", found, action });
  }
  const passed = times.filter((time) => time <= 0).length;
  const levels = alternatingLevels(stimulus);
  if (!levels) {
    const conc = describeValue(fieldOf(stimulus, "conc"));
    const found = `conc: ${conc}, initialstate: ${describeValue(fieldOf(stimulus, "initialstate"))}`;
    const expected = "two concentrations and which of them is first (1 or 2)";
    const action = "events have no value";
    report({ ...where, rule: "concentration-unknown", severity: "loss", expected, found, action });
  }
  const attributes = JSON.stringify({
    type: textOf(stimulus, "type"),
    value_unit: textOf(stimulus, "concunits"),
  });
  return [0, ...switches].map((onset, index) => ({
    onset_s: onset,
    duration_s: (switches[index] ?? durationS) - onset,
    kind: "stimulus",
    label: textOf(stimulus, "identity"),
    value: levels ? levels[(passed + index) % 2]! : null,
    attributes,
  }));
}

/** The two concentrations, that of the start first. */
function alternatingLevels(stimulus: MatValue): readonly [number, number] | undefined {
  const conc = matNumbers(fieldOf(stimulus, "conc"));
  const [initial] = matNumbers(fieldOf(stimulus, "initialstate")) ?? [];
  if (conc?.length !== 2 || !conc.every(Number.isFinite) || (initial !== 1 && initial !== 2)) return undefined;
  return initial === 1 ? [conc[0]!, conc[1]!] : [conc[1]!, conc[0]!];
}

function textOf(stimulus: MatValue, name: string): string | null {
  return matText(fieldOf(stimulus, name))?.trim() || null;
}
