import type { Hdf5File } from "../hdf5.js";

/** What a file says about itself; null where it does not. */
export interface NwbIdentity {
  readonly identifier: string | null;
  readonly sessionDescription: string | null;
  /** As written: ISO 8601, usually with the offset from UTC. */
  readonly sessionStartTime: string | null;
  /** What all times of the file count from; usually the start of the session. */
  readonly timestampsReferenceTime: string | null;
  readonly experimentDescription: string | null;
  readonly sessionId: string | null;
  readonly lab: string | null;
  readonly institution: string | null;
  /** The fields of the subject as named in the file, such as subject_id, species, sex, age, genotype, strain. */
  readonly subject: Readonly<Record<string, string | number>>;
}

/** Reads the single values that identify a file, its session and its subject. */
export async function nwbIdentity(hdf5: Hdf5File): Promise<NwbIdentity> {
  return {
    identifier: await textAt(hdf5, "/identifier"),
    sessionDescription: await textAt(hdf5, "/session_description"),
    sessionStartTime: await textAt(hdf5, "/session_start_time"),
    timestampsReferenceTime: await textAt(hdf5, "/timestamps_reference_time"),
    experimentDescription: await textAt(hdf5, "/general/experiment_description"),
    sessionId: await textAt(hdf5, "/general/session_id"),
    lab: await textAt(hdf5, "/general/lab"),
    institution: await textAt(hdf5, "/general/institution"),
    subject: await subjectOf(hdf5),
  };
}

async function subjectOf(hdf5: Hdf5File): Promise<NwbIdentity["subject"]> {
  const group = "/general/subject";
  if (!(await hdf5.has(group))) return {};
  const fields = new Map<string, string | number>();
  for (const { name, kind } of await hdf5.list(group)) {
    const value = kind === "dataset" ? await valueAt(hdf5, `${group}/${name}`) : undefined;
    if (value !== undefined) fields.set(name, value);
  }
  return Object.fromEntries(fields);
}

async function textAt(hdf5: Hdf5File, path: string): Promise<string | null> {
  if (!(await hdf5.has(path))) return null;
  const value = await valueAt(hdf5, path);
  return typeof value === "string" ? value : null;
}

/** The one text or number of a dataset; undefined where it holds another number of them. */
async function valueAt(hdf5: Hdf5File, path: string): Promise<string | number | undefined> {
  const dataset = await hdf5.dataset(path);
  const count = dataset.shape?.reduce((product, length) => product * length, 1) ?? 0;
  if (count !== 1) return undefined;
  const value = await dataset.scalar();
  if (typeof value === "bigint") return Number(value);
  return typeof value === "string" || typeof value === "number" ? value : undefined;
}
