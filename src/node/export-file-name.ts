/** An id as the name of a file: ids come from files and must not leave the folder. */
export function exportFileName(id: string): string {
  return id.replace(/[^A-Za-z0-9._-]/g, "_").replace(/^\.+/, "_");
}
