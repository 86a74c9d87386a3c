import { compareCodePoints } from "../bytes/compare-code-points.js";
import { groupRows } from "../tables/group-rows.js";
import type { Row } from "../tables/tables.js";
import { type ConsensusWeights, consensusWeights } from "./consensus-weights.js";
import { type AnnotationLayer, joinFamilies, observeFamily } from "./pair-observation.js";

/** One annotation that takes part in a consensus. */
export interface ConsensusAnnotation {
  readonly id: string;
  /** Annotations of one family are readings of the same images that rest on each other. */
  readonly family: string;
  /** Families that share animals are one observation. Default: the family. */
  readonly observation?: string | undefined;
  /** The part of the animal that was seen; null for all of it. */
  readonly region: string | null;
  readonly edges: readonly Row<"edges">[];
}

/** What a consensus is made of. */
export interface ConsensusOptions {
  /** Kinds of connections, each on its own. */
  readonly kinds: readonly Row<"edges">["kind"][];
  /** Only connections between two neurons. */
  readonly neuronsOnly: boolean;
}

/** One pair of cells in the consensus of one kind: in one unit, or over all units (`unit` null, no weights). */
export interface ConsensusConnection extends ConsensusWeights {
  readonly kind: string;
  readonly unit: string | null;
  readonly pre: string;
  readonly post: string;
  /** Observations in which both cells occur, so that they could show the pair. */
  readonly able: number;
  /** Names of those that show it, sorted. */
  readonly observations: readonly string[];
  /** Observations without it that saw only parts of the animal in which no annotation at all lists it. */
  readonly absentOutside: number;
  readonly annotationsAble: number;
  readonly annotationsPresent: number;
}

/**
 * A consensus that mixes no units and counts no animal twice. Each kind of connection, and each unit of it, stands
 * alone; a further layer over all units says only in how many observations a connection is present.
 *
 * - An observation is what is known of the same animals: one family of annotations, or several that share images.
 * - An annotation could show a pair where it lists connections of that kind (in that unit) and both cells occur in it;
 *   an observation where one of its annotations could.
 * - A family shows a pair where at least as many of its annotations list it as lack it, see `observeFamily`; its weight
 *   is the median of the weights that they list. An observation shows it where at least as many of its families do as
 *   do not, see `joinFamilies`; its weight is the median of theirs.
 * - Agreement is the share of observations that show the pair among those that could. Of those that do not, some may
 *   have looked elsewhere: they saw only parts of the animal in which nobody saw the pair. Median, mean, spread (n − 1) and
 *   range are those of the observations that show it.
 *
 * Rows of one ordered pair in one annotation are added; of symmetric kinds a pair is unordered and stands once. Edges
 * without a settled name on both ends, or of weight 0, take no part; those without a unit count for presence alone.
 *
 * @returns by kind, unit and names; a pair that no observation shows, because most annotations of its animal lack it, is
 *   among them with no weights
 */
export function consensus(
  annotations: readonly ConsensusAnnotation[],
  { kinds, neuronsOnly }: ConsensusOptions,
): readonly ConsensusConnection[] {
  const cells = new Map(annotations.map(({ id, edges }) => [id, cellsOf(edges)]));
  const connections: ConsensusConnection[] = [];
  for (const kind of [...new Set(kinds)].sort(compareCodePoints)) {
    const wanted = annotations.map((annotation) => ({
      ...annotation,
      edges: annotation.edges.filter((edge) => edge.kind === kind && isUsable(edge, neuronsOnly)),
    }));
    const units = new Set(wanted.flatMap(({ edges }) => edges.map(({ weight_unit }) => weight_unit)));
    const layers = [...units].filter((unit) => unit !== null).sort(compareCodePoints);
    for (const unit of [null, ...layers]) {
      const members = membersOf(wanted, cells, unit);
      const keys = new Set(members.flatMap(({ weights }) => [...weights.keys()]));
      const observations = observationsOf(members);
      for (const pair of [...keys].sort(compareCodePoints).map(pairOf)) {
        const { pre, post } = pair;
        const seenIn = new Set(members.filter(({ weights }) => weights.has(pair.key)).map(({ region }) => region));
        connections.push({
          kind,
          unit,
          pre,
          post,
          ...connectionOf(observations, { pair, seenIn, hasUnit: unit !== null }),
        });
      }
    }
  }
  return connections;
}

interface Asked {
  readonly pair: Pair;
  /** Regions in which an annotation lists the pair. */
  readonly seenIn: ReadonlySet<string | null>;
  readonly hasUnit: boolean;
}

function connectionOf(observations: Observations, { pair, seenIn, hasUnit }: Asked) {
  const seen = [...observations].map(([name, families]) => ({
    name,
    ...joinFamilies(families.map((members) => observeFamily(members, pair, seenIn))),
  }));
  const able = seen.filter(({ annotationsAble }) => annotationsAble > 0);
  const present = able.filter(({ isPresent }) => isPresent);
  const weights = hasUnit ? present.flatMap(({ weight }) => (weight === null ? [] : [weight])) : [];
  return {
    able: able.length,
    observations: present.map(({ name }) => name).sort(compareCodePoints),
    absentOutside: able.filter(({ isOutside }) => isOutside).length,
    annotationsAble: able.reduce((sum, one) => sum + one.annotationsAble, 0),
    annotationsPresent: able.reduce((sum, one) => sum + one.annotationsPresent, 0),
    ...consensusWeights(weights, able.length - present.length),
  };
}

/** An annotation that has the layer. */
interface Member extends AnnotationLayer {
  readonly family: string;
  readonly observation: string;
}

/** The families of each observation, each as its annotations. */
type Observations = ReadonlyMap<string, readonly (readonly AnnotationLayer[])[]>;

function observationsOf(members: readonly Member[]): Observations {
  const observations = groupRows(members, ({ observation }) => observation);
  const familiesOf = (own: readonly Member[]) => [...groupRows(own, ({ family }) => family).values()];
  return new Map([...observations].map(([name, own]) => [name, familiesOf(own)]));
}

/** The annotations that have the layer. */
function membersOf(
  annotations: readonly ConsensusAnnotation[],
  cells: ReadonlyMap<string, ReadonlySet<string>>,
  unit: string | null,
): readonly Member[] {
  return annotations.flatMap(({ id, family, observation = family, region, edges }) => {
    const weights = new Map<string, number | null>();
    for (const edge of edges) {
      if (unit !== null && edge.weight_unit !== unit) continue;
      const key = keyOf(edge);
      const before = weights.get(key) ?? null;
      weights.set(key, edge.weight === null ? before : (before ?? 0) + edge.weight);
    }
    return weights.size === 0 ? [] : [{ family, observation, cells: cells.get(id)!, region, weights }];
  });
}

function isUsable({ pre, post, pre_kind, post_kind, weight }: Row<"edges">, neuronsOnly: boolean): boolean {
  if (pre === null || post === null || weight === 0) return false;
  return !neuronsOnly || (pre_kind === "neuron" && post_kind === "neuron");
}

function cellsOf(edges: readonly Row<"edges">[]): ReadonlySet<string> {
  return new Set(edges.flatMap(({ pre, post }) => [pre, post]).filter((name) => name !== null));
}

/** A pair as text that sorts by the first name, then by the second. */
function keyOf({ pre, post, symmetric }: Row<"edges">): string {
  const ends = [pre!, post!];
  if (symmetric) ends.sort(compareCodePoints);
  return ends.join("\u0000");
}

interface Pair {
  readonly key: string;
  readonly pre: string;
  readonly post: string;
}

function pairOf(key: string): Pair {
  const [pre, post] = key.split("\u0000");
  return { key, pre: pre!, post: post! };
}
