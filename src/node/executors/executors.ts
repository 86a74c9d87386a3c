import type { Executor } from "./executor.js";
import { local } from "./local.js";
import { workers } from "./workers.js";

/** Where operations can run, by name. All give the same tables. */
export const executors = { local, workers } as const satisfies Readonly<Record<string, Executor>>;

export type ExecutorName = keyof typeof executors;
