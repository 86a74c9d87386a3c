import { writeFileSync } from "node:fs";
import { createRandom } from "../src/random/create-random.js";

/** A problem that both sides read: single precision, row by row, the design and then the responses. */
export interface RidgeInput {
  readonly samples: number;
  readonly features: number;
  readonly targets: number;
}

/** Features that each response depends on. */
const partsOfTarget = 10;

/**
 * Writes a seeded problem. Every response is a sum of ten of the features and noise, which grows from response to
 * response over two orders of size, so that the best penalties differ.
 */
export function writeRidgeInput(file: string, { samples, features, targets }: RidgeInput): void {
  const random = createRandom("ridge benchmark");
  const normal = () => random.normal();
  const x = Float32Array.from({ length: samples * features }, normal);
  const y = new Float32Array(samples * targets);
  const chosen = Int32Array.from({ length: targets * partsOfTarget }, () => Math.floor(random.uniform() * features));
  const weights = Float32Array.from({ length: targets * partsOfTarget }, normal);
  for (let row = 0; row < samples; row++) {
    for (let target = 0; target < targets; target++) {
      let sum = normal() * 10 ** (2 * (target / targets) - 0.5);
      for (let part = target * partsOfTarget; part < (target + 1) * partsOfTarget; part++) {
        sum += weights[part]! * x[row * features + chosen[part]!]!;
      }
      y[row * targets + target] = sum;
    }
  }
  const header = Int32Array.of(samples, features, targets);
  writeFileSync(file, Buffer.concat([header, x, y].map((part) => Buffer.from(part.buffer))));
}
