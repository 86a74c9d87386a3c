import { gram } from "./gram.js";
import { multiply } from "./multiply.js";
import type { LinalgProvider } from "./provider.js";
import { symmetricEigen } from "./symmetric-eigen.js";

/** The reference provider: plain loops over typed arrays, runs everywhere, serves as the oracle of the others. */
export const jsLinalg: LinalgProvider = { name: "js", multiply, gram, symmetricEigen };
