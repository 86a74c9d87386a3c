import { bootstrapTests } from "./bootstrap-tests.js";
import type { Evaluation } from "./evaluation.js";
import type { EstimateKind, ModelTests } from "./model-tests.js";
import { rankTests } from "./rank-tests.js";
import { tTests } from "./t-tests.js";

/** The kinds of tests: of means and variances, of shares of samples, of ranks over RDMs. */
export type TestName = "t" | "bootstrap" | "rank";

/** Settings of {@link testModels}. */
export interface TestOptions {
  /** Default: `t`. */
  readonly test?: TestName | undefined;
  /** Which means of a dual bootstrap a t test is about: those of one kind, or the mean of the three. Default: `both`. */
  readonly estimate?: EstimateKind | undefined;
}

const tests: Readonly<Record<TestName, (evaluation: Evaluation, estimate: EstimateKind) => ModelTests>> = {
  t: tTests,
  bootstrap: bootstrapTests,
  rank: rankTests,
};

/**
 * Tests models of an evaluation against 0, the lower noise ceiling, and each other. All p come from survival functions and
 * keep their digits however small they are; none is corrected for the number of tests, see `correctTests`.
 */
export function testModels(evaluation: Evaluation, { test = "t", estimate = "both" }: TestOptions = {}): ModelTests {
  return tests[test](evaluation, estimate);
}
