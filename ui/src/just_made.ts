import type { DraftId } from "./bindings/DraftId";
import type { DraftView } from "./bindings/DraftView";
import { askEarly } from "./widgets/pages/early_picture";

/** The draft the program has answered a moment ago: the screen that opens it need not ask for it again. */
let last: DraftView | null = null;

/** To be called right before going to the screen of this draft. */
export function justMade(view: DraftView): void {
  last = view;
  const [first] = view.documents;
  if (first?.pages[0] && !first.locked) askEarly(first.sha256, first.pages[0]);
}

/** The draft, once; null when another one, or none, was made. */
export function takeJustMade(id: DraftId): DraftView | null {
  const view = last?.id === id ? last : null;
  last = null;
  return view;
}
