/** A part of an HDF5 file that the own reader of chunks leaves to the HDF5 library; `message` says which. */
export class UnknownStructure extends Error {}

/** Said where a file surely holds nothing of a name. */
export class MissingObject extends UnknownStructure {}
