/** Units of the axes of an image. */
export interface NiftiUnits {
  /** Of the first three axes; null where the file does not say. */
  readonly space: "m" | "mm" | "um" | null;
  /** Of the fourth axis; null where the file does not say. */
  readonly time: "s" | "ms" | "us" | "Hz" | "ppm" | "rad/s" | null;
}

const spaceUnits: Readonly<Record<number, NiftiUnits["space"]>> = { 1: "m", 2: "mm", 3: "um" };
const timeUnits: Readonly<Record<number, NiftiUnits["time"]>> = {
  ...{ 8: "s", 16: "ms", 24: "us" },
  ...{ 32: "Hz", 40: "ppm", 48: "rad/s" },
};

/** The units that `xyzt_units` codes: space in the lowest three bits, time in the next three. */
export function niftiUnits(codes: number): NiftiUnits {
  return { space: spaceUnits[codes & 7] ?? null, time: timeUnits[codes & 56] ?? null };
}

/** How many of a unit of space are a metre. */
export const unitsPerMetre: Readonly<Record<"m" | "mm" | "um", number>> = { m: 1, mm: 1e3, um: 1e6 };

const unitsPerSecond: Readonly<Record<string, number>> = { s: 1, ms: 1e3, us: 1e6 };

/** Seconds from volume to volume; null where the fourth axis is not stated to be time. */
export function timeStep(pixdim: readonly number[], { time }: NiftiUnits): number | null {
  const step = pixdim[4]! / (unitsPerSecond[time ?? ""] ?? Number.NaN);
  return step > 0 && Number.isFinite(step) ? step : null;
}
