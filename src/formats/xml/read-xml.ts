import { FormatError } from "../../errors.js";

/** One piece of an XML text. Names come without their namespace prefix. */
export type XmlPiece =
  | { readonly kind: "open"; readonly name: string; readonly attributes: ReadonlyMap<string, string> }
  | { readonly kind: "close"; readonly name: string }
  | { readonly kind: "text"; readonly text: string };

const entities: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

const nameOf = "[^\\s<>/=\"'&?!]+";
const tag = new RegExp(`<(/?)(${nameOf})((?:\\s+${nameOf}\\s*=\\s*(?:"[^"<]*"|'[^'<]*'))*)\\s*(/?)>`, "y");
const attribute = new RegExp(`(${nameOf})\\s*=\\s*(?:"([^"<]*)"|'([^'<]*)')`, "g");

/**
 * The pieces of an XML text in order, each element opened and closed (also where it is written as one tag). Comments and
 * processing instructions are passed over. Document types are refused, so that no entity can grow or reach a file.
 *
 * @throws FormatError with the line where tags do not match, an entity is unknown, or the text ends inside an element.
 */
export function* readXml(text: string, file: string): Generator<XmlPiece> {
  const open: string[] = [];
  const fail = (at: number, expected: string, found: string): never => {
    throw new FormatError({ file, place: `line ${lineAt(text, at)}`, expected, found });
  };
  const decoded = (raw: string, at: number) =>
    raw.includes("&")
      ? raw.replace(/&([^;&\s]{0,12});?/g, (whole, name) =>
          entity(whole, name, () => fail(at, "a character or one of the five XML entities", whole)),
        )
      : raw;
  let at = text.startsWith("\ufeff") ? 1 : 0;
  let hasRoot = false;
  const skipTo = (end: string, from: number) => {
    const found = text.indexOf(end, from);
    if (found < 0) fail(at, end, "the end of the text");
    return found;
  };
  while (at < text.length) {
    if (text[at] !== "<") {
      const next = text.indexOf("<", at);
      const end = next < 0 ? text.length : next;
      const raw = text.slice(at, end);
      if (open.length > 0) yield { kind: "text", text: decoded(raw, at) };
      else if (raw.trim() !== "") fail(at, "an element", JSON.stringify(raw.trim().slice(0, 40)));
      at = end;
    } else if (text.startsWith("<!--", at)) at = skipTo("-->", at + 4) + 3;
    else if (text.startsWith("<?", at)) at = skipTo("?>", at + 2) + 2;
    else if (text.startsWith("<![CDATA[", at)) {
      const end = skipTo("]]>", at + 9);
      if (open.length === 0) fail(at, "an element", "CDATA");
      yield { kind: "text", text: text.slice(at + 9, end) };
      at = end + 3;
    } else {
      tag.lastIndex = at;
      const found = tag.exec(text);
      if (!found) return fail(at, "a tag", JSON.stringify(text.slice(at, at + 40)));
      const [whole, closing, prefixed, rest, single] = found as unknown as [string, string, string, string, string];
      const name = prefixed.slice(prefixed.indexOf(":") + 1);
      if (closing) {
        if (open.pop() !== prefixed || rest || single)
          fail(at, "the end of the element that is open", whole.slice(0, 40));
        yield { kind: "close", name };
      } else {
        if (open.length === 0 && hasRoot) fail(at, "one root element", whole.slice(0, 40));
        hasRoot = true;
        const attributes = new Map<string, string>();
        for (const [, key, double, apostrophe] of rest.matchAll(attribute)) {
          if (attributes.has(key!)) fail(at, `one attribute ${key}`, "two");
          attributes.set(key!, decoded(double ?? apostrophe ?? "", at));
        }
        yield { kind: "open", name, attributes };
        if (single) yield { kind: "close", name };
        else open.push(prefixed);
      }
      at += whole.length;
    }
  }
  if (open.length > 0 || !hasRoot)
    fail(text.length, open.length > 0 ? `</${open.at(-1)}>` : "an element", "the end of the text");
}

function entity(whole: string, name: string, fail: () => never): string {
  if (!whole.endsWith(";")) return fail();
  const known = Object.hasOwn(entities, name) ? entities[name] : undefined;
  if (known !== undefined) return known;
  const code = /^#x[0-9a-f]{1,6}$/i.test(name)
    ? Number.parseInt(name.slice(2), 16)
    : /^#\d{1,7}$/.test(name)
      ? Number(name.slice(1))
      : Number.NaN;
  return code >= 9 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff) ? String.fromCodePoint(code) : fail();
}

function lineAt(text: string, at: number): number {
  let line = 1;
  for (let next = text.indexOf("\n"); next >= 0 && next < at; next = text.indexOf("\n", next + 1)) line++;
  return line;
}
