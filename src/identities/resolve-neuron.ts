import { type Alias, neuronAliases } from "./aliases.js";
import { membersOfClass, type Neuron, neuronByName } from "./neurons.js";
import { stripZeroPadding } from "./strip-zero-padding.js";

/** How a label was understood. */
export type NameRule =
  /** The label is a canonical name. */
  | "exact"
  /** It is one after trimming and upper-casing. */
  | "case"
  /** It is one after taking out padding zeros. */
  | "zero-padding"
  /** It stands in the alias table. */
  | "alias"
  /** The source itself doubts it: a question mark, or several names. */
  | "ambiguous"
  /** It names a class, or a class with a side or position, that several neurons share. */
  | "class"
  /** It is no neuron's name. */
  | "unknown";

/** What a label says about a neuron; nothing in it is guessed. */
export interface NeuronIdentity {
  /** Canonical name; null where the label does not settle it. */
  readonly name: string | null;
  readonly neuronClass: string | null;
  readonly side: "L" | "R" | null;
  readonly position: "D" | "V" | null;
  /** The neurons the label leaves open; the one neuron where it is settled; empty where it is none. */
  readonly candidates: readonly string[];
  readonly rule: NameRule;
  /** A trait the label tells besides, such as ON of AWCON. */
  readonly attribute: string | null;
  readonly comment: string | null;
}

/** Default: the aliases in use, {@link neuronAliases}. */
export interface ResolveOptions {
  readonly aliases?: Readonly<Record<string, Alias>>;
}

/**
 * Finds the neuron a label means, without guessing: trim and upper-case, take out padding zeros of the numbered
 * motor-neuron classes, look into the alias table. A label with `?`, with several names (`/`), or that names only a
 * class keeps what it does say (class, side, position) and lists the candidates; its `name` is null.
 */
export function resolveNeuron(label: string, options: ResolveOptions = {}): NeuronIdentity {
  const trimmed = label.trim();
  const upper = trimmed.toUpperCase();
  if (/[?/]/.test(upper)) return doubted(upper, options);
  const plain = stripZeroPadding(upper);
  const neuron = neuronByName(plain);
  if (neuron) return settled(neuron, plain !== upper ? "zero-padding" : upper !== label ? "case" : "exact");
  const alias = ownAlias(options.aliases ?? neuronAliases, upper);
  if (alias) return fromAlias(alias);
  const members = membersNamedBy(plain);
  return members.length > 0 ? open(members, "class") : unknown;
}

const unknown: NeuronIdentity = {
  name: null,
  neuronClass: null,
  side: null,
  position: null,
  candidates: [],
  rule: "unknown",
  attribute: null,
  comment: null,
};

function settled(neuron: Neuron, rule: NameRule): NeuronIdentity {
  const { name, neuronClass, side, position } = neuron;
  return { ...unknown, name, neuronClass, side, position, candidates: [name], rule };
}

/** What all candidates have in common is known, the rest is open. */
function open(candidates: readonly Neuron[], rule: NameRule): NeuronIdentity {
  return {
    ...unknown,
    neuronClass: common(candidates.map((one) => one.neuronClass)),
    side: common(candidates.map((one) => one.side)),
    position: common(candidates.map((one) => one.position)),
    candidates: candidates.map((one) => one.name),
    rule,
  };
}

/** The doubt may concern any part of a full name, so that only its class is kept; beside an unknown name, not even that. */
function doubted(upper: string, options: ResolveOptions): NeuronIdentity {
  const parts = upper.split("/").map((part) => part.replaceAll("?", "").trim());
  const candidates = new Set<string>();
  let isPartial = false;
  let isForeign = false;
  for (const part of parts.filter((text) => text !== "")) {
    const identity = resolveNeuron(part, options);
    if (identity.rule === "class") isPartial = true;
    if (identity.candidates.length === 0) isForeign = true;
    for (const name of identity.candidates) candidates.add(name);
  }
  if (candidates.size === 0) return unknown;
  const identity = open(
    [...candidates].map((name) => neuronByName(name)!),
    "ambiguous",
  );
  if (isForeign) return { ...identity, neuronClass: null, side: null, position: null };
  return isPartial || candidates.size > 1 ? identity : { ...identity, side: null, position: null };
}

function fromAlias(alias: Alias): NeuronIdentity {
  const neurons = alias.candidates.map((name) => neuronByName(name)).filter((one) => one !== undefined);
  const identity = neurons.length === 1 ? settled(neurons[0]!, "alias") : open(neurons, "alias");
  return { ...identity, attribute: alias.attribute ?? null, comment: alias.comment };
}

function ownAlias(aliases: Readonly<Record<string, Alias>>, name: string): Alias | undefined {
  return Object.hasOwn(aliases, name) ? aliases[name] : undefined;
}

/** The neurons named by a class ("AVA"), a class with position ("SAAD") or a class with side ("CEPL"). */
function membersNamedBy(text: string): readonly Neuron[] {
  const whole = membersOfClass(text);
  if (whole.length > 0) return whole;
  const last = text.at(-1);
  const members = membersOfClass(text.slice(0, -1));
  return members.filter((one) => last !== undefined && (one.position === last || one.side === last));
}

function common<T>(values: readonly T[]): T | null {
  return values.every((value) => value === values[0]) ? (values[0] ?? null) : null;
}
