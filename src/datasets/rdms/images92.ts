import { numberedStimuli } from "./stimulus-set.js";

/** The 92 images of Kriegeskorte et al. (2008), in the order that all sources share. */
export const images92 = numberedStimuli("images92", 92);
