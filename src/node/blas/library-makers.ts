import type { NativeFunction } from "./blas-library.js";

/** Looks a C function up, by its plain name; undefined where the library has none. */
export type FindFunction = (name: string, result: string, words: readonly string[]) => NativeFunction | undefined;

/** What a library says of itself, and how its threads are counted. */
export interface LibraryMaker {
  readonly title: string;
  /** Whether the library says that its integers have 64 bits. */
  readonly wide?: boolean;
  readonly threads?: NativeFunction | undefined;
  readonly setThreads?: NativeFunction | undefined;
}

/** Asks a library whether it is by this maker; undefined where it is not. */
type AskMaker = (find: FindFunction) => LibraryMaker | undefined;

const openblas: AskMaker = (find) => {
  const config = find("openblas_get_config", "str", []);
  if (!config) return undefined;
  const text = String(config());
  return {
    title: /OpenBLAS \d\S*/.exec(text)?.[0] ?? "OpenBLAS",
    wide: text.includes("USE64BITINT"),
    threads: find("openblas_get_num_threads", "int", []),
    setThreads: find("openblas_set_num_threads", "void", ["int"]),
  };
};

const mkl: AskMaker = (find) => {
  const version = find("MKL_Get_Version_String", "void", ["void *", "int"]);
  if (!version) return undefined;
  const text = new Uint8Array(256);
  version(text, text.length);
  const number = /Version (\S+?)-/.exec(new TextDecoder().decode(text))?.[1];
  return {
    title: number === undefined ? "MKL" : `MKL ${number}`,
    threads: find("MKL_Get_Max_Threads", "int", []),
    setThreads: find("MKL_Set_Num_Threads", "void", ["int"]),
  };
};

const makers: readonly AskMaker[] = [openblas, mkl];

/** The maker of a library that its own functions name. */
export function makerOf(find: FindFunction): LibraryMaker | undefined {
  for (const ask of makers) {
    const maker = ask(find);
    if (maker) return maker;
  }
  return undefined;
}
