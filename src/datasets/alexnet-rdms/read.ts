import { FormatError } from "../../errors.js";
import { matText } from "../../formats/mat/mat-access.js";
import type { ReadDataset } from "../dataset.js";
import type { ReadPart } from "../rdms/dataset-part.js";
import { images92 } from "../rdms/images92.js";
import { matRdm } from "../rdms/mat-rdm.js";
import { matElements } from "../rdms/mat-variable.js";
import { readParts } from "../rdms/read-parts.js";
import type { SourceRdm } from "../rdms/source-rdm.js";
import { idsOf } from "../rdms/stimulus-set.js";

/** Reads the RDMs of AlexNet's layers under models of how a voxel averages over units, for the 92 images. */
export const read: ReadDataset = (manifest, files, options) =>
  readParts(manifest, files, options, { layers: readLayers });

const readLayers: ReadPart = async (source, { part, signal }) => {
  const elements = await matElements(source, "modelRDMs", { fields: ["reprName", "measModelName", "RDM"], signal });
  const conditions = idsOf(images92);
  const rdms = elements.map((element, index): SourceRdm => {
    const place = `modelRDMs(${index + 1})`;
    const [layer, measurement] = [matText(element.reprName), matText(element.measModelName)];
    if (!layer || !measurement) {
      const found = `${JSON.stringify(layer)}, ${JSON.stringify(measurement)}`;
      const expected = "names of a layer and a measurement model";
      throw new FormatError({ file: source.name, place, expected, found });
    }
    const name = `${layer}_${measurement}`;
    const fixed = { stimulus_set: "images92", title: `${part.title}: ${layer}, ${measurement}`, kind: "model" };
    const attributes = JSON.stringify({ measurement_model: measurement });
    return {
      conditions,
      values: matRdm(element.RDM, conditions.length, { file: source.name, place: `${place}.RDM` }),
      about: { ...fixed, ...part.about, rdm_id: name, layer, attributes, source_name: name, source_place: place },
    };
  });
  return { stimuli: images92, rdms };
};
