import { makeMat5 } from "../../support/make-mat5.js";
import { makeXlsx } from "../../support/make-xlsx.js";
import { cell } from "../../support/mat-input.js";

const neurons = "celegans/neurons";
const text = (content: string) => new TextEncoder().encode(content);

/** Where the names of the neurons stand whose codes `varshney2011_types` has. */
export const namesFile = "celegans/varshney2011/ConnOrdered_040903.mat";

/** A small file for every node table, by its id: the path, and what makes the bytes. */
export const madeTables: Readonly<Record<string, { readonly path: string; readonly make: () => Uint8Array }>> = {
  master_sheet: {
    path: `${neurons}/neuron_master_sheet.csv`,
    make: () =>
      text(`label,class,neurotransmitter,type,x,y,z
ADAL,ADA,Glu,inter,0.03,94.34,10.31
ADFL,ADF,Ach,sensory,8.48,54.18,7
AS10,AS,ACh,motor,-9.97,656.89,-1.18
RMGL,RMG,Unknown (orphan),inter,1,2,3
`),
  },
  neuropal_atlas: {
    path: `${neurons}/LowResAtlasWithHighResHeadsAndTails.csv`,
    make: () => text("ADAL,94.34,0.03,10.31\nADAR,91.22,-1.43,-11.64\n"),
  },
  nemanode: {
    path: `${neurons}/nemanode_neurons.json`,
    make: () =>
      text(
        JSON.stringify([
          { inhead: 1, name: "AIML", emb: 1, nt: "ls", intail: 0, classes: "AIM", typ: "ni" },
          { inhead: 0, name: "VC6", emb: 0, nt: "u", intail: 1, classes: "VC", typ: "m" },
          { inhead: 1, name: "BWM-DL01", emb: 1, nt: "n", intail: 0, classes: "BWM01", typ: "b" },
          { inhead: 1, name: "nobody", emb: 1, nt: "n", intail: 0, classes: "none", typ: "u" },
        ]),
      ),
  },
  wormwideweb: {
    path: `${neurons}/wormwideweb_connectome_neurons.csv`,
    make: () =>
      text(`name,class,type,type_code,category,dv,lr
AS01,AS,motorneuron,m,shared,,
CEMDL,CEM,sensory neuron,s,male,d,l
vm2aL ,vm2,sex muscle,b,hermaphrodite,,l
mc2_unspecified,mc2,marginal cell,u,pharynx,,
`),
  },
  wormwideweb_names: {
    path: `${neurons}/wormwideweb_name_replacement.csv`,
    make: () =>
      text("\uFEFForiginal,replacement\nBWM-DL01,dBWML1\nDA5,DA05\nG1,g1_unspecified\nAVAL,AVAR\nnobody,AVAL\n"),
  },
  wormneuroatlas: {
    path: `${neurons}/wormneuroatlas_neuron_ids.txt`,
    make: () => text("000\tADAL\n001\tAWCOFF\n"),
  },
  flavell_features: {
    path: `${neurons}/flavell_neuron_features.csv`,
    make: () =>
      text(`neuronID,cellType:pharynx,cellType:sensory,cellType:motor,segment:head,segment:tail,process:dorsal_cord
I1L,1,0,0,1,0,0
AS01,0,1,1,0,0,1
`),
  },
  cook2019_cells: {
    path: "celegans/cook2019/SI_4_Cell_lists.xlsx",
    make: () =>
      makeXlsx([
        {
          name: "pharynx",
          rows: [
            ["I1L", "interneuron"],
            ["pm2d", "muscle (myoepithelium)"],
          ],
        },
        {
          name: "sex-shared",
          rows: [
            [null, "cell type", "cell category", "notes, sensilla, modality", null],
            ["DVA", "sensory", "SN3", "mechanosensory", "interneuron in White et al., 1986"],
            ["CANL", "neuron", "endorgan", null, null],
          ],
        },
        { name: "hermaphrodite specific", rows: [["VC01", "motorneuron", "sex-specific neuron", null]] },
        {
          name: "male-specific",
          rows: [
            ["name", "cell type", "notes"],
            ["CP00", "interneuron", null],
          ],
        },
      ]),
  },
  cook2019_classes: {
    path: "celegans/cook2019/SI_6_Cell_class_lists.xlsx",
    make: () =>
      makeXlsx([
        {
          name: "cell class lists",
          rows: [
            ["Cell Class Lists", null, null, null],
            [null, "shared neurons and muscles", "herm-aphrodite-specific", "male-specific"],
            ["SN6", "ASI", "HSN", "MALE"],
            [null, "ASJ", null, "nobody"],
            ["SMN", "SMD", null, null],
            [null, "MUHEAD", "muscles of the head, #1-7", null],
            [null, "int", "intestine", null],
          ],
        },
      ]),
  },
  varshney2011_types: {
    path: "celegans/varshney2011/NeuronTypeOrdered_040903.mat",
    make: () => makeMat5({ NeuronType_ordered: cell([cell(["ALMS"]), cell(["GUM"])]) }),
  },
};

/** The names for the codes of `varshney2011_types`. */
export const madeNames = () => makeMat5({ Neuron_ordered: cell([cell(["IL1L"]), cell(["AS01"])]) });
