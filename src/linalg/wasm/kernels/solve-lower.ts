/**
 * Solves L · X = B in place of B by forward substitution, in f64. L is n × n in row-major order, its part above the
 * diagonal not read; X has n rows that lie `stride` entries apart, and a multiple of eight columns.
 */
export function solveLower(l: usize, x: usize, n: i32, columns: i32, stride: i32): void {
  const rowBytes = <usize>stride * 8;
  for (let j = 0; j < columns; j += 8) {
    const top = x + <usize>j * 8;
    let factors = l;
    let row = top;
    for (let i = 0; i < n; i++) {
      let x0 = v128.load(row);
      let x1 = v128.load(row, 16);
      let x2 = v128.load(row, 32);
      let x3 = v128.load(row, 48);
      let factor = factors;
      for (let above = top; above < row; above += rowBytes) {
        const s = v128.load64_splat(factor);
        x0 = f64x2.sub(x0, f64x2.mul(s, v128.load(above)));
        x1 = f64x2.sub(x1, f64x2.mul(s, v128.load(above, 16)));
        x2 = f64x2.sub(x2, f64x2.mul(s, v128.load(above, 32)));
        x3 = f64x2.sub(x3, f64x2.mul(s, v128.load(above, 48)));
        factor += 8;
      }
      const pivot = v128.load64_splat(factor);
      v128.store(row, f64x2.div(x0, pivot));
      v128.store(row, f64x2.div(x1, pivot), 16);
      v128.store(row, f64x2.div(x2, pivot), 32);
      v128.store(row, f64x2.div(x3, pivot), 48);
      row += rowBytes;
      factors += <usize>n * 8;
    }
  }
}
