/** Numbers on the side of a square that is transposed at once: two of them stay in the cache. */
const side = 32;

/**
 * The numbers of Aᵀ in row-major order, for A of rows × columns in row-major order.
 *
 * @param options - `lastFirst`: the last row becomes the first column. Default: false.
 */
export function transposeValues(
  values: Float64Array,
  rows: number,
  columns: number,
  { lastFirst = false }: { readonly lastFirst?: boolean } = {},
): Float64Array {
  const result = new Float64Array(rows * columns);
  const [start, step] = lastFirst ? [(rows - 1) * columns, -columns] : [0, columns];
  for (let top = 0; top < rows; top += side) {
    const bottom = Math.min(top + side, rows);
    for (let left = 0; left < columns; left += side) {
      const right = Math.min(left + side, columns);
      for (let j = left; j < right; j++) {
        for (let i = top, from = start + top * step + j; i < bottom; i++, from += step) {
          result[j * rows + i] = values[from]!;
        }
      }
    }
  }
  return result;
}
