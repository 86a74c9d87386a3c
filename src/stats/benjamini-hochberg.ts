/**
 * q values of a family of tests: of the p values sorted upwards, q₍ᵢ₎ = min over j ≥ i of p₍ⱼ₎ · m / j, at most 1, m the
 * number of p values that are there. Calling everything with q ≤ α significant keeps the expected share of false calls
 * below α where the tests are independent or positively dependent.
 * Source: Benjamini and Hochberg 1995, https://doi.org/10.1111/j.2517-6161.1995.tb02031.x
 *
 * @param pValues - Numbers from 0 to 1; NaN stands for a test that could not be made and takes no part.
 * @returns One q per p, NaN where p is.
 */
export function benjaminiHochberg(pValues: ArrayLike<number>): Float64Array {
  const order: number[] = [];
  for (let index = 0; index < pValues.length; index++) if (!Number.isNaN(pValues[index]!)) order.push(index);
  order.sort((a, b) => pValues[a]! - pValues[b]! || a - b);
  const result = new Float64Array(pValues.length).fill(Number.NaN);
  let least = 1;
  for (let place = order.length; place >= 1; place--) {
    const index = order[place - 1]!;
    // the quotient first: it is at least 1 in rounding too, so that q never falls below p
    least = Math.min(least, pValues[index]! * (order.length / place));
    result[index] = least;
  }
  return result;
}
