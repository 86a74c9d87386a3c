import { neuronByName, transmitterSpellings } from "../../identities/neurons.js";
import { resolveCell } from "../../identities/resolve-cell.js";
import { readPairTable } from "../connectome/pair-table.js";
import type { NodeTableContext, ReadNodeTable, SourceCell } from "./node-table.js";
import { commonType } from "./words.js";

/**
 * The node table neuron_master_sheet.csv: label, class, neurotransmitter, type, x, y, z. Which of its columns is the
 * body axis the manifest says; how many positions then equal the atlas is reported, and so are spellings that change.
 *
 * @throws FormatError for missing columns and what is no finite number
 */
export const readMasterSheet: ReadNodeTable = async (source, { about, report, signal }) => {
  const axes = about.axes ?? ["x", "y", "z"];
  const columns = ["label", "class", "neurotransmitter", "type", ...axes];
  const rows = await readPairTable(source, { columns, signal });
  const cells = rows.map(({ fields, number, place }): SourceCell => {
    const transmitter = fields.neurotransmitter!;
    const isRespelt = Object.hasOwn(transmitterSpellings, transmitter);
    return {
      name_source: fields.label!,
      cell_class: fields.class!,
      type: commonType(fields.type!),
      type_source: fields.type!,
      neurotransmitter: isRespelt ? transmitterSpellings[transmitter]! : transmitter,
      neurotransmitter_source: transmitter,
      x_um: number(axes[0]),
      y_um: number(axes[1]),
      z_um: number(axes[2]),
      axes_source: axes.join(", "),
      place,
    };
  });
  reportAxes(cells, source.name, report);
  reportSpellings(cells, source.name, report);
  return { cells };
};

function reportAxes(cells: readonly SourceCell[], file: string, report: NodeTableContext["report"]): void {
  const equal = cells.filter(({ name_source, x_um, y_um, z_um }) => {
    const position = neuronByName(resolveCell(name_source).name ?? "")?.positionUm;
    return position?.[0] === x_um && position?.[1] === y_um && position?.[2] === z_um;
  });
  const axes = cells[0]?.axes_source ?? "";
  report({
    ...{ source_file: file, place: `columns ${axes}`, rule: "axes-in-other-order", severity: "repair" },
    expected: "the body axis in column x, as in the atlas",
    found: `read as ${axes}, ${equal.length} of ${cells.length} positions equal the atlas`,
    action: "x_um is the body axis; axes_source names the source's columns",
  });
}

function reportSpellings(cells: readonly SourceCell[], file: string, report: NodeTableContext["report"]): void {
  for (const [spelling, transmitter] of Object.entries(transmitterSpellings)) {
    const count = cells.filter((cell) => cell.neurotransmitter_source === spelling).length;
    if (count === 0) continue;
    report({
      ...{ source_file: file, place: "column neurotransmitter", rule: "transmitter-spelling", severity: "repair" },
      found: `${JSON.stringify(spelling)} in ${count} rows`,
      action: `read as ${transmitter ?? "unknown"}; neurotransmitter_source keeps the spelling`,
    });
  }
}
