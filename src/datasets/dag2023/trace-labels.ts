import { resolveNeuron } from "../../identities/resolve-neuron.js";
import type { SourceLabel } from "../neuron-channels.js";
import type { Finding } from "../read-recordings.js";
import { highestConfidence, type LabelEntry } from "./label-entry.js";

/**
 * The label of each trace of a recording, by 0-based column. What the dictionary says beyond the traces, twice about
 * one trace, or against its own registration is reported, never settled by choice.
 *
 * @param roiMatch trace ROI (from 1, 0 for none) of each NeuroPAL ROI; empty where the file has none
 */
export function traceLabels(
  entries: readonly LabelEntry[],
  traces: number,
  roiMatch: ArrayLike<number>,
  report: (rule: string, finding: Pick<Finding, "severity" | "found" | "action" | "expected">) => void,
): readonly (SourceLabel | undefined)[] {
  const byTrace = new Map<number, LabelEntry[]>();
  for (const entry of entries) {
    if (entry.roi > traces) {
      const found = `label ${entry.label} for ROI ${entry.roi}`;
      const expected = `ROIs up to ${traces}`;
      report("label-beyond-traces", { severity: "loss", expected, found, action: "the label is left out" });
    } else byTrace.set(entry.roi - 1, [...(byTrace.get(entry.roi - 1) ?? []), entry]);
    reportDoubts(entry, roiMatch, report);
  }
  return Array.from({ length: traces }, (_, trace) => {
    const given = byTrace.get(trace);
    if (!given) return undefined;
    if (given.length === 1) return sourceLabel(given[0]!);
    const label = given.map((entry) => entry.label).join("/");
    const found = `labels ${label} for ROI ${trace + 1}`;
    report("several-labels", { severity: "repair", expected: "one label", found, action: "kept as ambiguous" });
    return { label };
  });
}

function sourceLabel({ label, confidence, comment }: LabelEntry): SourceLabel {
  return { label, comment, confidence: confidence === null ? null : confidence / highestConfidence };
}

function reportDoubts(entry: LabelEntry, roiMatch: ArrayLike<number>, report: Parameters<typeof traceLabels>[3]): void {
  const { roi, label, neuropalRois } = entry;
  if (entry.nesting > 0) {
    const found = `label ${label} nested ${entry.nesting} levels deeper`;
    report("nested-label", { severity: "repair", expected: "a plain label", found, action: "unwrapped" });
  }
  const identity = resolveNeuron(label);
  const disagrees = [
    differs(entry.neuronClass, identity.neuronClass),
    differs(entry.side, identity.side),
    differs(entry.position, identity.position),
  ];
  if (identity.rule !== "unknown" && disagrees.includes(true)) {
    const found = `${label} with class ${entry.neuronClass}, LR ${entry.side}, DV ${entry.position}`;
    report("label-fields-disagree", { severity: "note", found, action: "the label is followed" });
  }
  if (roiMatch.length > 0 && !neuropalRois.some((id) => roiMatch[id - 1] === roi)) {
    const found = `label ${label}: NeuroPAL ROI ${neuropalRois.join(", ")} is not registered to ROI ${roi}`;
    report("roi-match-disagrees", { severity: "note", found, action: "the label is kept" });
  }
}

/** "undefined" (no such side), "missing" (ambiguous) and silence contradict nothing. */
function differs(said: string | null, resolved: string | null): boolean {
  return said !== null && said !== "undefined" && said !== "missing" && resolved !== null && said !== resolved;
}
