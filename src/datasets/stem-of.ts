/** The name of a file without folders and ending: `celegans/lin2023/run 1.mat` is `run 1`. */
export function stemOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1).replace(/\.[^.]*$/, "");
}
