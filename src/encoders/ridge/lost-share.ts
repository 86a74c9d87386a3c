/** Share of a sum of squares below which what is left of it, after a part was taken away, has lost too many digits. */
export const lostShare = 1e-6;
