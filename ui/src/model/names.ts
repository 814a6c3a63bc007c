/**
 * One or two letters for a person, by grapheme; letters of a joined script are kept apart. With `more`, the last name gives
 * two, without its Arabic article, which half of all names begin with.
 */
export function initials(name: string, more?: "more"): string {
  const words = name
    .trim()
    .split(/[\s@]+/u)
    .filter((word) => word !== "");
  const [head = "", ...rest] = words;
  const tail = rest.at(-1);
  const long = (word: string) => graphemes(word.replace(/^ال(?=..)/u, ""), 2);
  const first = more && tail === undefined ? long(head) : graphemes(head, 1);
  const last = more && tail !== undefined ? long(tail) : graphemes(tail ?? "", 1);
  // A space, not a mark without width: a font that lacks the mark draws a box.
  const between = /\p{Script=Arabic}/u.test(first) ? "\u202F" : "";
  return [first, last]
    .filter((letter) => letter !== "")
    .join(between)
    .toLocaleUpperCase();
}

export function fullName(person: { first_name: string; last_name: string; email?: string | null }): string {
  const name = `${person.first_name} ${person.last_name}`.trim();
  return name === "" ? (person.email ?? "") : name;
}

function graphemes(word: string, count: number): string {
  return [...new Intl.Segmenter().segment(word)]
    .slice(0, count)
    .map(({ segment }) => segment)
    .join("");
}
