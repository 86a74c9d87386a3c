import { cssColour } from "./css-colour.js";
import type { LegendEntry } from "./legend.js";
import type { InstanceView } from "./volume-view.js";

/** Instances in a legend at most. */
const most = 60;

/** One entry per instance with its size, dim ones marked; of many the largest. */
export function instanceLegend(instances: readonly InstanceView[]): readonly LegendEntry[] {
  const isMany = instances.length > most;
  const shown = isMany ? [...instances].sort((a, b) => b.voxels - a.voxels).slice(0, most - 1) : instances;
  const entries = shown.map(({ name, voxels, isDim, colour }) => ({
    label: `${name} · ${voxels.toLocaleString("en-US")} voxels${isDim ? " · dim" : ""}`,
    colour: cssColour(colour),
  }));
  return isMany ? [...entries, { label: `and ${instances.length - shown.length} more`, colour: "none" }] : entries;
}
