import type { ByteSource } from "../../bytes/byte-source.js";
import { FormatError } from "../../errors.js";
import { readJson } from "../../formats/json.js";
import { isRecord } from "../manifest-fact.js";

/** One record of a list of pairs, as NemaNode and the sites made after it keep connections. */
export interface PairRecord {
  readonly pre: string;
  readonly post: string;
  /** The code in `typ`: 0 chemical, 2 electrical, 4 functional. */
  readonly typ: number;
  /** The list in `syn`: one entry per synapse, or the one weight of the pair. */
  readonly syn: readonly number[];
  /** Where it stands, for messages. */
  readonly place: string;
}

/**
 * Reads a JSON list of `{ pre, post, typ, syn }`; other keys are passed over. What `syn` means differs from source to
 * source: of NemaNode its length is the number of synapses, of the Cook and functional lists its one entry is the weight.
 *
 * @param options `types`: the codes that are known.
 * @throws FormatError that names the record for another shape, an unknown code, an empty name, or a `syn` that is no list
 *   of finite numbers
 */
export async function readPairRecords(
  source: ByteSource,
  { types, signal }: { readonly types: readonly number[]; readonly signal?: AbortSignal | undefined },
): Promise<readonly PairRecord[]> {
  const file = source.name;
  const list = await readJson(source, { ...(signal && { signal }) });
  if (!Array.isArray(list)) {
    throw new FormatError({ file, place: "the whole file", expected: "a list of pairs", found: typeof list });
  }
  return list.map((record: unknown, index) => {
    const place = `record ${index + 1}`;
    const fail = (expected: string, found: unknown): never => {
      const text = found === undefined ? "none" : JSON.stringify(found).slice(0, 60);
      throw new FormatError({ file, place, expected, found: text });
    };
    if (!isRecord(record)) return fail("an object with pre, post, typ and syn", record);
    const { pre, post, typ, syn } = record;
    if (typeof pre !== "string" || pre.trim() === "") return fail("the name of a cell in pre", pre);
    if (typeof post !== "string" || post.trim() === "") return fail("the name of a cell in post", post);
    if (typeof typ !== "number" || !types.includes(typ)) return fail(`${types.join(" or ")} in typ`, typ);
    if (!Array.isArray(syn) || !syn.every((value) => typeof value === "number" && Number.isFinite(value))) {
      return fail("a list of finite numbers in syn", syn);
    }
    return { pre, post, typ, syn: syn as readonly number[], place };
  });
}
