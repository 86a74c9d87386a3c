import { isNeuroloomError } from "../../errors.js";
import type { LabelEntry } from "./label-entry.js";
import type { OpenRecording } from "./read-behaviour.js";

/**
 * The labels of a recording, or undefined for one without identities. A file of an identified animal is registered to
 * a NeuroPAL image and has labels in the dictionary; where only one of the two is there, that is reported, and the
 * labels are taken as far as there are any. A dictionary that cannot be read is the end only of a registered recording.
 *
 * @throws what reading the dictionary throws
 */
export async function readIdentities(
  { hdf5, file, report }: OpenRecording,
  labelFile: string | undefined,
  labelsOf: () => Promise<readonly LabelEntry[] | undefined>,
): Promise<readonly LabelEntry[] | undefined> {
  const isRegistered = await hdf5.has("/neuropal_registration");
  const where = { source_file: file, place: "/neuropal_registration" };
  try {
    const labels = await labelsOf();
    if (isRegistered && !labels) {
      const found = `a registered recording without labels in ${labelFile ?? "any file"}`;
      report({ ...where, rule: "missing-labels", severity: "loss", found, action: "its neurons have no names" });
    } else if (!isRegistered && labels) {
      const found = `no registration of a recording with ${labels.length} labels`;
      report({ ...where, rule: "missing-registration", severity: "note", found, action: "the labels are used" });
    }
    return labels;
  } catch (error) {
    if (isRegistered || !isNeuroloomError(error)) throw error;
    const found = error.message;
    const action = "read without labels, as a file without registration usually has none";
    report({ ...where, rule: "missing-labels", severity: "loss", found, action });
    return undefined;
  }
}
