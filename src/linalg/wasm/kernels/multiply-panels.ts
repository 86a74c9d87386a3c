/**
 * C ± A · B of packed panels, added to C. A lies in groups of four rows: of each term the four entries side by side. B
 * lies in groups of 32 bytes of columns (eight of f32, four of f64) in the same way. A tile of C, four rows by 32 bytes,
 * stays in registers over all terms. Products and sums are rounded one after the other, so that every machine gives the
 * same digits.
 *
 * @param c - First entry of C; rows lie `stride` entries apart. It is as large as whole groups need.
 * @param diagonal - Tiles are left out that lie wholly below row = column + diagonal.
 * @param sign - 1 or -1.
 */
export function multiplyPanels<T>(
  a: usize,
  b: usize,
  c: usize,
  rows: i32,
  columns: i32,
  terms: i32,
  stride: i32,
  diagonal: i32,
  sign: T,
): void {
  const width = 32 / <i32>sizeof<T>();
  const aBytes = <usize>terms * 4 * sizeof<T>();
  const bBytes = <usize>terms * 32;
  const rowBytes = <usize>stride * sizeof<T>();
  const factor = v128.splat<T>(sign);
  for (let j = 0; j < columns; j += width) {
    const rowEnd = min(rows, j + width + diagonal);
    const bGroup = b + <usize>(j / width) * bBytes;
    const end = bGroup + bBytes;
    let aGroup = a;
    for (let i = 0; i < rowEnd; i += 4) {
      let c00 = v128.splat<T>(<T>0);
      let c01 = c00;
      let c10 = c00;
      let c11 = c00;
      let c20 = c00;
      let c21 = c00;
      let c30 = c00;
      let c31 = c00;
      let p = aGroup;
      for (let q = bGroup; q < end; q += 32) {
        const b0 = v128.load(q);
        const b1 = v128.load(q, 16);
        let s = v128.load_splat<T>(p);
        c00 = v128.add<T>(c00, v128.mul<T>(s, b0));
        c01 = v128.add<T>(c01, v128.mul<T>(s, b1));
        s = v128.load_splat<T>(p, sizeof<T>());
        c10 = v128.add<T>(c10, v128.mul<T>(s, b0));
        c11 = v128.add<T>(c11, v128.mul<T>(s, b1));
        s = v128.load_splat<T>(p, 2 * sizeof<T>());
        c20 = v128.add<T>(c20, v128.mul<T>(s, b0));
        c21 = v128.add<T>(c21, v128.mul<T>(s, b1));
        s = v128.load_splat<T>(p, 3 * sizeof<T>());
        c30 = v128.add<T>(c30, v128.mul<T>(s, b0));
        c31 = v128.add<T>(c31, v128.mul<T>(s, b1));
        p += 4 * sizeof<T>();
      }
      let row = c + <usize>i * rowBytes + <usize>j * sizeof<T>();
      addRow<T>(row, factor, c00, c01);
      row += rowBytes;
      addRow<T>(row, factor, c10, c11);
      row += rowBytes;
      addRow<T>(row, factor, c20, c21);
      row += rowBytes;
      addRow<T>(row, factor, c30, c31);
      aGroup += aBytes;
    }
  }
}

function addRow<T>(row: usize, factor: v128, left: v128, right: v128): void {
  v128.store(row, v128.add<T>(v128.load(row), v128.mul<T>(factor, left)));
  v128.store(row, v128.add<T>(v128.load(row, 16), v128.mul<T>(factor, right)), 16);
}
