import { readFile } from "node:fs/promises";
import { expect } from "chai";
import { realData } from "../support/real-data.js";

type Fixtures = Readonly<Record<string, Record<string, unknown>>>;

/** The reference values by NumPy, scikit-learn and himalaya for inputs of closed form; skips the test where they are not. */
export async function encoderFixtures(context: Mocha.Context): Promise<Fixtures> {
  const path = realData(context, "encoding/fixtures/encoder-fixtures.json");
  return JSON.parse(await readFile(path, "utf8"));
}

/** Expects numbers, in lists of any depth, to agree one by one. */
export function expectClose(found: unknown, expected: unknown, tolerance: number, place = ""): void {
  if (typeof expected === "number") {
    expect(found, place).to.be.closeTo(expected, tolerance);
    return;
  }
  const [lists, wanted] = [found as ArrayLike<unknown>, expected as ArrayLike<unknown>];
  expect(lists.length, place).to.equal(wanted.length);
  for (let index = 0; index < wanted.length; index++)
    expectClose(lists[index], wanted[index], tolerance, `${place}[${index}]`);
}
