/**
 * The part of h5wasm's module that we call. The high-level classes of h5wasm are not used: they hide return codes
 * and allocate what a header declares, and a reader of foreign files must see the first and bound the second.
 *
 * @module
 */

/** What h5wasm tells about a datatype, a dataspace and a layout. */
export interface LibraryMetadata {
  readonly type: number;
  readonly size: number;
  readonly signed: boolean;
  readonly littleEndian: boolean;
  readonly vlen: boolean;
  readonly cset?: number;
  readonly ref_type?: "object" | "region";
  readonly shape: readonly number[] | null;
  readonly chunks?: readonly number[] | null;
  readonly total_size: number;
  readonly compound_type?: { readonly members: readonly (LibraryMetadata & { name: string; offset: number })[] };
  readonly array_type?: LibraryMetadata;
  readonly vlen_type?: LibraryMetadata;
  readonly enum_type?: { readonly type: number; readonly members: Readonly<Record<string, number>> };
  readonly virtual_sources?: readonly { readonly file_name: string; readonly dset_name: string }[];
}

/** One node of the in-memory file system. */
export interface LibraryNode {
  stream_ops: object;
}

/** The in-memory file system, the only one the library can reach. */
export interface LibraryFiles {
  readonly streams: readonly (LibraryStream | null | undefined)[];
  readonly ErrnoError: new (errno: number) => Error;
  writeFile(path: string, bytes: Uint8Array): void;
  lookupPath(path: string): { node: LibraryNode };
  unlink(path: string): void;
  readdir(path: string): string[];
  close(stream: LibraryStream): void;
}

export interface LibraryStream {
  fd: number;
  stream_ops: object;
}

/** The compiled HDF5 library with h5wasm's bindings. */
export interface LibraryModule {
  readonly HEAPU8: Uint8Array;
  readonly FS: LibraryFiles;
  readonly H5F_ACC_RDONLY: number;
  readonly H5G_GROUP: number;
  readonly H5G_DATASET: number;
  readonly H5G_TYPE: number;
  onAbort?: (reason: unknown) => void;
  [underscored: `_${string}`]: unknown;
  ccall(name: string, result: null, types: readonly string[], values: readonly unknown[]): void;
  _malloc(bytes: number): number;
  _free(pointer: number): void;
  open(path: string, mode: number, trackOrder: boolean, low: number, high: number): bigint;
  close_file(file: bigint): number;
  get_names(file: bigint, path: string, recursive: boolean): string[];
  get_type(file: bigint, path: string): number;
  get_symbolic_link(file: bigint, path: string): string | null;
  get_external_link(file: bigint, path: string): { filename?: string; obj_path?: string };
  get_attribute_names(file: bigint, path: string): string[];
  get_attribute_metadata(file: bigint, path: string, name: string): LibraryMetadata;
  get_attribute_data(file: bigint, path: string, name: string, pointer: bigint): number;
  get_dataset_metadata(file: bigint, path: string): LibraryMetadata;
  get_dataset_data(
    file: bigint,
    path: string,
    count: readonly bigint[] | null,
    offset: readonly bigint[] | null,
    strides: readonly bigint[] | null,
    pointer: bigint,
  ): number;
  create_object_reference(file: bigint, path: string): Uint8Array;
  get_referenced_name(file: bigint, reference: Uint8Array, isObject: boolean): string | null;
  reclaim_vlen_memory(file: bigint, path: string, attribute: string, pointer: bigint): number;
  reclaim_vlen_memory_count(
    file: bigint,
    path: string,
    attribute: string,
    pointer: bigint,
    count: readonly bigint[],
  ): number;
}
