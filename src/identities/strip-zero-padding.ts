/** The classes whose members are numbered beyond nine, so that sources pad them: AS01, VB02. */
export const paddedClasses = ["AS", "DA", "DB", "DD", "VA", "VB", "VC", "VD"] as const;

const padded = /* @__PURE__ */ new RegExp(`^(${paddedClasses.join("|")})0+([1-9][0-9]*)$`);

/**
 * Takes the zeros out between the letters and the number of the numbered motor-neuron classes: VB02 → VB2. Any other
 * name stays as it is, also VB10, and names such as I1L or IL2DL.
 */
export function stripZeroPadding(name: string): string {
  return name.replace(padded, "$1$2");
}
