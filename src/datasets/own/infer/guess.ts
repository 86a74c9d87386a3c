/** How sure a guess is: measured beyond doubt, probable, taken for want of better, or not known at all. */
export type Sureness = "sure" | "likely" | "unsure" | "fill in";

/** One line of a manifest that was inferred from a file. A null value is left to a person. */
export interface Guess {
  readonly key: string;
  readonly value: unknown;
  readonly sure: Sureness;
  /** What speaks for it, in words. */
  readonly why: string;
}

/** What was inferred about a file of volumes beside the rest. */
export interface InferredImage {
  /** Subject, session and task, where the name of the file says them. */
  readonly about: readonly Guess[];
  /** The path of the mask, where one was given. */
  readonly mask?: Guess;
  /** The table of its events; empty where none was found. */
  readonly events: readonly Guess[];
}

/** What was inferred about one recording, part by part as the manifest has them. */
export interface InferredRecording {
  readonly file: string;
  readonly member?: string;
  readonly table: readonly Guess[];
  readonly time: readonly Guess[];
  readonly traces: readonly Guess[];
  /** Empty where no labels were found. */
  readonly labels: readonly Guess[];
  readonly behaviour: readonly (readonly Guess[])[];
  /** Of images alone. */
  readonly image?: InferredImage;
  /** What else was seen, one sentence each. */
  readonly notes: readonly string[];
  readonly samples: number;
  readonly neurons: number;
}

/** What a look into one file tells, but for its name. */
export type InferredContent = Omit<InferredRecording, "file" | "member">;

/** The line of a guess. */
export function guess(key: string, value: unknown, sure: Sureness, why: string): Guess {
  return { key, value, sure, why };
}
