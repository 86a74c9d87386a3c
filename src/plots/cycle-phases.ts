import { circularMean } from "../stats/circular-mean.js";
import { groupRows } from "../tables/group-rows.js";
import { readAnalysis } from "../tables/read-analysis.js";
import type { TableReader } from "../tables/table-reader.js";
import { labelColours } from "./colours.js";
import { counted } from "./counted.js";
import { dotRows } from "./dot-rows.js";
import { figure } from "./figure.js";
import { swatchLegend } from "./legend.js";
import type { PlotResult } from "./plot-result.js";
import type { TablePlotOptions } from "./table-plot.js";

/** Mean vectors shorter than this are rings: the state has no phase to speak of. */
const clearResultant = 0.5;

/**
 * Where each state lies on the cycle, from the results of `neural-cycle`: a row per state, a dot per recording at the
 * mean phase from the reference on, a ring where the state is spread over the cycle, a bar at the circular mean.
 *
 * Values: `state`, `dataset_id`, `recording_id`, `phase_degrees`, `resultant`.
 * Throws what reading results throws.
 */
export async function cyclePhases(reader: TableReader, options: TablePlotOptions): Promise<PlotResult> {
  const { document, width = 720, id = "cycle-phases", analysis, datasetId, signal } = options;
  const where = datasetId === undefined ? {} : { dataset_id: datasetId };
  const reading = { operation: "neural-cycle", analysis, where, signal };
  const rows = await readAnalysis(reader, "cycle_states", reading);
  const cycles = await readAnalysis(reader, "cycles", reading);
  const phaseOf = (states: readonly { readonly phase_degrees: number }[]) =>
    (circularMean(states.map(({ phase_degrees }) => (phase_degrees * Math.PI) / 180)).angle * 180) / Math.PI;
  // the reference is 0 in every recording, and its dots belong at the left
  const turned = (degrees: number) => (degrees > spread.end ? degrees - 360 : degrees);
  const spread = { start: -60, end: 300 };
  const states = [...groupRows(rows, ({ state }) => state)]
    .map(([state, own]) => ({ state, own, phase: turned(phaseOf(own)) }))
    .sort((a, b) => a.phase - b.phase);
  const colours = labelColours(rows.map(({ dataset_id }) => dataset_id));
  const legend = [...colours].map(([label, colour]) => ({ label, colour }));
  const title = `States on the cycle of ${counted(cycles.length, "recording")}`;
  const description =
    `Rows are states, dots the ${counted(cycles.length, "recording")} at the mean phase of the state, counted from ` +
    `${cycles[0]!.reference} in the direction of time; rings where the state is spread widely (mean vector below ` +
    `${clearResultant}). Bars: circular mean.`;
  const panel = dotRows(
    states.map(({ state, own, phase }) => ({
      label: state,
      dots: own.map(({ phase_degrees, resultant, dataset_id }) => ({
        x: turned(phase_degrees),
        group: dataset_id,
        filled: resultant >= clearResultant,
      })),
      means: [{ x: phase, group: own[0]!.dataset_id }],
    })),
    {
      ...{
        document,
        width,
        colours,
        domain: [spread.start, spread.end],
        reference: 0,
        ticks: [-60, 0, 60, 120, 180, 240, 300],
      },
      axis: "phase from the reference on (degrees; time runs to the right)",
    },
  );
  const panels = [swatchLegend(legend, { document, width, left: 0 }), panel];
  const svg = figure(panels, { document, width, id, title, description });
  const values = {
    state: rows.map(({ state }) => state),
    dataset_id: rows.map(({ dataset_id }) => dataset_id),
    recording_id: rows.map(({ recording_id }) => recording_id),
    phase_degrees: Float64Array.from(rows, ({ phase_degrees }) => phase_degrees),
    resultant: Float64Array.from(rows, ({ resultant }) => resultant),
  };
  return { svg, values, title, description };
}
