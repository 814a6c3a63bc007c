import { EdgeScroll } from "../../widgets/pages/edge_scroll";
import type { Tool } from "../../model/tools";
import type { Placement } from "./placement.svelte";

const THRESHOLD_PX = 4;

/** A tool carried from the palette to a page; a press without carrying takes the tool in hand. */
export class PaletteDrag {
  /** Where the carried box is in the window while it is over no page. */
  carried = $state.raw<{ x: number; y: number } | null>(null);
  readonly #edge: EdgeScroll;
  #at = { clientX: 0, clientY: 0 };
  #from: { x: number; y: number; hand: number } | null = null;
  #moved = false;

  constructor(
    readonly placement: Placement,
    readonly tool: Tool,
  ) {
    this.#edge = new EdgeScroll(placement.viewer, () => this.#follow());
  }

  start(event: PointerEvent): void {
    if (event.button !== 0 || !event.isPrimary) return;
    // The press that follows says why.
    if (this.placement.tools.reason(this.tool) !== null) return;
    (event.currentTarget as HTMLElement).setPointerCapture?.(event.pointerId);
    this.#from = { x: event.clientX, y: event.clientY, hand: this.placement.hand };
    this.#moved = false;
  }

  move(event: PointerEvent): void {
    if (!this.#from) return;
    if (this.#from.hand !== this.placement.hand) {
      this.cancel();
      // The click that follows is still the end of a carry.
      this.#moved = true;
      return;
    }
    const far = Math.hypot(event.clientX - this.#from.x, event.clientY - this.#from.y) >= THRESHOLD_PX;
    if (!this.#moved && !far) return;
    this.#moved = true;
    this.#at = { clientX: event.clientX, clientY: event.clientY };
    this.#follow();
  }

  end(event: PointerEvent): void {
    const carrying = this.#moved && this.#from?.hand === this.placement.hand;
    this.#edge.stop();
    this.#from = null;
    this.carried = null;
    if (!carrying) return;
    const at = this.placement.viewer.pageAt(event.clientX, event.clientY);
    this.placement.ghost = null;
    if (at) void this.placement.tools.placeAt(at.sheet, at.point, this.tool);
  }

  cancel(): void {
    this.#edge.stop();
    this.#from = null;
    this.#moved = false;
    this.carried = null;
    this.placement.ghost = null;
  }

  /** The click that ends a carry is not a press on the button. */
  click(): void {
    if (this.#moved) this.#moved = false;
    else this.placement.tools.arm(this.tool);
  }

  #follow(): void {
    const { clientX, clientY } = this.#at;
    const at = this.placement.viewer.pageAt(clientX, clientY);
    if (at) this.placement.tools.ghostAt(at.sheet, at.point, this.tool);
    else this.placement.ghost = null;
    this.carried = at ? null : { x: clientX, y: clientY };
    // Beside the pages, over the panel, nothing is to scroll.
    if (at) this.#edge.over(clientY);
    else this.#edge.stop();
  }
}
