import * as z from "zod/mini";

/** A value that rows can be chosen by. */
export const scalarSchema = z.union([z.string(), z.number(), z.boolean(), z.null()]);

/** Columns with the value, or one of the values, that a row must have. */
export const whereSchema = z.record(z.string(), z.union([scalarSchema, z.array(scalarSchema)]));
