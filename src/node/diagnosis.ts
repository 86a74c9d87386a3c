/** One thing that the doctor looked at. */
export interface Diagnosis {
  readonly name: string;
  readonly found: string;
  /** `missing`: an optional part is not there; `bad`: something will not work. */
  readonly state: "good" | "missing" | "bad";
  /** What can be done about it. */
  readonly advice?: string;
}
