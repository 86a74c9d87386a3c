// of the 27 places of a pattern, those with a neighbour at the named side inside of it
const hasLeft = bitsWhere((bit) => bit % 3 > 0);
const hasRight = bitsWhere((bit) => bit % 3 < 2);
const hasFront = bitsWhere((bit) => bit % 9 >= 3);
const hasBack = bitsWhere((bit) => bit % 9 < 6);

/**
 * Whether the neighbours of a voxel hang together by faces, edges and corners without it; none at all do too. A region
 * grows from the lowest bit, a step along all three axes at a time, and has to reach every other.
 *
 * @param pattern - Bits of the 26 neighbours, as in {@link VoxelNeighbours}.
 */
export function isSimple(pattern: number): boolean {
  let region = pattern & -pattern;
  for (;;) {
    let grown = region | ((region & hasRight) << 1) | ((region & hasLeft) >> 1);
    grown |= ((grown & hasBack) << 3) | ((grown & hasFront) >> 3);
    grown = (grown | (grown << 9) | (grown >> 9)) & pattern;
    if (grown === pattern) return true;
    if (grown === region) return false;
    region = grown;
  }
}

function bitsWhere(holds: (bit: number) => boolean): number {
  let bits = 0;
  for (let bit = 0; bit < 27; bit++) if (holds(bit)) bits |= 1 << bit;
  return bits;
}
