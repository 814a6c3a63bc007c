import { tick, untrack } from "svelte";
import type { DocumentView } from "../../bindings/DocumentView";
import type { ViewRect } from "../../bindings/ViewRect";
import { between, PIXELS_PER_POINT, type Point, type Size } from "../../model/geometry";
import { PageList, type Sheet } from "../../model/page_list";
import {
  clampZoom,
  fitComfort,
  fitPage,
  fitWidth,
  MARGIN_PX,
  zoomByWheel,
  zoomIn,
  zoomOut,
} from "../../model/zoom";

export type ZoomTarget = "actual" | "in" | "out" | "page" | "width";

/** The part of the scrolling element the viewer needs; a test brings a plain object. */
export interface Scroller {
  scrollTop: number;
  scrollLeft: number;
  getBoundingClientRect(): { left: number; top: number };
  querySelector?: HTMLElement["querySelector"];
  focus?: HTMLElement["focus"];
}

const GAP_PX = 16;
const HEADING_PX = 40;
const EDGE_PX = 40;
const EDGE_SPEED = 4;
/** After the last step of scrolling the column stands still. */
const CALM_MS = 200;
/** Pages this far outside are drawn too, in heights of the window. */
const OVERSCAN = 1;

/** Where the reader is in the column of pages: zoom, scroll, which pages are in sight. */
export class PageViewer {
  documents = $state.raw<readonly DocumentView[]>([]);
  zoom = $state(1);
  /** What the zoom follows when the room changes; `comfort`: the width, as long as the letters do not become huge. */
  fit = $state<"comfort" | "none" | "page" | "width">("comfort");
  room = $state.raw<Size>({ width: 800, height: 600 });
  scrollTop = $state(0);
  scrollLeft = $state(0);
  /** A page that must not leave the tree although it is out of sight: it holds the focus. */
  pinned = $state(-1);
  list = $derived(
    new PageList(this.documents, this.zoom, {
      gap: GAP_PX,
      heading: this.documents.length > 1 ? HEADING_PX : 0,
    }),
  );
  /** Width of the scrolled area in CSS pixels. */
  width = $derived(Math.max(this.room.width, this.list.width + 2 * MARGIN_PX));
  /** Pages in the tree: those in sight, their neighbours, and the one with the focus. */
  drawn = $derived.by(() => {
    const above = this.scrollTop - OVERSCAN * this.room.height;
    const [first, end] = this.list.range(above, this.scrollTop + (1 + OVERSCAN) * this.room.height);
    const sheets = this.list.sheets.slice(first, end);
    const pinned = this.list.sheets[this.pinned];
    if (pinned && pinned.index < first) sheets.unshift(pinned);
    if (pinned && pinned.index >= end) sheets.push(pinned);
    return sheets;
  });
  /** Index of the page the reader looks at: the one a third down the window. */
  current = $derived(Math.max(0, this.list.at(this.scrollTop + this.room.height / 3)));
  #scroller: Scroller | null = null;
  #turn = 0;
  #movedAt = Number.NEGATIVE_INFINITY;

  attach(scroller: Scroller): () => void {
    this.#scroller = scroller;
    return () => (this.#scroller = null);
  }

  /** Shows these documents. Whoever calls it from an effect follows the documents only, not the scroll it moves. */
  show(documents: readonly DocumentView[]): void {
    untrack(() => {
      if (documents === this.documents) return;
      this.documents = documents;
      if (this.fit !== "none") this.#fitAgain();
    });
  }

  resize(change: Partial<Size>): void {
    untrack(() => {
      const room = { ...this.room, ...change };
      if (room.width === this.room.width && room.height === this.room.height) return;
      this.room = room;
      if (this.fit !== "none") this.#fitAgain();
    });
  }

  /** The person scrolled, or the web view did. */
  scrolled(top: number, left: number): void {
    this.#movedAt = performance.now();
    // An element rounds what it is told; taking that for a movement would let the page creep while zooming.
    if (Math.abs(top - this.scrollTop) >= 1) this.scrollTop = top;
    if (Math.abs(left - this.scrollLeft) >= 1) this.scrollLeft = left;
  }

  /** Whether the column stands still: pages that fly past are not worth being drawn. */
  isCalm(): boolean {
    return performance.now() - this.#movedAt > CALM_MS;
  }

  isInSight(sheet: Sheet): boolean {
    return (
      this.list.bottom(sheet.index) > this.scrollTop &&
      this.list.top(sheet.index) < this.scrollTop + this.room.height
    );
  }

  left(index: number): number {
    return Math.max(MARGIN_PX, (this.width - this.list.pixels(index).width) / 2);
  }

  zoomTo(target: ZoomTarget): void {
    const wanted = { actual: 1, in: zoomIn(this.zoom), out: zoomOut(this.zoom) };
    if (target === "page" || target === "width") {
      this.fit = target;
      this.#fitAgain();
    } else {
      this.fit = "none";
      this.#setZoom(wanted[target], this.#middle());
    }
  }

  /** Ctrl + wheel: what is under the pointer stays under it. */
  wheel(deltaY: number, mode: number, clientX: number, clientY: number): void {
    this.zoomAround(zoomByWheel(this.zoom, deltaY, mode), clientX, clientY);
  }

  /** Another zoom: what is at this place of the window stays there. */
  zoomAround(zoom: number, clientX: number, clientY: number): void {
    const at = this.#toScroller(clientX, clientY);
    this.fit = "none";
    this.#setZoom(zoom, at);
  }

  /** Shows a page from its top. */
  goTo(index: number): void {
    const last = this.list.sheets.length - 1;
    if (last < 0) return;
    const wanted = between(0, index, last);
    this.#scrollTo(Math.max(0, this.list.top(wanted) - GAP_PX));
  }

  /** A page takes the focus, if not told which the one looked at: where boxes can lie on it these, else the column. */
  async focusPage(index = this.current): Promise<void> {
    // It must be in the tree first, wherever the column is scrolled to meanwhile.
    this.pinned = index;
    await tick();
    const boxes = this.#scroller?.querySelector?.<HTMLElement>(`[data-boxes="${index}"]`);
    if (!boxes) this.pinned = -1;
    (boxes ?? this.#scroller)?.focus?.({ preventScroll: true });
  }

  /** Goes back to a page at the zoom it was left at; one that follows the room follows it again. */
  resume(index: number, zoom: number, fit: PageViewer["fit"]): void {
    this.fit = fit;
    if (fit === "none") this.zoom = clampZoom(zoom);
    else this.#fitAgain();
    this.goTo(index);
  }

  /** Brings a rectangle of a page into sight, without moving when it is. */
  reveal(sheet: Sheet, rect: ViewRect): void {
    const scale = this.zoom * PIXELS_PER_POINT;
    const top = this.list.top(sheet.index) + rect.y * scale;
    const left = this.left(sheet.index) + rect.x * scale;
    const [height, width] = [rect.height * scale, rect.width * scale];
    const isSeen = (start: number, length: number, from: number, room: number) =>
      start >= from + GAP_PX && start + length <= from + room - GAP_PX;
    const { room } = this;
    const y = isSeen(top, height, this.scrollTop, room.height)
      ? this.scrollTop
      : top + height / 2 - room.height / 2;
    const x = isSeen(left, width, this.scrollLeft, room.width)
      ? this.scrollLeft
      : left + width / 2 - room.width / 2;
    this.#scrollTo(y, x);
  }

  /** The page under a place of the window, and where on it, in points; null beside the pages. */
  pageAt(clientX: number, clientY: number): { sheet: Sheet; point: Point } | null {
    const at = this.#toScroller(clientX, clientY);
    if (at.x < 0 || at.y < 0 || at.x > this.room.width || at.y > this.room.height) return null;
    const { x, y } = this.toColumn(clientX, clientY);
    const sheet = this.list.sheets[this.list.at(y)];
    if (!sheet) return null;
    const scale = this.zoom * PIXELS_PER_POINT;
    const point = { x: (x - this.left(sheet.index)) / scale, y: (y - this.list.top(sheet.index)) / scale };
    const { width, height } = sheet.size;
    return point.x >= 0 && point.y >= 0 && point.x <= width && point.y <= height ? { sheet, point } : null;
  }

  /** A place of the window as a place of the column, in CSS pixels. */
  toColumn(clientX: number, clientY: number): Point {
    const at = this.#toScroller(clientX, clientY);
    return { x: at.x + this.scrollLeft, y: at.y + this.scrollTop };
  }

  /** One step of scrolling for something carried near the upper or lower edge; false when it is near neither. */
  pull(clientY: number): boolean {
    const { y } = this.#toScroller(0, clientY);
    const beyond = y < EDGE_PX ? y - EDGE_PX : Math.max(0, y - (this.room.height - EDGE_PX));
    if (beyond !== 0) this.panBy(0, -between(-EDGE_PX, beyond, EDGE_PX) / EDGE_SPEED);
    return beyond !== 0;
  }

  panBy(dx: number, dy: number): void {
    this.#scrollTo(this.scrollTop - dy, this.scrollLeft - dx);
  }

  #fitAgain(): void {
    const sheet = this.list.sheets[this.current];
    if (!sheet) return;
    const room = { width: this.room.width - 2 * MARGIN_PX, height: this.room.height - 2 * GAP_PX };
    const zoom = {
      comfort: fitComfort(sheet.size, this.room.width),
      none: this.zoom,
      page: fitPage(sheet.size, room),
      width: fitWidth(sheet.size, room),
    }[this.fit];
    // Fitted to the room, the page must not lie half above it.
    this.#setZoom(zoom, { x: this.room.width / 2, y: 0 });
    if (this.fit === "page") this.goTo(sheet.index);
  }

  /**
   * Changes the zoom so that the point of the window `at` keeps showing the same spot of the same page. The new scroll
   * is known at once, so that the next turn of the wheel starts from it; the element gets it when it has its new size.
   */
  #setZoom(zoom: number, at: Point): void {
    const wanted = clampZoom(zoom);
    const index = this.list.at(this.scrollTop + at.y);
    if (wanted === this.zoom || index < 0) return;
    const before = this.list.pixels(index);
    const x = (this.scrollLeft + at.x - this.left(index)) / before.width;
    const y = (this.scrollTop + at.y - this.list.top(index)) / before.height;
    this.zoom = wanted;
    const after = this.list.pixels(index);
    this.#scrollTo(this.list.top(index) + y * after.height - at.y, this.left(index) + x * after.width - at.x);
  }

  #scrollTo(top: number, left = this.scrollLeft): void {
    this.scrollTop = between(0, top, Math.max(0, this.list.height - this.room.height));
    this.scrollLeft = between(0, left, Math.max(0, this.width - this.room.width));
    const wanted = { top: this.scrollTop, left: this.scrollLeft };
    const turn = ++this.#turn;
    this.#write(wanted);
    // An element that is still too small cuts the scroll off: once more when it has grown.
    void tick().then(() => {
      if (turn === this.#turn) this.#write(wanted);
    });
  }

  #write({ top, left }: { top: number; left: number }): void {
    if (!this.#scroller) return;
    this.#scroller.scrollTop = top;
    this.#scroller.scrollLeft = left;
  }

  #middle(): Point {
    return { x: this.room.width / 2, y: this.room.height / 2 };
  }

  #toScroller(clientX: number, clientY: number): Point {
    const { left = 0, top = 0 } = this.#scroller?.getBoundingClientRect() ?? {};
    return { x: clientX - left, y: clientY - top };
  }
}
