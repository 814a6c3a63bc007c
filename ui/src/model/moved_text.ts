import type { TextRunView } from "../bindings/TextRunView";
import type { ViewRect } from "../bindings/ViewRect";

/** What may be a matter of rounding, in points: the program says so too. */
const SAME_PLACE = 1;

/** Lines of a page that are not where they were. */
export interface MovedText {
  /** On the page as it was: moved away, or gone. */
  before: ViewRect[];
  /** On the page as it is: moved there, or new. */
  after: ViewRect[];
}

/** The lines two versions of a page do not share at the same place; what holds no word tells nothing. */
export function movedText(before: readonly TextRunView[], after: readonly TextRunView[]): MovedText {
  const was = before.filter(isWords);
  const left = new Set(after.filter(isWords));
  const gone = was.filter((line) => {
    const same = [...left].find((other) => isSame(line, other));
    if (same) left.delete(same);
    return !same;
  });
  return { before: gone.map(({ rect }) => rect), after: [...left].map(({ rect }) => rect) };
}

function isSame(one: TextRunView, other: TextRunView): boolean {
  return (
    one.text.trim() === other.text.trim() &&
    Math.abs(one.rect.x - other.rect.x) <= SAME_PLACE &&
    Math.abs(one.rect.y - other.rect.y) <= SAME_PLACE
  );
}

function isWords({ text }: TextRunView): boolean {
  return /[\p{L}\p{N}]/u.test(text);
}
