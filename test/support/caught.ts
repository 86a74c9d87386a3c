/** What a promise is rejected with; fails where it is not. */
export async function caught(work: Promise<unknown> | (() => unknown)): Promise<Error & { readonly tag?: string }> {
  try {
    await (typeof work === "function" ? work() : work);
  } catch (error) {
    if (error instanceof Error) return error;
    throw new Error(`${String(error)} was thrown, which is no Error`);
  }
  throw new Error("nothing was thrown");
}
