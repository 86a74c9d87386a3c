import type { LabelVolume } from "../../volumes/label-volume.js";
import type { ReportFinding } from "../read-recordings.js";

/**
 * The labels that a store lists as hard to see, its attribute `dim_neurons`; null where it has none. What is no label of
 * the volume is reported and left out.
 */
export function dimLabels(
  attributes: Readonly<Record<string, unknown>>,
  { instances }: LabelVolume,
  {
    file,
    place,
    report,
  }: { readonly file: string; readonly place: string; readonly report: ReportFinding | undefined },
): readonly number[] | null {
  const listed = Object.hasOwn(attributes, "dim_neurons") ? attributes.dim_neurons : undefined;
  if (listed === undefined || listed === null) return null;
  const known = new Set(instances.map(({ label }) => label));
  const all: readonly unknown[] = Array.isArray(listed) ? listed : [listed];
  const labels = all.filter((one): one is number => typeof one === "number" && known.has(one));
  const others = all.filter((one) => !(typeof one === "number" && known.has(one)));
  if (others.length > 0) {
    report?.({
      ...{ source_file: file, place: `${place}, dim_neurons`, rule: "unknown-dim-label", severity: "loss" },
      ...{
        expected: "labels of the volume",
        found: JSON.stringify(others).slice(0, 200),
        action: "left out of is_dim",
      },
    });
  }
  return labels;
}
