import { type XmlPlace, xmlTags, xmlText } from "./xml-tags.js";

/** The texts of the part `sharedStrings`, in order; runs of rich text are joined, pronunciations left out. */
export function sharedStrings(text: string, where: XmlPlace): readonly string[] {
  const strings: string[] = [];
  let current: string | undefined;
  let isPhonetic = false;
  let textStart = -1;
  for (const { name, kind, start, end } of xmlTags(text, where)) {
    if (name === "si") {
      if (kind === "close") strings.push(current ?? "");
      else if (kind === "empty") strings.push("");
      current = kind === "open" ? "" : undefined;
    } else if (name === "rPh") isPhonetic = kind === "open";
    else if (name === "t" && current !== undefined && !isPhonetic) {
      if (kind === "open") textStart = end;
      else if (kind === "close" && textStart >= 0) current += officeText(text.slice(textStart, start), where);
    }
  }
  return strings;
}

/** Text of an office file: besides entities, characters that XML cannot hold are written _x000D_. */
export function officeText(raw: string, where: XmlPlace): string {
  const text = xmlText(raw, where);
  return text.includes("_x")
    ? text.replace(/_x([0-9a-fA-F]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    : text;
}
