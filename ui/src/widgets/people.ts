/** One or two letters for a person, by grapheme; letters of a joined script are kept apart. */
export function initials(name: string): string {
  const words = name
    .trim()
    .split(/[\s@]+/u)
    .filter((word) => word !== "");
  const first = firstGrapheme(words[0] ?? "");
  const last = words.length > 1 ? firstGrapheme(words.at(-1) ?? "") : "";
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

function firstGrapheme(word: string): string {
  const [first] = new Intl.Segmenter().segment(word);
  return first?.segment ?? "";
}
