/** Characters that one call of `String.fromCharCode` takes. */
const pieceLength = 8192;

/** UTF-16 code units as text. */
export function textOfUnits(units: ArrayLike<number>): string {
  const list = ArrayBuffer.isView(units) ? (units as unknown as Uint16Array) : Uint16Array.from(units);
  let text = "";
  for (let start = 0; start < list.length; start += pieceLength) {
    text += String.fromCharCode(...list.subarray(start, start + pieceLength));
  }
  return text;
}

/**
 * The lines of a character array from its characters in column-major order; those of further axes follow. Lengths count
 * UTF-16 code units, as MATLAB does, or whole characters, as other writers do. Undefined where `text` has neither
 * number. An array without characters has no lines.
 */
export function charRows(text: string, shape: readonly number[]): readonly string[] | undefined {
  const count = shape.reduce((product, length) => product * length, 1);
  const characters = text.length === count ? text : Array.from(text);
  if (characters.length !== count) return undefined;
  if (count === 0) return [];
  const [height, width] = shape as [number, number];
  if (height === 1 && count === width) return [text];
  return Array.from({ length: count / width }, (_, line) => {
    const first = (line % height) + Math.floor(line / height) * height * width;
    let row = "";
    for (let j = 0; j < width; j++) row += characters[first + j * height]!;
    return row;
  });
}
