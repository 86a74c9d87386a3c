import * as z from "zod/mini";
import { ArgumentError, EmptyResultError, isNeuroloomError } from "../../errors.js";
import { matrix } from "../../linalg/matrix.js";
import type { Matrix } from "../../linalg/provider.js";
import { rowsOf } from "../../tables/batch.js";
import type { TableReader } from "../../tables/table-reader.js";
import type { Row } from "../../tables/tables.js";
import { batchesOf } from "../batches-of.js";
import { numberOrNull } from "../number-or-null.js";
import type { Operation } from "../operation.js";
import { areTooFew, tooFew } from "./known-conditions.js";
import {
  type SimilarityMeasure,
  type SimilarityMeasureName,
  type SimilaritySettings,
  similarityMeasures,
} from "./similarity-measures.js";

const names = Object.keys(similarityMeasures) as [SimilarityMeasureName, ...SimilarityMeasureName[]];
const positive = z.number().check(z.positive());

const params = z.strictObject({
  sets: z
    .optional(z.array(z.string()).check(z.minLength(2)))
    .check(
      z.describe(
        "Response sets, every two of which are compared; those of several subjects are a set each, set/subject. Default: all.",
      ),
    ),
  where: z
    ._default(
      z.record(
        z.string(),
        z.union([z.string(), z.number(), z.null(), z.array(z.union([z.string(), z.number(), z.null()]))]),
      ),
      {},
    )
    .check(z.describe("Columns of responses with the values that they must have, for example { subject: s1 }.")),
  measures: z
    ._default(z.union([z.literal("all"), z.array(z.enum(names)).check(z.minLength(1))]), [
      "cka-debiased",
      "procrustes-angle",
    ])
    .check(z.describe("How patterns are compared; all stands for every one.")),
  rbf: z
    ._default(z.union([z.strictObject({ sigma: positive }), z.strictObject({ median_fraction: positive })]), {
      median_fraction: 1,
    })
    .check(z.describe("Width of the radial kernel: sigma, or median_fraction times the median distance.")),
  kept: z
    ._default(
      z.union([
        z.strictObject({ components: z.int().check(z.minimum(1)) }),
        z.strictObject({ variance: z.number().check(z.positive(), z.maximum(1)) }),
      ]),
      { variance: 0.99 },
    )
    .check(z.describe("Principal components of svcca: a number of them, or a share of the variance.")),
  alpha: z
    ._default(z.number().check(z.minimum(0), z.maximum(1)), 1)
    .check(z.describe("Of shape-distance: 1 is blind to rotations, 0 to all invertible linear maps.")),
});

type Params = z.infer<typeof params>;

/** How alike sets of responses are, over the stimuli that both have; repeats of a stimulus are averaged first. */
export const responseSimilarity: Operation<Params> = {
  name: "response-similarity",
  summary: "Compares sets of responses to the same stimuli: CKA, Procrustes, CCA, shape and distance measures.",
  params,
  reads: ["responses"],
  writes: ["response_similarities"],
  async *run(input, chosen, { linalg, signal }) {
    const sets = await readSets(input, chosen, signal);
    const settings: SimilaritySettings = {
      ...{ linalg, kept: chosen.kept, alpha: chosen.alpha },
      rbf: "sigma" in chosen.rbf ? chosen.rbf : { medianFraction: chosen.rbf.median_fraction },
    };
    const rows: Row<"response_similarities">[] = [];
    for (const [place, a] of sets.entries()) {
      for (const b of sets.slice(place + 1)) {
        signal.throwIfAborted();
        rows.push(
          ...comparedSets(a, b, { measures: chosen.measures === "all" ? names : chosen.measures, settings, chosen }),
        );
      }
    }
    yield* batchesOf("response_similarities", rows);
  },
};

type ResponseRow = Row<"responses"> & { readonly dataset_id: string };

interface ResponseSet {
  readonly name: string;
  /** Mean response to each stimulus. */
  readonly responses: ReadonlyMap<string, Float64Array>;
}

async function readSets(input: TableReader, chosen: Params, signal: AbortSignal): Promise<readonly ResponseSet[]> {
  const sums = new Map<string, Map<string, { values: Float64Array; count: number }>>();
  const homes = new Map<string, string>();
  const where = { ...chosen.where, ...(chosen.sets ? { response_set: chosen.sets } : {}) };
  for await (const batch of input.read("responses", { where, signal })) {
    for (const row of rowsOf({ ...batch, table: "responses" }) as Iterable<ResponseRow>) {
      const name = row.subject === null ? row.response_set : `${row.response_set}/${row.subject}`;
      if ((homes.get(name) ?? row.dataset_id) !== row.dataset_id) {
        const found = `${name} in ${homes.get(name)} and in ${row.dataset_id}`;
        const next = "choose one by where: { dataset_id }";
        throw new ArgumentError({ argument: "where", expected: "sets whose names differ", found, next });
      }
      homes.set(name, row.dataset_id);
      const own = sums.get(name) ?? new Map<string, { values: Float64Array; count: number }>();
      sums.set(name, own);
      addResponse(own, row);
    }
  }
  const isThere = (set: string) => [...sums.keys()].some((name) => name === set || name.startsWith(`${set}/`));
  const missing = chosen.sets?.find((set) => !isThere(set));
  if (missing !== undefined || sums.size < 2) {
    const what = missing === undefined ? `two response sets with ${JSON.stringify(where)}` : `response set ${missing}`;
    throw new EmptyResultError({ what, next: `there are ${[...sums.keys()].join(", ") || "none"}` });
  }
  return Array.from(sums, ([name, own]) => ({
    name,
    responses: new Map(Array.from(own, ([id, { values, count }]) => [id, values.map((sum) => sum / count)])),
  }));
}

function addResponse(
  own: Map<string, { values: Float64Array; count: number }>,
  { response_set, stimulus_id, values }: ResponseRow,
): void {
  const known = own.get(stimulus_id);
  if (!known) {
    own.set(stimulus_id, { values: Float64Array.from(values), count: 1 });
    return;
  }
  if (known.values.length !== values.length) {
    const found = `${known.values.length} and ${values.length} of ${response_set}`;
    throw new ArgumentError({ argument: "responses", expected: "the same channels in a set", found });
  }
  known.count++;
  for (let channel = 0; channel < values.length; channel++) known.values[channel]! += values[channel]!;
}

function comparedSets(
  a: ResponseSet,
  b: ResponseSet,
  given: {
    readonly measures: readonly SimilarityMeasureName[];
    readonly settings: SimilaritySettings;
    readonly chosen: Params;
  },
): readonly Row<"response_similarities">[] {
  const shared = [...a.responses.keys()].filter((id) => b.responses.has(id));
  if (areTooFew(shared.length)) throw tooFew(shared.length);
  const [x, y] = [patternsOf(a, shared), patternsOf(b, shared)];
  return given.measures.map((name): Row<"response_similarities"> => {
    const measure: SimilarityMeasure = similarityMeasures[name];
    const { value, reason } = valueOrReason(measure, x, y, given.settings);
    return {
      ...{ set_x: a.name, set_y: b.name, measure: name, value, reason },
      setting: measure.setting ? JSON.stringify(given.chosen[measure.setting]) : null,
      warning: measure.warning?.(x, y) ?? null,
      ...{ n_conditions: shared.length, n_channels_x: x.columns, n_channels_y: y.columns },
    };
  });
}

function valueOrReason(
  measure: SimilarityMeasure,
  x: Matrix,
  y: Matrix,
  settings: SimilaritySettings,
): { readonly value: number | null; readonly reason: string | null } {
  try {
    const value = numberOrNull(measure.of(x, y, settings));
    return {
      value,
      reason: value === null ? "not defined for these responses: they do not vary, or are too few" : null,
    };
  } catch (error) {
    if (!isNeuroloomError(error, "argument", "numeric")) throw error;
    return { value: null, reason: error.message };
  }
}

/** Stimuli × the channels that have a value for all of them. */
function patternsOf({ name, responses }: ResponseSet, ids: readonly string[]): Matrix {
  const rows = ids.map((id) => responses.get(id)!);
  const width = rows[0]!.length;
  if (rows.some(({ length }) => length !== width)) {
    throw new ArgumentError({ argument: "responses", expected: `the same channels in ${name}`, found: "others" });
  }
  const kept = Array.from({ length: width }, (_, channel) => channel).filter((channel) =>
    rows.every((row) => Number.isFinite(row[channel]!)),
  );
  if (kept.length === 0) throw new EmptyResultError({ what: `channels of ${name} without missing values` });
  return matrix(
    ids.length,
    kept.length,
    Float64Array.from(rows.flatMap((row) => kept.map((channel) => row[channel]!))),
  );
}
