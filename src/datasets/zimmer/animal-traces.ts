import { FormatError } from "../../errors.js";
import { matMatrix, matNumbers } from "../../formats/mat/mat-access.js";
import { type TraceBlock, traceBlock } from "../trace-block.js";
import { idEntries } from "./animal-ids.js";
import { type AnimalPlace, describeValue, firstField } from "./animal-place.js";
import type { Animal } from "./animals.js";
import type { ZimmerLayout } from "./layout.js";

/** The traces of an animal as they lie in the file. */
export interface AnimalTraces {
  readonly place: string;
  readonly frames: number;
  readonly neurons: number;
  /** Trace after trace, or frame after frame where the matrix stands on its side. */
  readonly values: Float64Array;
  readonly isTransposed: boolean;
  /** False where neither stamps nor names say which axis is time; it is taken to be the first one. */
  readonly isConfirmed: boolean;
}

/** True where an animal has a matrix of numbers under one of these fields. */
export function holdsTraces(animal: Animal, fields: readonly string[]): boolean {
  const value = firstField(animal, fields)?.value;
  const matrix = matMatrix(value);
  return matrix !== undefined && matrix.values.length > 0;
}

/**
 * Reads frames × neurons. The axis that is as long as the time vector is time, else the one that is not as long as the
 * list of names.
 *
 * @throws FormatError where there is no matrix of numbers, or an empty one
 */
export function animalTraces(
  { animal, file, place }: Omit<AnimalPlace, "report">,
  fields: readonly string[],
  layout: Pick<ZimmerLayout, "ids" | "time">,
): AnimalTraces {
  const field = firstField(animal, fields);
  const matrix = matMatrix(field?.value);
  if (!field || !matrix || matrix.values.length === 0) {
    const held = Object.keys(animal).join(", ") || "none";
    const found = field ? describeValue(field.value) : `the fields ${held}`;
    const expected = `frames × neurons in ${fields.join(" or ")}`;
    throw new FormatError({ file, place: field ? `${place}.${field.name}` : place, expected, found });
  }
  const { rows, columns, values } = matrix;
  const stamps = matNumbers(firstField(animal, layout.time)?.value)?.length;
  const names = idEntries(firstField(animal, layout.ids)?.value).length;
  const isUpright = rows === stamps || (columns !== stamps && columns === names);
  const isTransposed = !isUpright && (columns === stamps || rows === names);
  return {
    place: `${place}.${field.name}`,
    frames: isTransposed ? columns : rows,
    neurons: isTransposed ? rows : columns,
    values,
    isTransposed,
    isConfirmed: isUpright || isTransposed,
  };
}

/** The traces as the signals table stores them. */
export function blockOf(traces: AnimalTraces, file: string): TraceBlock {
  const block = traceBlock(traces.neurons, traces.frames, { file, place: traces.place });
  if (traces.isTransposed) block.fill(0, traces.values);
  else block.fillColumns(0, traces.values);
  return block;
}

/** The traces in full precision, one per neuron. */
export function tracesInFull({ frames, neurons, values, isTransposed }: AnimalTraces): readonly Float64Array[] {
  return Array.from({ length: neurons }, (_, neuron) =>
    isTransposed
      ? Float64Array.from({ length: frames }, (_, frame) => values[frame * neurons + neuron]!)
      : values.slice(neuron * frames, (neuron + 1) * frames),
  );
}
