/**
 * For each column of a rows × columns matrix in C order, the row of its largest value, of equal ones the first. With
 * background in row 0, an instance that lies in nothing belongs to it.
 */
export function bestRows(matrix: Float32Array, columns: number): Int32Array {
  const best = new Int32Array(columns);
  for (let at = columns; at < matrix.length; at++) {
    const column = at % columns;
    if (matrix[at]! > matrix[best[column]! * columns + column]!) best[column] = Math.floor(at / columns);
  }
  return best;
}
