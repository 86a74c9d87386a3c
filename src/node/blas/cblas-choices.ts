/** The numbers that the C interface of BLAS gives its choices. Source: the reference `cblas.h`. */
export const cblas = {
  rowMajor: 101,
  asItIs: 111,
  transposed: 112,
  upper: 121,
  lower: 122,
  nonUnit: 131,
  left: 141,
} as const;
