import type { ByteSource } from "../../bytes/byte-source.js";
import type { FileSet } from "../../bytes/file-set.js";
import { openZip } from "../../bytes/zip.js";
import { FormatError } from "../../errors.js";
import type { Sheet } from "../sheet/sheet-cells.js";
import type { SheetReaders } from "../sheet/sheet-readers.js";
import { dateStyles } from "./date-styles.js";
import { readXlsxSheet, type XlsxShared } from "./read-xlsx-sheet.js";
import { sharedStrings } from "./shared-strings.js";
import { type XmlPlace, xmlAttribute, xmlTags } from "./xml-tags.js";

/** A part of a workbook may be inflated to at most so many bytes. */
const maxPartBytes = 2 ** 28;

const nameOf = xmlAttribute("name");
const relationOf = xmlAttribute("id", "prefixed");
const idOf = xmlAttribute("Id");
const typeOf = xmlAttribute("Type");
const targetOf = xmlAttribute("Target");
const modeOf = xmlAttribute("TargetMode");

/** Opens an Office Open XML workbook: a zip archive of XML parts that name each other. */
export async function openXlsx(source: ByteSource, signal?: AbortSignal): Promise<SheetReaders> {
  const files = await openZip(source, { maxInflatedBytes: maxPartBytes, ...(signal && { signal }) });
  const part = (path: string) => readPart(files, path, source.name, signal);
  const roots = await relations(part, "", source.name);
  const workbook = roots.find(({ type }) => type.endsWith("/officeDocument"))?.target ?? "xl/workbook.xml";
  const parts = await relations(part, workbook, source.name);
  const stringsPath = parts.find(({ type }) => type.endsWith("/sharedStrings"))?.target;
  const stylesPath = parts.find(({ type }) => type.endsWith("/styles"))?.target;
  let shared: Promise<XlsxShared> | undefined;
  const readListed = async <T>(path: string | undefined, read: (text: string, where: XmlPlace) => readonly T[]) =>
    path === undefined ? [] : read(await part(path), placeOf(source.name, path));
  const readShared = async () => ({
    strings: await readListed(stringsPath, sharedStrings),
    dateStyles: await readListed(stylesPath, dateStyles),
  });
  const where = placeOf(source.name, workbook);
  const sheets: { name: string; read: () => Promise<Sheet> }[] = [];
  for (const tag of xmlTags(await part(workbook), where)) {
    if (tag.name !== "sheet" || tag.kind === "close") continue;
    const name = nameOf(tag, where);
    const relation = parts.find(({ id }) => id === relationOf(tag, where));
    if (name === undefined || !relation) {
      throw new FormatError({
        ...where,
        expected: "a sheet with a name and a part",
        found: tag.attributes.slice(0, 80),
      });
    }
    if (!relation.type.endsWith("/worksheet")) continue;
    if (sheets.some((one) => one.name === name)) {
      throw new FormatError({ ...where, expected: "a name for each sheet", found: `${JSON.stringify(name)} twice` });
    }
    const { target } = relation;
    sheets.push({
      name,
      async read() {
        shared ??= readShared();
        // awaited at once: a failure that nobody waits for would end the process
        const known = await shared;
        return readXlsxSheet(name, await part(target), known, placeOf(source.name, target));
      },
    });
  }
  return { sheets };
}

interface Relation {
  readonly id: string;
  readonly type: string;
  /** Path of the part in the archive. */
  readonly target: string;
}

/** The parts that a part names; "" stands for the archive itself. */
async function relations(
  part: (path: string) => Promise<string>,
  of: string,
  file: string,
): Promise<readonly Relation[]> {
  const cut = of.lastIndexOf("/") + 1;
  const path = `${of.slice(0, cut)}_rels/${of.slice(cut)}.rels`;
  const where = placeOf(file, path);
  const found: Relation[] = [];
  for (const tag of xmlTags(await part(path), where)) {
    if (tag.name !== "Relationship" || tag.kind === "close") continue;
    if (modeOf(tag, where) === "External") continue;
    const target = pathOf(targetOf(tag, where) ?? "", of);
    found.push({ id: idOf(tag, where) ?? "", type: typeOf(tag, where) ?? "", target });
  }
  return found;
}

/** A target as a path of the archive: it stands relative to the part that names it, or begins with /. */
function pathOf(target: string, of: string): string {
  const steps: string[] = [];
  for (const step of (target.startsWith("/") ? target : `${of.slice(0, of.lastIndexOf("/") + 1)}${target}`).split(
    "/",
  )) {
    if (step === "..") steps.pop();
    else if (step !== "" && step !== ".") steps.push(step);
  }
  return steps.join("/");
}

async function readPart(files: FileSet, path: string, file: string, signal?: AbortSignal): Promise<string> {
  const member = await files.open(path);
  if (!member) throw new FormatError({ ...placeOf(file, path), expected: "a part of a workbook", found: "none" });
  const bytes = await member.read(0, member.size, signal);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new FormatError({ ...placeOf(file, path), expected: "text in UTF-8", found: "other bytes", cause });
  }
}

function placeOf(file: string, part: string): XmlPlace {
  return { file, place: `part ${part}` };
}
