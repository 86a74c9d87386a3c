import { zimmerLayout } from "../zimmer/layout.js";
import { zimmerRead, zimmerReadPublished } from "../zimmer/zimmer-reader.js";

/**
 * Both editions: `IDs`, `traces`, `traces_raw`, `timeVectorSeconds` (misspelt in WT_NoStim), and `NeuronNames`,
 * `deltaFOverF_bc`, `tv`. Each animal is in the group that the export of the dataset `kato2015` has for it.
 */
const layout = zimmerLayout({
  ids: ["IDs", "NeuronNames"],
  time: ["timeVectorSeconds", "timVectorSeconds", "tv"],
  traces: { activity_uncorrected: ["traces_raw"], dff_bleach_corrected: ["traces", "deltaFOverF_bc"] },
  published: { quantity: "dff_bleach_corrected", files: ["WT_Stim", "WT_NoStim"] },
  animalGroup: (fileName, index) => `kato2015:${fileName}:${index}`,
});

export const read = zimmerRead(layout);
export const readPublished = zimmerReadPublished(layout);
