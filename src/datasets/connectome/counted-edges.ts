import type { ByteSource } from "../../bytes/byte-source.js";
import { SchemaError } from "../../errors.js";
import type { ManifestFile } from "../../manifest/schema.js";
import type { ReportFinding } from "../read-recordings.js";
import type { PairListing } from "./fold-symmetric.js";
import { nemanodeEdges } from "./nemanode-edges.js";
import type { SourceEdge } from "./source-edge.js";
import { wormneuroatlasEdges } from "./wormneuroatlas-edges.js";

/** Connections, and how those without a direction are listed. */
export interface CountedEdges {
  readonly rows: readonly SourceEdge[];
  readonly pairs: PairListing;
}

interface CountOptions {
  readonly report: ReportFinding;
  readonly signal?: AbortSignal | undefined;
}

/** Editions of counted synapses, by the media type of their files. */
const editions: Readonly<Record<string, (source: ByteSource, options: CountOptions) => Promise<CountedEdges>>> = {
  "application/json": async (source, options) => ({ rows: await nemanodeEdges(source, options), pairs: "both" }),
  "text/tab-separated-values": async (source, { signal }) => {
    return { rows: await wormneuroatlasEdges(source, { signal }), pairs: "once" };
  },
};

/**
 * The counted synapses of a file, in the edition of NemaNode (JSON, gap junctions in both directions) or of
 * wormneuroatlas (tab-separated, each pair once).
 *
 * @throws SchemaError for a media type that is neither; FormatError as the readers of the editions do
 */
export async function countedEdges(
  { path, mediaType }: Pick<ManifestFile, "path" | "mediaType">,
  source: ByteSource,
  options: CountOptions,
): Promise<CountedEdges> {
  if (Object.hasOwn(editions, mediaType)) return editions[mediaType]!(source, options);
  const known = Object.keys(editions).join(" or ");
  throw new SchemaError({ file: path, issues: [`mediaType: expected ${known}, found ${mediaType}`] });
}
