import { folderFiles } from "./folder-files.js";

/** Parts of names in BIDS that say what became of the volumes; their events are those of the run as it was measured. */
const ofVolumes = /_(space|desc|res|echo|part|rec)-[A-Za-z0-9]+/g;

/**
 * The table of events that lies beside a file of volumes and is named after it, as BIDS does:
 * `sub-01_task-faces_run-1_events.tsv` for `sub-01_task-faces_run-1_bold.nii.gz`, also where the volumes were processed
 * (`…_space-MNI_desc-preproc_bold.nii.gz`), or the whole name with `_events.tsv` behind it.
 */
export async function eventsFileBeside(file: string, folder: string): Promise<string | undefined> {
  const files = folderFiles(folder);
  const stem = file.replace(/\.nii(\.gz)?$/i, "");
  const run = stem.replace(/_bold$/, "");
  const start = file.lastIndexOf("/") + 1;
  const measured = run.slice(0, start) + run.slice(start).replace(ofVolumes, "");
  for (const name of new Set([run, stem, measured])) {
    const path = `${name}_events.tsv`;
    if (await files.open(path)) return path;
  }
  return undefined;
}
