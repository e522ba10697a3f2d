/** @file Files that lie beside the app's archive. */

/**
 * Where a file of the archive is as a file that other programs can open: native libraries, models and the engine
 * process lie beside it. Without an archive (a checkout) that is the path itself.
 */
export const unpackedPath = (path: string): string =>
  path.replace(/\bapp\.asar(?=[\\/])/, "app.asar.unpacked");
