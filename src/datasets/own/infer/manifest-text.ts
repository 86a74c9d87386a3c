import type { Guess, InferredImage, InferredRecording } from "./guess.js";
import { isDeepEqual } from "./is-deep-equal.js";

/** What is known of a manifest besides its recordings. */
export interface ManifestTextOptions {
  readonly id: string;
  /** Ids of recordings, in their order, where the names of the files do not tell them apart. */
  readonly recordingIds?: readonly string[] | undefined;
}

const parts = ["table", "time", "traces", "labels", "behaviour"] as const;
type Part = (typeof parts)[number];

/**
 * The text of a small manifest about inferred recordings: every line says how sure it is and why, what is not known is
 * null and to be filled in. What the first recording has stands at the top, others say what they have differently.
 */
export function manifestText(recordings: readonly InferredRecording[], options: ManifestTextOptions): string {
  const [first] = recordings;
  const lines = [
    "# What no file says about itself. Look at every line, and correct it where the guess is wrong.",
    "# sure: measured. likely: probable. unsure: taken for want of better. fill in: the files do not say.",
    ...line("neuroloom: 1", "version of this format"),
    `id: ${scalar(options.id)}`,
    ...line("title: null", "fill in: a line about these recordings"),
    ...(first!.image === undefined ? tracesOfWorms : volumesOfPeople).flatMap(([text, words]) => line(text, words)),
    ...line("licence: null", "fill in: an SPDX id such as CC-BY-4.0, or leave it null"),
    ...line("citation: null", "fill in: how to cite the data, or leave it null"),
    ...first!.notes.map(comment),
    ...parts.flatMap((part) => partLines(first!, part, "")),
    ...(first!.image?.mask === undefined ? [] : guessLines(first!.image.mask, "")),
    ...(first!.image === undefined ? line("events: null", wordsFor.events!) : []),
    "recordings:",
    ...recordings.flatMap((recording, index) => recordingLines(recording, first!, options.recordingIds?.[index])),
  ];
  return `${lines.join("\n")}\n`;
}

function recordingLines(recording: InferredRecording, first: InferredRecording, id: string | undefined) {
  const { file, member, samples, neurons } = recording;
  const unknown = ["subject", "condition", "animal_group"].filter(
    (key) => !recording.image?.about.some((known) => known.key === key),
  );
  const own = parts.filter((part) => recording !== first && !isDeepEqual(dataOf(recording, part), dataOf(first, part)));
  return [
    ...line(`  - file: ${scalar(file)}`, `${neurons} traces of ${samples} samples`),
    ...(member === undefined ? [] : [`    member: ${scalar(member)}`]),
    ...(id === undefined ? [] : [`    id: ${scalar(id)}`]),
    // said once: a manifest of hundreds of recordings stays short
    ...(recording.image?.about ?? []).flatMap((one) => guessLines(one, "    ")),
    ...(recording === first ? unknown.flatMap((key) => line(`    ${key}: null`, wordsFor[key]!)) : []),
    ...(recording === first ? [] : recording.notes.map((note) => `    ${comment(note)}`)),
    ...own.flatMap((part) => partLines(recording, part, "    ")),
    ...(recording.image === undefined ? [] : imageLines(recording.image, first)),
    ...(recording.image === undefined && first.image?.mask !== undefined ? ["    mask: null"] : []),
  ];
}

/** Each run has events of its own; the mask is said once. */
function imageLines({ mask, events }: InferredImage, first: InferredRecording): readonly string[] {
  return [
    ...(mask === undefined || first.image?.mask !== undefined ? [] : guessLines(mask, "    ")),
    ...(events.length === 0 ? line("    events: null", wordsFor.imageEvents!) : ["    events:"]),
    ...events.flatMap((one) => guessLines(one, "      ")),
  ];
}

const tracesOfWorms: readonly (readonly [string, string])[] = [
  ['species: "C. elegans"', "unsure: assumed; labels are then names of its neurons; null keeps them as they are"],
  ["modality: calcium-imaging", "unsure: assumed"],
];
const volumesOfPeople: readonly (readonly [string, string])[] = [
  ["species: null", 'fill in: for example "Homo sapiens", or leave it null'],
  ["modality: fmri", "likely: a series of volumes"],
];

const wordsFor: Readonly<Record<string, string>> = {
  subject: "fill in: the animal, or leave it null",
  condition: "fill in: genotype, food, treatment, or leave it null",
  events: "fill in: {file: events.csv}, a table with columns onset, duration, label",
  imageEvents: "fill in: {file: run1_events.tsv, label: trial_type}, a table with columns onset, duration, trial_type",
  animal_group: "fill in: one word for all recordings that may share animals, or leave it null",
};

/** A part as data, without the reasons. */
function dataOf(recording: InferredRecording, part: Part): unknown {
  const given = recording[part];
  const plain = (guesses: readonly Guess[]) => guesses.map(({ key, value }) => [key, value]);
  return part === "behaviour" ? recording.behaviour.map(plain) : plain(given as readonly Guess[]);
}

function partLines(recording: InferredRecording, part: Part, indent: string): readonly string[] {
  if (recording.image !== undefined && indent === "" && recording[part].length === 0) return [];
  if (part === "behaviour") return behaviourLines(recording.behaviour, indent);
  const guesses = recording[part];
  if (part === "labels" && guesses.length === 0) {
    const next = "fill in: none were found; {names: [AVAL, null, …]} or {file: labels.txt}, a label per trace";
    return line(`${indent}labels: null`, next);
  }
  if (guesses.length === 0) return indent === "" ? [] : [`${indent}${part}: {}`];
  return [`${indent}${part}:`, ...guesses.flatMap((guess) => guessLines(guess, `${indent}  `))];
}

function behaviourLines(behaviour: InferredRecording["behaviour"], indent: string): readonly string[] {
  if (behaviour.length === 0) return line(`${indent}behaviour: []`, "none was found");
  return [
    `${indent}behaviour:`,
    ...behaviour.flatMap(([head, ...rest]) => [
      ...guessLines(head!, `${indent}  - `),
      ...rest.flatMap((guess) => guessLines(guess, `${indent}    `)),
    ]),
  ];
}

function guessLines({ key, value, sure, why }: Guess, indent: string): readonly string[] {
  return line(`${indent}${key}: ${scalar(value)}`, `${sure}: ${why}`);
}

/** Characters of a line with its comment, where that is possible. */
const lineLength = 120;

/** A line with its comment behind it, or before it where both would be long. */
function line(text: string, words: string): readonly string[] {
  const behind = `${text}  ${comment(words)}`;
  if (behind.length <= lineLength) return [behind];
  const indent = text.slice(0, text.search(/\S/));
  return [`${indent}${comment(words)}`, text];
}

/** Longer remarks are cut. */
const mostCharacters = 400;

/** Words as a comment of one line, whatever stands in them. */
function comment(words: string): string {
  const plain = words.replace(/[\p{C}\p{Zl}\p{Zp}\s]+/gu, " ");
  return `# ${plain.length > mostCharacters ? `${plain.slice(0, mostCharacters)} …` : plain}`.trimEnd();
}

/** A value in the JSON that YAML 1.2 also is; words that need no quotes have none. */
function scalar(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(scalar).join(", ")}]`;
  if (typeof value !== "string") return JSON.stringify(value);
  const isPlain = /^[A-Za-z][\w./-]*$/.test(value) && !/^(true|false|null|yes|no|on|off|nan|inf)$/i.test(value);
  // what JSON leaves as it is and YAML does not print
  return isPlain ? value : JSON.stringify(value).replace(/[\p{C}\p{Zl}\p{Zp}\u{10000}-\u{10ffff}]/gu, escaped);
}

function escaped(character: string): string {
  return [...Array(character.length).keys()]
    .map((index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, "0")}`)
    .join("");
}
