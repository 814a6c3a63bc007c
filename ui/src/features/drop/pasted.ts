import { t } from "../../i18n";
import { toast } from "../../widgets/toasts.svelte";

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

/**
 * Takes the PDFs a pasted text names. Windows logs on to another computer as soon as a path on it is looked at, and the text
 * may be a stranger's: there it is asked first.
 */
export function offerPasted(text: string, take: (paths: string[]) => Promise<void>): void {
  const paths = pastedPaths(text);
  if (paths.length === 0) return;
  const elsewhere = paths.find((path) => /^[\\/]{2}/u.test(path));
  if (elsewhere === undefined) void take(paths);
  else {
    const action = { label: t("action-open"), run: () => take(paths) };
    toast(t("drop-network", { path: elsewhere }), { action });
  }
}
