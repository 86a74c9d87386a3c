/**
 * Packs lanes (rows of A or columns of B) whose entries of one term lie side by side: term t begins at
 * source + t · sourceStride bytes. A group of lanes takes `groupBytes`, 16 or 32, of each term.
 */
export function packTerms(
  source: usize,
  sourceStride: usize,
  target: usize,
  groups: i32,
  terms: i32,
  groupBytes: usize,
): void {
  let to = target;
  for (let group = 0; group < groups; group++) {
    let from = source + <usize>group * groupBytes;
    for (let t = 0; t < terms; t++) {
      v128.store(to, v128.load(from));
      if (groupBytes === 32) v128.store(to, v128.load(from, 16), 16);
      from += sourceStride;
      to += groupBytes;
    }
  }
}

/** Packs lanes that lie one after the other, `sourceStride` bytes apart, the terms of each side by side. */
export function packLanes<T>(
  source: usize,
  sourceStride: usize,
  target: usize,
  groups: i32,
  terms: i32,
  groupBytes: usize,
): void {
  let lane = source;
  for (let group = 0; group < groups; group++) {
    for (let at: usize = 0; at < groupBytes; at += sizeof<T>()) {
      let from = lane;
      let to = target + <usize>group * <usize>terms * groupBytes + at;
      for (let t = 0; t < terms; t++) {
        store<T>(to, load<T>(from));
        from += sizeof<T>();
        to += groupBytes;
      }
      lane += sourceStride;
    }
  }
}
