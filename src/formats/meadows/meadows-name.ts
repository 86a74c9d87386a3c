/** What the name of a download tells; null for what it does not. */
export interface MeadowsName {
  readonly participant: string | null;
  readonly task: string | null;
  /** 1-based. */
  readonly taskIndex: number | null;
}

/**
 * Reads a file name of the form `Meadows_<experiment>_v_v<version>_…_<structure>.<ending>`. What stands before the
 * structure is a number (the task; the participant stands before it), a participant's pet name of two words with a dash,
 * or else the name of the task.
 */
export function meadowsName(fileName: string): MeadowsName {
  const parts = fileName.replace(/\.[^.]*$/, "").split("_");
  const unknown = { participant: null, task: null, taskIndex: null };
  if (parts[0] !== "Meadows" || parts.length < 3) return unknown;
  const [before, last] = parts.slice(-3, -1) as [string, string];
  if (/^\d{1,6}$/.test(last)) return { ...unknown, participant: before, taskIndex: Number(last) };
  if (/^[a-z]+-[a-z]+$/.test(last)) return { ...unknown, participant: last };
  return { ...unknown, task: last };
}
