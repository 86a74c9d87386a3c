/**
 * Cells of the worm that wiring diagrams name besides the 302 neurons of the hermaphrodite, by kind. Names are those of
 * the matrices of Cook et al. (2019): the first word of an entry, with each of the endings behind it, if there are any.
 * Kinds follow the table of cells connectome_neurons.csv of flavell-lab/WormWideWeb-data@0422546.
 */
export const cellTable = {
  /** Neurons that only the male has. */
  neuron: `
    CA 1-9, CP 0-9, CEM DL DR VL VR, DVE, DVF, DX 1-3, EF 1-3, HOA, HOB, MCM L R, PCA L R, PCB L R, PCC L R, PDC, PGA,
    PHD L R, PVV, PVX, PVY, PVZ, R1A L R, R1B L R, R2A L R, R2B L R, R3A L R, R3B L R, R4A L R, R4B L R, R5A L R,
    R5B L R, R6A L R, R6B L R, R7A L R, R7B L R, R8A L R, R8B L R, R9A L R, R9B L R, SPC L R, SPD L R, SPV L R`,
  /** Muscles; the last two names stand for groups that a source does not take apart. */
  muscle: `
    dBWML 1-24, dBWMR 1-24, vBWML 1-24, vBWMR 1-24, pm1, pm1 D VL VR, pm2 D VL VR, pm3 D VL VR, pm4 D VL VR,
    pm5 D VL VR, pm6 D VL VR, pm7 D VL VR, pm8, pm2, pm3, pm4, pm5, pm6, pm7, um1 AL AR PL PR, um2 AL AR PL PR, vm1 AL AR PL PR,
    vm2 AL AR PL PR, mu_anal, mu_int L R, mu_sph, ail L R, aob L R, cdl L R, dgl L1 L2 L3 L4 L5 L6 L7 L8,
    dgl R1 R2 R3 R4 R5 R6 R7 R8, dsp L R, dsr L R, gec L R, grt L R, pil L R, pob L R, pol L R, vsp L R, vsr L R,
    DefecationMuscles, LegacyBodyWallMuscles`,
  /** Glia, epithelia, marginal cells, gut, glands, excretory system, sheaths, and structures. */
  other: `
    CEPsh DL DR VL VR, GLR DL DR L R VL VR, e1 D VL VR, e2 D DL DR V VL VR, e3 D VL VR, mc1 DL DR V, mc2 DL DR V,
    mc3 DL DR V, mc2, mc3, g1 AL AR p, g2 L R, g1, g2, bm, hyp, int, hmc, exc_cell, exc_gl, gonad, proctodeum,
    R1st L R, R2st L R, R3st L R, R4st L R, R5st L R, R6st L R, R7st L R, R8st L R, R9st L R, R1sh L R, R2sh L R, R3sh L R, R4sh L R,
    R5sh L R, R6sh L R, R7sh L R, R8sh L R, R9sh L R`,
} as const;
