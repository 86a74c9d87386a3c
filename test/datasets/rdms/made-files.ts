import { makeMat5 } from "../../support/make-mat5.js";
import { bytesOf, makeNpy as makeTypedNpy } from "../../support/make-npy.js";
import { makeNpy, makeNpz } from "../../support/make-npz.js";
import { cell, char, matrix, numeric, row, struct, structArray } from "../../support/mat-input.js";

/** One part of a dataset, and files for it as its sources have them, with numbers of their own. */
export interface MadePart {
  readonly dataset: string;
  readonly part: string;
  /** By path; the first one is the part's own. */
  readonly files: () => Readonly<Record<string, Uint8Array>>;
}

const images = "rsa/rsatoolbox/92imageData";
const algonauts = "rsa/algonauts2019";
const examples = "rsa/rsatoolbox";
const text = (content: string): Uint8Array => new TextEncoder().encode(content);

/** The dissimilarity of two conditions in all made RDMs. */
export const madeValue = (first: number, second: number): number => Math.abs(first - second);

const square = (n: number): number[][] =>
  Array.from({ length: n }, (_, first) => Array.from({ length: n }, (__, second) => madeValue(first, second)));
const vector = (n: number): number[] => square(n).flatMap((entries, first) => entries.slice(first + 1));
const stacked = (count: number, n: number): number[] => {
  const values = square(n).flat();
  return values.flatMap((value) => Array<number>(count).fill(value));
};
const named = (names: readonly string[]) =>
  structArray(
    [1, names.length],
    names.map((name, index) => ({ name, RDM: index === 0 ? matrix(square(92)) : row(vector(92)) })),
  );
const words = (list: readonly string[]): Uint8Array => {
  const width = Math.max(...list.map((word) => word.length));
  const codes = list.flatMap((word) => Array.from({ length: width }, (_, at) => word.codePointAt(at) ?? 0));
  return makeTypedNpy({ descr: `<U${width}`, shape: [list.length] }, bytesOf(Uint32Array.from(codes)));
};

/** Parts of all datasets of RDMs, one for each way of reading. */
export const madeParts: readonly MadePart[] = [
  {
    ...{ dataset: "kriegeskorte2008", part: "human-it" },
    files: () => ({
      [`${images}/92_brainRDMs.mat`]: makeMat5(
        { RDMs: named(["hIT | BE | Session: 1", "hIT | KO | Session: 2"]) },
        { compressed: true },
      ),
    }),
  },
  {
    ...{ dataset: "kriegeskorte2008", part: "categories" },
    files: () => ({
      [`${images}/Kriegeskorte_Neuron2008_supplementalData.mat`]: makeMat5({
        categoryLabels: cell(["animate", "face"]),
        categoryVectors: numeric(
          [92, 2],
          Array.from({ length: 184 }, (_, index) => index % 2),
        ),
        stimuli_92objs: structArray(
          [1, 92],
          Array.from({ length: 92 }, () => ({
            category: "body",
            human: 1,
            face: 0,
            animal: 1,
            natural: 1,
            image: 128,
          })),
        ),
      }),
    }),
  },
  {
    ...{ dataset: "kriegeskorte2008", part: "hmax-extended" },
    files: () => ({ [`${images}/rdm92_V1model.mat`]: makeMat5({ rdm92_HMAXnatImPatch: matrix(square(92)) }) }),
  },
  {
    ...{ dataset: "alexnet-rdms", part: "layers" },
    files: () => ({
      [`${examples}/rdms_inferring/modelRDMs_A2020.mat`]: makeMat5({
        modelRDMs: structArray(
          [1, 2],
          ["conv1", "fc6"].map((reprName) => ({ reprName, measModelName: "complete", RDM: row(vector(92)) })),
        ),
      }),
    }),
  },
  {
    ...{ dataset: "cichy-algonauts2019", part: "fmri-78-hidden" },
    files: () => ({
      [`${algonauts}/78/test78_hidden_target_fmri.mat`]: makeMat5({
        EVC_RDMs: numeric([2, 78, 78], stacked(2, 78)),
        IT_RDMs: numeric([2, 78, 78], stacked(2, 78)),
      }),
    }),
  },
  {
    ...{ dataset: "cichy-algonauts2019", part: "fmri-78-it" },
    files: () => ({
      [`${algonauts}/78/fmri_IT_RDMs.npz`]: makeNpz({
        arr_0: makeNpy([2, 78, 78], [...square(78).flat(), ...square(78).flat()]),
      }),
    }),
  },
  {
    ...{ dataset: "rsatoolbox-examples", part: "animacy" },
    files: () => ({
      [`${examples}/118_images/118_animate_RDM.npy`]: makeNpy([4, 4], square(4).flat()),
      [`${examples}/118_images/118_animate_labels.npy`]: words(["Animate", "Inanimate", "Animate", "Inanimate"]),
    }),
  },
  {
    ...{ dataset: "rsatoolbox-examples", part: "arrangement" },
    files: () => ({
      [`${examples}/meadows/Meadows_myExp_v_v1_arrangement_1D.mat`]: makeMat5({
        rdmutv_able_fly: row(vector(3)),
        stimuli_able_fly: char(["a.png", "b.png", "c.png"]),
      }),
    }),
  },
  {
    ...{ dataset: "rsatoolbox-examples", part: "simulated-patterns" },
    files: () => ({
      [`${images}/simTruePatterns.mat`]: makeMat5({ simTruePatterns2: matrix(square(5)), other: struct({ a: 1 }) }),
    }),
  },
  {
    ...{ dataset: "similarity-repository", part: "x" },
    files: () => ({ "rsa/similarity-repository/X_seed0_30x25.csv": text("0.25,1\n2,3\n4,5e-1\n") }),
  },
  {
    ...{ dataset: "similarity-repository", part: "scores" },
    files: () => ({ "rsa/similarity-repository/metric_vs_repo.csv": text(",cka,cca\nours,0.5,\nother,1e-3,1\n") }),
  },
];
