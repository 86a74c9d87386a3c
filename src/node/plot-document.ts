/** A document to make plots in, where there is no browser. */
export async function plotDocument(): Promise<Document> {
  const { parseHTML } = await import("linkedom");
  const { document } = parseHTML("<!doctype html><html><body></body></html>");
  return document as unknown as Document;
}
