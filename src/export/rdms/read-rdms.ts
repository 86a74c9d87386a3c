import type { ByteSource } from "../../bytes/byte-source.js";
import type { RdmStack } from "../../rsa/stack/rdm-stack.js";

/** How a file of RDMs is read. */
export interface ReadRdmOptions {
  /** The array or variable to read, where the file holds several. Default: all that hold RDMs. */
  readonly variable?: string;
  /** Ids of the conditions, in the order of rows: for files that name none, or instead of the file's. */
  readonly conditions?: readonly string[];
  /** Of an HDF5 dump: the pattern descriptor that names conditions. Default: the first with values that differ. */
  readonly namedBy?: string;
  readonly signal?: AbortSignal;
}

/** Reads the RDMs of a file of one format. */
export type ReadRdms = (source: ByteSource, name: string, options: ReadRdmOptions) => Promise<RdmStack>;
