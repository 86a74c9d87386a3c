import { completeLinalg } from "./complete-linalg.js";
import { gram } from "./gram.js";
import { multiply } from "./multiply.js";
import { solveTriangular } from "./solve-triangular.js";

/** The reference provider: loops over typed arrays, runs everywhere, serves as the oracle of the others. */
export const jsLinalg = completeLinalg("js", { multiply, gram, solveTriangular });
