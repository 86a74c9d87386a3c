import { celegansNeurons } from "./neurons.js";

/** The names of the 300-name view in slot order: all neurons but CANL and CANR, sorted by code point. */
export function listedNames(): readonly string[] {
  return celegansNeurons.filter((one) => one.slot !== null).map((one) => one.name);
}
