import { FormatError } from "../../errors.js";
import { committedTypes } from "./committed-types.js";
import { decodeElement, type Referents } from "./decode.js";
import { globalHeap } from "./global-heap.js";
import { isDictionaryType, isStruct, mapOfPairs } from "./julia-dictionary.js";
import type { FileBytes } from "./object-header.js";
import type { StoredElements } from "./stored-object.js";
import { readStoredObject } from "./stored-object.js";
import type { Jld2Value } from "./value.js";

/** References followed one after the other; deeper data is refused. */
const deepest = 200;
/** Elements may be shared, but a sound file does not decode to many times its size. */
const largestExpansion = 64;

/** Stands for a value while it is made; whoever meets it is inside it. */
const unfinished = Symbol();

/** Makes the function that gives the Julia value of the object at an address; an object is decoded once. */
export function objectReader(from: FileBytes): (address: number) => Jld2Value {
  const { file } = from;
  const heap = globalHeap(from);
  const values = new Map<number, Jld2Value | typeof unfinished>();
  let depth = 0;
  let budget = from.bytes.length * largestExpansion;
  const committed = committedTypes((address) => readStoredObject(from, address), { from, heap, spend });

  function object(address: number): Jld2Value {
    const known = values.get(address);
    if (known === unfinished) throw failure(placeOf(address), "values that end", "a value that contains itself");
    if (known !== undefined) return known;
    if (depth >= deepest) throw failure(placeOf(address), `values nested at most ${deepest} deep`, "deeper ones");
    depth++;
    values.set(address, unfinished);
    const { elements, links, isGroup } = readStoredObject(from, address);
    let value: Jld2Value;
    if (elements) value = shaped(elements, placeOf(address));
    else if (isGroup) value = new Map([...links].map(([name, target]): [string, Jld2Value] => [name, object(target)]));
    else throw failure(placeOf(address), "a value", "a datatype");
    depth--;
    values.set(address, value);
    return value;
  }

  /** A single value, a list, or nested lists of the elements. */
  function shaped({ shape, type, typeAddress, span }: StoredElements, place: string): Jld2Value {
    if (shape === null) return null;
    const to: Referents = { from, place, object, heap, spend };
    const element = (at: number): Jld2Value => {
      const value = decodeElement(type, at, to);
      return typeAddress === null ? value : ofType(value, typeAddress, place);
    };
    if (shape.length === 0) return element(span.start);
    spend(shape.reduce((product, n) => product * Math.max(1, n), 1));
    let at = span.start;
    const next = (axis: number): Jld2Value => {
      if (axis < shape.length) return Array.from({ length: shape[axis]! }, () => next(axis + 1));
      const value = element(at);
      at += type.size;
      return value;
    };
    return next(0);
  }

  /** The value as its Julia type means it: pairs become a map, fields are taken by their types, structs are named. */
  function ofType(value: Jld2Value, typeAddress: number, place: string): Jld2Value {
    const { name, fields } = committed(typeAddress);
    if (isDictionaryType(name)) {
      const map = mapOfPairs(value);
      if (map) return map;
      throw failure(place, "a dictionary of pairs with different keys", "another value");
    }
    if (!isStruct(value)) return value;
    if (fields.every((address) => address === 0)) return { type: name, fields: value.fields };
    const typed = [...value.fields].map(([field, entry], i): [string, Jld2Value] => {
      const address = fields[i] ?? 0;
      return [field, address === 0 ? entry : ofType(entry, address, `${place}, field ${field}`)];
    });
    return { type: name, fields: new Map(typed) };
  }

  function placeOf(address: number): string {
    return `object at ${address}`;
  }

  function spend(bytes: number): void {
    budget -= bytes;
    if (!(budget >= 0)) throw failure("values", `at most ${largestExpansion} times the file's size`, "more");
  }

  function failure(place: string, expected: string, found: string): FormatError {
    return new FormatError({ file, place, expected, found });
  }

  return object;
}
