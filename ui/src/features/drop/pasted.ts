/**
 * The PDFs a pasted text names: paths or `file:` addresses, one per line, as file managers put them on the clipboard or
 * people copy them. Nothing where any line is something else: it was not meant for us.
 */
export function pastedPaths(text: string): string[] {
  const lines = text
    .split(/\r?\n/u)
    .map((line) => line.trim().replaceAll(/^["']|["']$/gu, ""))
    .filter((line) => line !== "" && line !== "copy");
  const paths = lines.map(pathOf);
  return paths.every((path) => path !== null) ? paths : [];
}

/** The path of one line; null where it is no absolute path of a PDF. */
function pathOf(line: string): string | null {
  const path = line.startsWith("file://") ? decoded(line.slice("file://".length)) : line;
  const isAbsolute = /^(?:\/|[a-z]:[\\/]|\\\\)/iu;
  if (path === null || !isAbsolute.test(path) || !/\.pdf$/iu.test(path)) return null;
  return path;
}

/** `file:///C:/a.pdf` is `C:/a.pdf` on Windows; elsewhere the third slash is the root. */
function decoded(address: string): string | null {
  try {
    const path = decodeURIComponent(address);
    return /^\/[a-z]:\//iu.test(path) ? path.slice(1) : path;
  } catch {
    return null;
  }
}
