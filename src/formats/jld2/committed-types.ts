import { FormatError } from "../../errors.js";
import { decodeElement, type Referents } from "./decode.js";
import type { StoredElements, StoredObject } from "./stored-object.js";

/** What is known of a Julia type that the file stores. */
export interface CommittedType {
  /** "Core.Pair", "Base.Dict"; null where the file has none. */
  readonly name: string | null;
  /** Per field the address of its stored type; 0 for numbers, strings and references. */
  readonly fields: readonly number[];
}

/** References from a type's name to another are followed so often. */
const mostSteps = 16;

/** Makes the lookup of stored types by address. @throws FormatError from the lookup */
export function committedTypes(
  stored: (address: number) => StoredObject,
  to: Pick<Referents, "from" | "heap" | "spend">,
): (address: number) => CommittedType {
  const known = new Map<number, CommittedType>();

  return (address) => {
    let type = known.get(address);
    if (!type) {
      const { attributes } = stored(address);
      const place = `datatype at ${address}`;
      type = {
        name: nameOf(attributes.get("julia_type"), place),
        fields: addressesOf(attributes.get("field_datatypes"), place),
      };
      known.set(address, type);
    }
    return type;
  };

  /** `julia_type` holds the type itself, a record whose field "name" we want, or a reference to one. */
  function nameOf(attribute: StoredElements | undefined, place: string): string | null {
    let elements = attribute;
    for (let step = 0; elements && step < mostSteps; step++) {
      const { type, span } = elements;
      if (span.end - span.start < type.size) return null;
      if (type.kind === "reference") {
        const [address] = addressesOf(elements, place);
        elements = address ? stored(address).elements : undefined;
        continue;
      }
      const field = type.kind === "compound" ? type.members.find(({ name }) => name === "name") : undefined;
      if (!field) return null;
      const object = (): never => {
        throw new FormatError({ file: to.from.file, place, expected: "a type with a name", found: "a reference" });
      };
      const name = decodeElement(field.type, span.start + field.offset, { ...to, place, object });
      return typeof name === "string" ? name : null;
    }
    return null;
  }

  function addressesOf(elements: StoredElements | undefined, place: string): readonly number[] {
    if (elements?.type.kind !== "reference") return [];
    const { start, end } = elements.span;
    return Array.from({ length: Math.floor((end - start) / 8) }, (_, i) => {
      const address = Number(to.from.view.getBigUint64(start + 8 * i, true));
      if (Number.isSafeInteger(address)) return address;
      throw new FormatError({ file: to.from.file, place, expected: "an address below 2^53", found: `${address}` });
    });
  }
}
