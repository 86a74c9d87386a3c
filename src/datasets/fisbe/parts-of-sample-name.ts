/** What the name of a sample says. */
export interface SampleNameParts {
  /** Transgenic line. */
  readonly line: string;
  /** YYYY-MM-DD. */
  readonly date: string;
  readonly slide: string;
  readonly well: string;
}

/**
 * Takes a name such as R14A02-20180905_65_A6 apart: `<line>-<YYYYMMDD>_<slide>_<well>`. The line may hold underscores, as
 * that of JRC_SS04989-20160318_24_A2 does. Undefined for a name of another form.
 */
export function partsOfSampleName(sample: string): SampleNameParts | undefined {
  const form = /^([A-Za-z0-9][A-Za-z0-9_]*)-(\d{4})(\d{2})(\d{2})_(\d+)_([A-Z]\d+)$/;
  const [, line, year, month, day, slide, well] = form.exec(sample) ?? [];
  return line && slide && well ? { line, date: `${year}-${month}-${day}`, slide, well } : undefined;
}
