import type { Row } from "../../tables/tables.js";

/** A row of `rdms`, or of `computed_rdms` without what only that table has. */
export type RdmRow = Omit<Row<"rdms">, "source_file" | "source_place">;
