import { isDateFormat } from "../sheet/is-date-format.js";
import { type XmlPlace, xmlAttribute, xmlTags } from "./xml-tags.js";

const formatOf = xmlAttribute("numFmtId");
const codeOf = xmlAttribute("formatCode");

/** Of each style that cells refer to, in order, whether it shows numbers as dates: the part `styles`. */
export function dateStyles(text: string, where: XmlPlace): readonly boolean[] {
  const codes = new Map<number, string>();
  const formats: number[] = [];
  let isCellStyle = false;
  for (const tag of xmlTags(text, where)) {
    const { name, kind } = tag;
    if (name === "cellXfs") isCellStyle = kind === "open";
    else if (kind === "close") continue;
    else if (name === "numFmt") codes.set(Number(formatOf(tag, where)), codeOf(tag, where) ?? "");
    else if (name === "xf" && isCellStyle) formats.push(Number(formatOf(tag, where) ?? 0));
  }
  return formats.map((id) => isDateFormat(id, codes.get(id)));
}
