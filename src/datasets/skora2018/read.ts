import { zimmerLayout } from "../zimmer/layout.js";
import { zimmerRead, zimmerReadPublished } from "../zimmer/zimmer-reader.js";

const layout = zimmerLayout();

export const read = zimmerRead(layout);
export const readPublished = zimmerReadPublished(layout);
