import { makeZip } from "./make-zip.js";

/** A cell of a sheet that {@link makeXlsx} writes. */
export type XlsxValue = string | number | boolean | null;

const encode = (text: string) => new TextEncoder().encode(text);
const escaped = (text: string) =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;").replaceAll(">", "&gt;");
const office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/** The parts of an Office Open XML workbook by name; a sheet is rows of values, or the XML of its part. */
export function xlsxParts(
  sheets: readonly { readonly name: string; readonly rows: readonly (readonly XlsxValue[])[] | string }[],
  strings?: string,
): Map<string, string> {
  const texts: string[] = [];
  const parts = new Map<string, string>();
  const relation = (id: string, type: string, target: string) =>
    `<Relationship Id="${id}" Type="${office}/${type}" Target="${target}"/>`;
  parts.set("[Content_Types].xml", "<Types/>");
  parts.set("_rels/.rels", `<Relationships>${relation("rId1", "officeDocument", "xl/workbook.xml")}</Relationships>`);
  const listed = sheets.map(
    ({ name }, index) => `<sheet name="${escaped(name)}" sheetId="${index + 1}" r:id="rId${index}"/>`,
  );
  parts.set(
    "xl/workbook.xml",
    `<?xml version="1.0"?><workbook xmlns:r="${office}"><sheets>${listed.join("")}</sheets></workbook>`,
  );
  const related = sheets.map((_, index) => relation(`rId${index}`, "worksheet", `worksheets/sheet${index + 1}.xml`));
  const shared = relation("rIdS", "sharedStrings", "sharedStrings.xml");
  parts.set("xl/_rels/workbook.xml.rels", `<Relationships>${related.join("")}${shared}</Relationships>`);
  for (const [index, { rows }] of sheets.entries()) {
    parts.set(`xl/worksheets/sheet${index + 1}.xml`, typeof rows === "string" ? rows : sheetXml(rows, texts));
  }
  const items = texts.map((text) => `<si><t xml:space="preserve">${escaped(text)}</t></si>`).join("");
  parts.set("xl/sharedStrings.xml", strings ?? `<sst>${items}</sst>`);
  return parts;
}

/** An Office Open XML workbook (ECMA-376). */
export function makeXlsx(sheets: Parameters<typeof xlsxParts>[0], strings?: string): Uint8Array {
  return zipParts(xlsxParts(sheets, strings));
}

export function zipParts(parts: ReadonlyMap<string, string>): Uint8Array {
  return makeZip([...parts].map(([name, text]) => ({ name, bytes: encode(text), deflated: true })));
}

function sheetXml(rows: readonly (readonly XlsxValue[])[], texts: string[]): string {
  const lines = rows.map((values, row) => {
    const cells = values.map((value, column) => {
      const reference = `${columnName(column)}${row + 1}`;
      if (value === null) return `<c r="${reference}" s="1"/>`;
      if (typeof value === "boolean") return `<c r="${reference}" t="b"><v>${value ? 1 : 0}</v></c>`;
      if (typeof value === "number") return `<c r="${reference}"><v>${value}</v></c>`;
      if (!texts.includes(value)) texts.push(value);
      return `<c r="${reference}" t="s"><v>${texts.indexOf(value)}</v></c>`;
    });
    return `<row r="${row + 1}">${cells.join("")}</row>`;
  });
  return `<worksheet><sheetData>${lines.join("")}</sheetData></worksheet>`;
}

function columnName(column: number): string {
  return column < 26
    ? String.fromCharCode(65 + column)
    : `${String.fromCharCode(64 + Math.floor(column / 26))}${String.fromCharCode(65 + (column % 26))}`;
}
