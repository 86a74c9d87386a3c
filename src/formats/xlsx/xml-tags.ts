import { FormatError } from "../../errors.js";

/** One tag of an XML text. */
export interface XmlTag {
  /** Name without its namespace prefix. */
  readonly name: string;
  readonly kind: "open" | "close" | "empty";
  /** The attributes as they stand. */
  readonly attributes: string;
  /** Where the tag begins and where the text behind it begins. */
  readonly start: number;
  readonly end: number;
}

/** Where the XML comes from, for messages. */
export interface XmlPlace {
  readonly file: string;
  readonly place: string;
}

/**
 * The tags of an XML text in their order, without comments and processing instructions. A small reader for machine-made
 * parts of office files: elements have to be closed in order, document types (and with them entities) are refused.
 *
 * @throws FormatError where the text is not well formed in this sense
 */
export function* xmlTags(text: string, where: XmlPlace): Generator<XmlTag> {
  const open: string[] = [];
  let at = 0;
  for (;;) {
    const start = text.indexOf("<", at);
    if (start === -1) break;
    const skipped = skippable(text, start, where);
    if (skipped !== undefined) {
      at = skipped;
      continue;
    }
    const end = endOfTag(text, start);
    if (end === 0) throw broken(where, "a tag that ends", excerpt(text, start));
    const isClose = text.charCodeAt(start + 1) === 47;
    const isEmpty = text.charCodeAt(end - 2) === 47;
    const inner = text.slice(start + (isClose ? 2 : 1), end - (isEmpty && !isClose ? 2 : 1));
    const blank = inner.search(/\s/);
    const full = blank === -1 ? inner : inner.slice(0, blank);
    if (!/^[A-Za-z_][\w.:-]*$/.test(full)) throw broken(where, "a tag", excerpt(text, start));
    if (isClose) {
      const expected = open.pop();
      if (expected !== full) throw broken(where, expected ? `</${expected}>` : "no closing tag", `</${full}>`);
    } else if (!isEmpty) open.push(full);
    const name = full.slice(full.indexOf(":") + 1);
    const kind = isClose ? "close" : isEmpty ? "empty" : "open";
    yield { name, kind, attributes: blank === -1 ? "" : inner.slice(blank), start, end };
    at = end;
  }
  if (open.length > 0) throw broken(where, `</${open.at(-1)}>`, "the end of the text");
}

/** Gives one attribute of a tag, with its entities resolved; undefined where the tag has none of the name. */
export type XmlAttribute = (tag: XmlTag, where: XmlPlace) => string | undefined;

/** Reads attributes of this name; `prefixed` ones only with a namespace prefix, whichever it is. */
export function xmlAttribute(name: string, prefixed?: "prefixed"): XmlAttribute {
  const pattern = new RegExp(`\\s${prefixed ? "[\\w.-]+:" : ""}${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`);
  return ({ attributes }, where) => {
    const found = pattern.exec(attributes);
    return found ? xmlText(found[1] ?? found[2] ?? "", where) : undefined;
  };
}

/** The text of an element without elements in it: entities and CDATA are resolved. */
export function xmlText(raw: string, where: XmlPlace): string {
  if (!raw.includes("&") && !raw.includes("<")) return raw;
  const parts = raw.split(/<!\[CDATA\[([\s\S]*?)\]\]>/);
  return parts.map((part, index) => (index % 2 === 1 ? part : resolveEntities(part, where))).join("");
}

const entities: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

function resolveEntities(text: string, where: XmlPlace): string {
  return text.replace(/&([^;&]{0,12});?/g, (whole, name: string) => {
    if (Object.hasOwn(entities, name) && whole.endsWith(";")) return entities[name]!;
    const code = /^#(?:x([0-9a-fA-F]{1,6})|([0-9]{1,7}))$/.exec(name);
    const point = code ? Number.parseInt(code[1] ?? code[2]!, code[1] === undefined ? 10 : 16) : Number.NaN;
    if (!(point <= 0x10ffff)) throw broken(where, "an entity of XML", JSON.stringify(whole));
    return String.fromCodePoint(point);
  });
}

/** Behind the > that ends a tag, one in a quoted value does not; 0 where there is none. */
function endOfTag(text: string, start: number): number {
  let end = text.indexOf(">", start) + 1;
  let quoted = text.indexOf('"', start);
  while (quoted !== -1 && quoted < end) {
    const closing = text.indexOf('"', quoted + 1);
    if (closing === -1) return 0;
    if (closing > end) end = text.indexOf(">", closing) + 1;
    quoted = text.indexOf('"', closing + 1);
  }
  return end;
}

/** The end of a comment, a processing instruction or a CDATA section that begins here; undefined for a tag. */
function skippable(text: string, start: number, where: XmlPlace): number | undefined {
  const next = text.charCodeAt(start + 1);
  if (next !== 33 && next !== 63) return undefined;
  const ending = next === 63 ? "?>" : text.startsWith("<!--", start) ? "-->" : "]]>";
  if (next === 33 && ending === "]]>" && !text.startsWith("<![CDATA[", start)) {
    throw broken(where, "no document type", excerpt(text, start));
  }
  const end = text.indexOf(ending, start + 2);
  if (end === -1) throw broken(where, ending, "the end of the text");
  return end + ending.length;
}

function excerpt(text: string, start: number): string {
  return JSON.stringify(text.slice(start, start + 40));
}

function broken({ file, place }: XmlPlace, expected: string, found: string): FormatError {
  return new FormatError({ file, place, expected, found });
}
