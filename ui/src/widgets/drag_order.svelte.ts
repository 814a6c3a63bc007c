const THRESHOLD_PX = 4;

/** A row of a list carried to another place with the pointer. The keyboard has Alt and arrows for the same. */
export class DragOrder {
  /** The row that is carried; null while none is. */
  from = $state<number | null>(null);
  /** The place it would have if it were let go now. */
  to = $state<number | null>(null);
  #rows: readonly Element[] = [];
  #pressed: { index: number; y: number } | null = null;

  constructor(
    readonly list: () => HTMLElement | undefined,
    readonly ondrop: (from: number, to: number) => void,
  ) {}

  start(event: PointerEvent, index: number): void {
    if (event.button !== 0 || !event.isPrimary) return;
    event.preventDefault();
    (event.currentTarget as HTMLElement).setPointerCapture?.(event.pointerId);
    this.#rows = [...(this.list()?.children ?? [])];
    this.#pressed = { index, y: event.clientY };
    globalThis.addEventListener("keydown", this.#press, true);
  }

  move(event: PointerEvent): void {
    if (!this.#pressed) return;
    const { index, y } = this.#pressed;
    if (this.from === null && Math.abs(event.clientY - y) < THRESHOLD_PX) return;
    this.from = index;
    const above = this.#rows.filter((row, at) => at !== index && middleOf(row) < event.clientY);
    this.to = above.length;
  }

  end(): void {
    const { from, to } = this;
    this.cancel();
    if (from !== null && to !== null && from !== to) this.ondrop(from, to);
  }

  cancel(): void {
    this.#pressed = null;
    this.#rows = [];
    this.from = null;
    this.to = null;
    globalThis.removeEventListener("keydown", this.#press, true);
  }

  /** On which side of a row the carried one would come to stand; null where it would not. */
  markOf(index: number): "after" | "before" | null {
    const { from, to } = this;
    if (from === null || to === null || index !== to || from === to) return null;
    return to < from ? "before" : "after";
  }

  readonly #press = (event: KeyboardEvent): void => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    this.cancel();
  };
}

function middleOf(row: Element): number {
  const { top, height } = row.getBoundingClientRect();
  return top + height / 2;
}
