/**
 * The one-to-one assignment of rows to columns whose costs sum to the least: shortest augmenting paths over reduced
 * costs (Jonker and Volgenant 1987, in the rectangular form of Crouse 2016, https://doi.org/10.1109/TAES.2016.140952).
 * O(n² m) for n rows and m ≥ n columns.
 *
 * Of columns that are equally near, a free one is taken, and else the earlier one: among assignments of one sum the
 * answer is always the same, for equal costs the identity.
 *
 * @param costs - rows × columns finite numbers in C order.
 * @returns The column of each row; −1 for rows that stay alone because there are more rows than columns.
 */
export function cheapestAssignment(costs: Float64Array, rows: number, columns: number): Int32Array {
  if (rows <= columns) return columnsOfRows((row, column) => costs[row * columns + column]!, rows, columns);
  const rowOfColumn = columnsOfRows((column, row) => costs[row * columns + column]!, columns, rows);
  const assigned = new Int32Array(rows).fill(-1);
  for (let column = 0; column < columns; column++) assigned[rowOfColumn[column]!] = column;
  return assigned;
}

function columnsOfRows(cost: (row: number, column: number) => number, rows: number, columns: number): Int32Array {
  const columnOf = new Int32Array(rows).fill(-1);
  const rowOf = new Int32Array(columns).fill(-1);
  const rowPrice = new Float64Array(rows);
  const columnPrice = new Float64Array(columns);
  const distance = new Float64Array(columns);
  const before = new Int32Array(columns);
  const open = new Int32Array(columns);
  for (let root = 0; root < rows; root++) {
    distance.fill(Number.POSITIVE_INFINITY);
    // the last column stands first, so that the one which replaces a closed one keeps equal costs in order
    for (let place = 0; place < columns; place++) open[place] = columns - 1 - place;
    let left = columns;
    let row = root;
    let reached = 0;
    let end = -1;
    while (end < 0) {
      let nearest = 0;
      let least = Number.POSITIVE_INFINITY;
      for (let place = 0; place < left; place++) {
        const column = open[place]!;
        const length = reached + cost(row, column) - rowPrice[row]! - columnPrice[column]!;
        if (length < distance[column]!) {
          distance[column] = length;
          before[column] = row;
        }
        const found = distance[column]!;
        if (found < least || (found === least && rowOf[column]! < 0)) {
          least = found;
          nearest = place;
        }
      }
      reached = least;
      const column = open[nearest]!;
      // closed columns gather behind the open ones
      open[nearest] = open[--left]!;
      open[left] = column;
      if (rowOf[column]! < 0) end = column;
      else row = rowOf[column]!;
    }
    rowPrice[root]! += reached;
    for (let place = left; place < columns; place++) {
      const column = open[place]!;
      const gain = reached - distance[column]!;
      if (rowOf[column]! >= 0) rowPrice[rowOf[column]!]! += gain;
      columnPrice[column]! -= gain;
    }
    for (let column = end; column >= 0; ) {
      const owner = before[column]!;
      const next = columnOf[owner]!;
      rowOf[column] = owner;
      columnOf[owner] = column;
      column = owner === root ? -1 : next;
    }
  }
  return columnOf;
}
