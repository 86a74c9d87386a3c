import type { Row } from "../tables.js";
import type { ProblemList } from "./problem.js";

type In<T extends "connectomes" | "edges"> = Row<T> & { readonly dataset_id: string };

/** Watches the rows of wiring diagrams and of their edges; call the parts in the order of the fields. */
export interface WiringLinks {
  connectomes(row: In<"connectomes">, at: number): void;
  edges(row: In<"edges">, at: number): void;
  /** Compares the counts when all rows have come. */
  finish(): void;
}

/** Checks that edges belong to a wiring diagram that is there, and that each has as many as it says. */
export function wiringLinks(problems: ProblemList): WiringLinks {
  const known = new Map<string, { readonly stated: number; readonly at: number; readonly id: string; edges: number }>();
  const keyOf = (row: { dataset_id: string; connectome_id: string }) => `${row.dataset_id}\u0000${row.connectome_id}`;
  let isFollowed = false;
  return {
    connectomes(row, at) {
      known.set(keyOf(row), { stated: row.n_edges, at, id: row.connectome_id, edges: 0 });
    },
    edges(row, at) {
      isFollowed = true;
      const connectome = known.get(keyOf(row));
      if (connectome) connectome.edges++;
      else {
        const rule = "has to be a connectome of the connectomes table";
        problems.add({ table: "edges", column: "connectome_id", row: at, rule, found: row.connectome_id });
      }
    },
    finish() {
      if (!isFollowed) return;
      for (const { stated, at, id, edges } of known.values()) {
        if (stated === edges) continue;
        const rule = "has to be the number of its rows in edges";
        problems.add({
          table: "connectomes",
          column: "n_edges",
          row: at,
          rule,
          found: `${stated} in ${id}, not ${edges}`,
        });
      }
    },
  };
}
