import { fieldOf, matNumbers, matText } from "../../src/formats/mat/mat-access.js";
import type { MatValue } from "../../src/formats/mat/mat-value.js";
import { openMat } from "../../src/formats/mat.js";
import { fileSource } from "../../src/node/file-source.js";
import { pairCount } from "../../src/rsa/pair-count.js";
import type { RdmVectors } from "../../src/rsa/rdm-vectors.js";
import { realData } from "../support/real-data.js";
import { rdmsOf } from "./made-rdms.js";

const n = 92;

/** RDMs with their names. */
export interface NamedRdms {
  readonly names: readonly string[];
  readonly rdms: RdmVectors;
}

const sources = {
  brain: ["92_brainRDMs.mat", "RDMs"],
  behaviour: ["92_behavRDMs.mat", "rdms_behav_92"],
  models: ["92_modelRDMs.mat", "Models"],
  figure: ["Kriegeskorte_Neuron2008_supplementalData.mat", "RDMs_mIT_hIT_fig1"],
} as const;

/** RDMs of the 92 images of Kriegeskorte et al. 2008, in the order of the file. */
export async function images92(test: Mocha.Context, set: keyof typeof sources): Promise<NamedRdms> {
  const [name, variable] = sources[set];
  const file = await openMat(await fileSource(realData(test, `rsa/rsatoolbox/92imageData/${name}`)));
  const value = await file.read(variable);
  file.close();
  const count = value.kind === "struct" ? value.elements.length : 0;
  const elements = Array.from({ length: count }, (_, k) => k);
  return {
    names: elements.map((k) => matText(fieldOf(value, "name", k)) ?? ""),
    rdms: rdmsOf(...elements.map((k) => triangle(fieldOf(value, "RDM", k)))),
  };
}

/** One RDM per subject: the means over sessions of the four people whose inferior temporal cortex was measured. */
export async function sessionMeans(test: Mocha.Context): Promise<RdmVectors> {
  const { names, rdms } = await images92(test, "brain");
  const subjects = [...new Set(names.map((name) => name.split("|")[1]!.trim()))];
  const pairs = pairCount(n);
  return rdmsOf(
    ...subjects.map((subject) => {
      const own = names.flatMap((name, k) => (name.includes(subject) ? [k] : []));
      return Float64Array.from({ length: pairs }, (_, pair) => {
        const sum = own.reduce((total, k) => total + rdms.values[k * pairs + pair]!, 0);
        return sum / own.length;
      });
    }),
  );
}

function triangle(value: MatValue | undefined): Float64Array {
  const numbers = matNumbers(value)!;
  if (numbers.length === pairCount(n)) return numbers;
  const result = new Float64Array(pairCount(n));
  let at = 0;
  for (let i = 0; i < n; i++) for (let j = i + 1; j < n; j++) result[at++] = numbers[i + n * j]!;
  return result;
}
