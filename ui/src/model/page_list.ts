import { PIXELS_PER_POINT, type Size } from "./geometry";

export interface Sheet {
  /** Place in the column, from 0. */
  index: number;
  /** Which document, from 0. */
  document: number;
  /** Page of that document, from 1. */
  page: number;
  size: Size;
}

export interface Spacing {
  /** Above each page, in CSS pixels. */
  gap: number;
  /** Height of the heading above a document's first page; 0 for none. */
  heading: number;
}

/** All pages of all documents in one column: where each stands, and which are in sight. Nothing here grows with scrolling. */
export class PageList {
  readonly sheets: readonly Sheet[];
  readonly #tops: Float64Array;
  /** Index of each document's first page. */
  readonly #starts: number[] = [];
  readonly #scale: number;
  /** Height of the whole column in CSS pixels. */
  readonly height: number;
  /** Width of the widest page in CSS pixels. */
  readonly width: number;

  constructor(
    documents: readonly { pages: readonly Size[] }[],
    readonly zoom: number,
    readonly spacing: Spacing,
  ) {
    this.#scale = zoom * PIXELS_PER_POINT;
    const sheets: Sheet[] = [];
    for (const [document, { pages }] of documents.entries()) {
      this.#starts.push(sheets.length);
      for (const [at, size] of pages.entries()) {
        sheets.push({ index: sheets.length, document, page: at + 1, size });
      }
    }
    this.sheets = sheets;
    this.#tops = new Float64Array(this.sheets.length);
    let top = 0;
    let width = 0;
    for (const [index, sheet] of this.sheets.entries()) {
      top += spacing.gap + (sheet.page === 1 ? spacing.heading : 0);
      this.#tops[index] = top;
      top += sheet.size.height * this.#scale;
      width = Math.max(width, sheet.size.width * this.#scale);
    }
    this.height = top + spacing.gap;
    this.width = width;
  }

  /** Distance of a page's upper edge from the top of the column. */
  top(index: number): number {
    return this.#tops[index] ?? 0;
  }

  /** Size of a page in CSS pixels. */
  pixels(index: number): Size {
    const size = this.sheets[index]?.size ?? { width: 0, height: 0 };
    return { width: size.width * this.#scale, height: size.height * this.#scale };
  }

  bottom(index: number): number {
    return this.top(index) + this.pixels(index).height;
  }

  /** Indices of the pages that touch a stretch of the column; the second is past the last. */
  range(top: number, bottom: number): [number, number] {
    const first = this.#firstBelow(top);
    let end = first;
    while (end < this.sheets.length && this.top(end) < bottom) end += 1;
    return [first, end];
  }

  /** The page at a height of the column, or the nearest one; -1 when there is none at all. */
  at(y: number): number {
    return Math.min(this.#firstBelow(y), this.sheets.length - 1);
  }

  find(document: number, page: number): Sheet | null {
    const sheet = this.sheets[(this.#starts[document] ?? Number.NaN) + page - 1];
    return sheet?.document === document && sheet.page === page ? sheet : null;
  }

  /** The first page whose lower edge lies below `y`. */
  #firstBelow(y: number): number {
    let low = 0;
    let high = this.sheets.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.bottom(middle) <= y) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
