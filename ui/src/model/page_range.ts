/** Words that stand for pages, beside « last » and « all ». */
export interface PageWords {
  last: readonly string[];
  all: readonly string[];
}

/** Page numbers from a text like « 1-3, 5, last », in order and each once; null when it cannot be read. */
export function parsePages(text: string, count: number, words: PageWords): number[] | null {
  const parts = text
    .split(/[,;]/u)
    .map((part) => folded(part))
    .filter((part) => part !== "");
  if (parts.length === 0) return null;
  const last = ["last", ...words.last].map(folded);
  const all = ["all", ...words.all].map(folded);
  const pages = new Set<number>();
  for (const part of parts) {
    const range = all.includes(part) ? ([1, count] as const) : rangeOf(part, count, last);
    if (!range) return null;
    for (let page = range[0]; page <= range[1]; page += 1) pages.add(page);
  }
  return [...pages].sort((a, b) => a - b);
}

function rangeOf(
  part: string,
  count: number,
  lastWords: readonly string[],
): readonly [number, number] | null {
  const [, from = "", to] = /^([^\s–-]+)\s*(?:[–-]\s*([^\s–-]*))?$/u.exec(part) ?? [];
  const first = pageOf(from, count, lastWords);
  // « 3- » goes on to the end.
  const last = to === undefined ? first : to === "" ? count : pageOf(to, count, lastWords);
  if (first === null || last === null || first > last) return null;
  return [first, last];
}

function pageOf(word: string, count: number, lastWords: readonly string[]): number | null {
  if (lastWords.includes(word)) return count;
  const page = /^\d{1,6}$/u.test(word) ? Number(word) : 0;
  return page >= 1 && page <= count ? page : null;
}

/** Without capitals and accents: a person in a hurry writes none. */
function folded(word: string): string {
  return word.trim().toLowerCase().normalize("NFD").replace(/\p{M}/gu, "");
}
