/** Places of a volume or a surface around each of which an RDM is made. */
export interface Neighbourhoods {
  /** Places, rising: linear indices of voxels in row-major order, or vertices. */
  readonly centres: Int32Array;
  /** The places around the centre with this number, rising, the centre among them; made anew at every call. */
  readonly around: (position: number) => Int32Array;
}
