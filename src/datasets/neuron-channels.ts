import { duplicateNames } from "../identities/duplicate-names.js";
import { resolveNeuron } from "../identities/resolve-neuron.js";
import type { Row } from "../tables/tables.js";

/** What a source says about the identity of one trace; without a label the trace is unlabelled. */
export interface SourceLabel {
  readonly label: string;
  /** 0 to 1. */
  readonly confidence?: number | null;
  /** The source's free remark. */
  readonly comment?: string | null;
}

type NeuronColumns = Pick<
  Row<"channels">,
  | "kind"
  | "name_source"
  | "name"
  | "neuron_class"
  | "name_candidates"
  | "name_confidence"
  | "name_rule"
  | "name_comment"
  | "status"
  | "status_reason"
>;

/**
 * The identity columns of a recording's neuron channels, in the order of the labels given. A name that occurs twice
 * stays twice and both are marked `duplicate`; labels that leave the identity open list their candidates.
 */
export function neuronChannels(labels: readonly (SourceLabel | undefined)[]): readonly NeuronColumns[] {
  const identities = labels.map((source) => (source ? resolveNeuron(source.label) : undefined));
  const twice = duplicateNames(identities.map((identity) => identity?.name ?? null));
  return labels.map((source, index) => {
    const identity = identities[index];
    const isDuplicate = twice.has(identity?.name ?? "");
    const comments = [source?.comment, identity?.comment].filter((text) => text);
    return {
      kind: "neuron",
      name_source: source?.label ?? null,
      name: identity?.name ?? null,
      neuron_class: identity?.neuronClass ?? null,
      name_candidates: identity && identity.name === null ? openCandidates(identity.candidates) : null,
      name_confidence: source?.confidence ?? null,
      name_rule: identity?.rule ?? null,
      name_comment: comments.length > 0 ? comments.join("; ") : null,
      status: isDuplicate ? "duplicate" : "good",
      status_reason: isDuplicate ? `${identity?.name} is given to more than one trace of this recording` : null,
    };
  });
}

function openCandidates(candidates: readonly string[]): string | null {
  return candidates.length > 0 ? JSON.stringify(candidates) : null;
}
