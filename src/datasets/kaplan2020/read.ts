import { zimmerLayout } from "../zimmer/layout.js";
import { zimmerRead, zimmerReadPublished } from "../zimmer/zimmer-reader.js";

/** The file `Neuron2019_Data_<condition>` has the variable `<condition>_Neuron2019`. */
const layout = zimmerLayout({
  variable: (fileName) => `${fileName.replace(/^Neuron2019_Data_/, "")}_Neuron2019`,
  ids: ["neuron_ID"],
  time: ["time_vector"],
  traces: { dff_bleach_corrected: ["traces_bleach_corrected"] },
});

export const read = zimmerRead(layout);
export const readPublished = zimmerReadPublished(layout);
