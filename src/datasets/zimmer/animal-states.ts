import { matNumbers, matTexts } from "../../formats/mat/mat-access.js";
import type { MatStruct, MatValue } from "../../formats/mat/mat-value.js";
import { type AnimalPlace, describeValue, isEmpty } from "./animal-place.js";
import { commonFields } from "./layout.js";
import { stateKey } from "./state-key.js";

type States = readonly (string | null)[];
/** The states of all frames, or why they cannot be told. */
type Reading = States | string;

/**
 * The state of each frame, in capitals: from codes with their key, from one vector of 0 and 1 per state, or from a
 * name per frame. Frames whose state is not told are null. What cannot be read for certain is left out and reported;
 * undefined where there are no states.
 */
export function animalStates({ animal, file, place, report }: AnimalPlace, frames: number): States | undefined {
  const value = animal[commonFields.states];
  if (value === undefined || isEmpty(value)) return undefined;
  const reading = readStates(value, animal[commonFields.stateKey], frames);
  const where = { source_file: file, place: `${place}.${commonFields.states}` };
  if (typeof reading === "string") {
    report({
      ...where,
      rule: "states-not-read",
      severity: "loss",
      found: reading,
      action: "there are no state events",
    });
    return undefined;
  }
  const unknown = reading.filter((state) => state === null).length;
  if (unknown > 0) {
    const found = `no state, or no certain one, for ${unknown} of ${frames} frames`;
    report({ ...where, rule: "frames-without-state", severity: "note", found, action: "no event covers them" });
  }
  return reading;
}

function readStates(value: MatValue, key: MatValue | undefined, frames: number): Reading {
  if (value.kind === "struct") return fromVectors(value, frames);
  const codes = matNumbers(value);
  if (codes) return fromCodes(codes, key, frames);
  const names = matTexts(value);
  if (names.length === 0) return describeValue(value);
  if (names.length !== frames) return lengthsDiffer(names.length, frames);
  return names.map((name) => name?.trim().toUpperCase() || null);
}

function fromCodes(codes: Float64Array, key: MatValue | undefined, frames: number): Reading {
  if (codes.length !== frames) return lengthsDiffer(codes.length, frames);
  const names = stateKey(key);
  if (!names) return `codes, and a key (${commonFields.stateKey}) that names no state for each: ${describeValue(key)}`;
  return Array.from(codes, (code) => names.get(code) ?? null);
}

/** A frame has the one state whose vector is 1 there; none or several leave it open. */
function fromVectors({ elements }: MatStruct, frames: number): Reading {
  const vectors = Object.entries(elements[0] ?? {}).map(([name, value]) => [name, matNumbers(value)] as const);
  if (elements.length !== 1 || vectors.length === 0) return `${elements.length} structures of ${vectors.length} fields`;
  const states = new Array<string | null>(frames).fill(null);
  const isOpen = new Uint8Array(frames);
  for (const [name, vector] of vectors) {
    if (vector?.length !== frames) return `${name}: ${lengthsDiffer(vector?.length ?? 0, frames)}`;
    if (!vector.every((entry) => entry === 0 || entry === 1)) return `${name}: other values than 0 and 1`;
    for (let frame = 0; frame < frames; frame++) {
      if (vector[frame] !== 1) continue;
      if (states[frame] !== null) isOpen[frame] = 1;
      states[frame] = name.toUpperCase();
    }
  }
  return states.map((state, frame) => (isOpen[frame] ? null : state));
}

function lengthsDiffer(entries: number, frames: number): string {
  return `${entries} entries for ${frames} frames`;
}
