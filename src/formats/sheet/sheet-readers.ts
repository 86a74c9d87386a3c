import type { Sheet } from "./sheet-cells.js";

/** The sheets of an opened workbook, whatever its container, and how to read each. */
export interface SheetReaders {
  readonly sheets: readonly { readonly name: string; readonly read: () => Promise<Sheet> }[];
}
