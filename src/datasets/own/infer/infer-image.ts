import type { ByteSource } from "../../../bytes/byte-source.js";
import { FormatError } from "../../../errors.js";
import { openNifti } from "../../../formats/nifti.js";
import { product } from "../../../formats/npy-window.js";
import { checkIsSeries } from "../../voxels/open-bold.js";
import { readMask } from "../../voxels/read-mask.js";
import { type Guess, guess, type InferredContent } from "./guess.js";
import { shown } from "./time-guesses.js";

/** What is known of a file of volumes besides itself. */
export interface InferImageOptions {
  /** The mask that was named. */
  readonly mask?: { readonly path: string; readonly source: ByteSource } | undefined;
  /** The table of events that lies beside it. */
  readonly events?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Asks a NIfTI file what it holds: a series of volumes, and the time between them.
 *
 * @throws FormatError for other than four axes, and for a mask on another grid
 */
export async function inferImage(
  source: ByteSource,
  { mask, events, signal }: InferImageOptions,
): Promise<InferredContent> {
  const image = await openNifti(source, signal ? { signal } : {});
  if (image.shape.length < 4) {
    const [place, expected, found] = ["NIfTI dim", "four axes: x, y, z, time", image.shape.join(" × ")];
    throw new FormatError({ file: source.name, place, expected, found, next: "a mask is given with --mask" });
  }
  checkIsSeries(source.name, image);
  const labels = mask && (await readMask(mask.source, image, signal));
  const grid = image.shape.slice(0, 3);
  const held = labels?.filter((label) => label !== 0).length;
  return {
    table: [],
    time: [stepGuess(image.timeStepS)],
    traces: [
      guess("quantity", "bold", "likely", "a series of volumes"),
      guess("unit", null, "fill in", "what the numbers count, or leave it null: scanners have no unit"),
    ],
    labels: [],
    behaviour: [],
    image: {
      about: namedParts(source.name),
      ...(mask && { mask: guess("mask", mask.path, "sure", `it was named; ${held} of ${product(grid)} voxels`) }),
      events: events === undefined ? [] : eventGuesses(events),
    },
    notes: [],
    samples: image.shape[3]!,
    neurons: held ?? product(grid),
  };
}

/** What BIDS says in names of files: `sub-01_ses-2_task-faces_run-1_bold`. */
const bidsParts = {
  subject: /(?:^|_)sub-([A-Za-z0-9]+)/,
  session: /_ses-([A-Za-z0-9]+)/,
  task: /_task-([A-Za-z0-9]+)/,
};

function namedParts(path: string): readonly Guess[] {
  const name = path.slice(path.lastIndexOf("/") + 1);
  return Object.entries(bidsParts).flatMap(([key, pattern]) => {
    const value = pattern.exec(name)?.[1];
    return value === undefined ? [] : [guess(key, value, "likely", "from the name")];
  });
}

function stepGuess(stepS: number | null): Guess {
  if (stepS === null) return guess("step_s", null, "fill in", "the header does not say; seconds from volume to volume");
  return guess("step_s", stepS, "sure", `the header says so: ${shown(1 / stepS)} volumes per second`);
}

function eventGuesses(file: string): readonly Guess[] {
  return [
    guess("file", file, "likely", "it lies beside, named as BIDS does"),
    guess("label", "trial_type", "likely", "the column of BIDS"),
    guess("kind", "trial", "unsure", "what the events are, in a word"),
  ];
}
