import type { SamplesAre } from "./read-series.js";

/** How a file names and turns its variables. */
export interface Layout {
  readonly samplesAre: SamplesAre;
  /** Brain region of the units. */
  readonly region: string;
  /** Quantity of each variable of behaviour, whose series are x, y and where it has them z. */
  readonly behaviour: Readonly<Record<string, string>>;
  /** The variable with a time per bin, where there is one. */
  readonly time: string | null;
}

/** By recording. The two files agree in the name of `spikes` alone. */
export const layouts: Readonly<Record<string, Layout>> = {
  M1: {
    samplesAre: "columns",
    region: "primary motor cortex",
    behaviour: { handVel: "hand_velocity", handPos: "hand_position" },
    time: "time",
  },
  S1: {
    samplesAre: "rows",
    region: "primary somatosensory cortex",
    behaviour: { vel: "velocity", pos: "position" },
    time: null,
  },
};
