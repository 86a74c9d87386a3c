/** The analysis that the published tables of a dataset stand under. */
export function publishedAnalysisId(datasetId: string): string {
  return `published-${datasetId}`;
}
