import { expect } from "chai";

/** Compares to 1e-10; null stands for Infinity. */
export function expectValues(found: ArrayLike<number>, expected: ArrayLike<number | null>, message = ""): void {
  expect(found.length, message).to.equal(expected.length);
  for (let index = 0; index < expected.length; index++) {
    const value = expected[index] ?? Number.POSITIVE_INFINITY;
    if (Number.isFinite(value)) expect(found[index], `${message} [${index}]`).to.be.closeTo(value, 1e-10);
    else expect(found[index], `${message} [${index}]`).to.equal(value);
  }
}
