import { describe, expect, it } from "vitest";
import { PageList } from "./page_list";
import { randomNumbers } from "./random_numbers";

const SPACING = { gap: 16, heading: 40 };
const pages = (count: number) => Array.from({ length: count }, () => ({ width: 595, height: 842 }));

describe("a column of pages", () => {
  it("counts pages per document, and places through all", () => {
    const list = new PageList([{ pages: pages(2) }, { pages: pages(3) }], 1, SPACING);
    expect(list.sheets.map(({ document, page }) => [document, page])).toEqual([
      [0, 1],
      [0, 2],
      [1, 1],
      [1, 2],
      [1, 3],
    ]);
    expect(list.find(1, 2)?.index).toBe(3);
    expect(list.find(2, 1)).toBeNull();
  });

  it("leaves room for the heading above a document's first page", () => {
    const list = new PageList([{ pages: pages(1) }, { pages: pages(1) }], 0.75, SPACING);
    expect(list.top(0)).toBe(56);
    expect(list.top(1)).toBeCloseTo(56 + 842 + 56, 6);
    expect(list.height).toBeCloseTo(list.bottom(1) + 16, 6);
  });

  it("knows nothing of an empty draft and says so", () => {
    const list = new PageList([], 1, SPACING);
    expect(list.range(0, 1000)).toEqual([0, 0]);
    expect(list.at(0)).toBe(-1);
  });

  it("finds by halving what a look at every page would find, in 1,000 pages of any size", () => {
    const random = randomNumbers(3);
    const many = Array.from({ length: 1000 }, () => ({
      width: 50 + random() * 900,
      height: 50 + random() * 900,
    }));
    const list = new PageList([{ pages: many.slice(0, 400) }, { pages: many.slice(400) }], 1.3, SPACING);
    for (let round = 0; round < 300; round += 1) {
      const top = (random() - 0.1) * list.height * 1.2;
      const bottom = top + random() * 3000;
      const slow = list.sheets.filter(({ index }) => list.bottom(index) > top && list.top(index) < bottom);
      const [first, end] = list.range(top, bottom);
      expect(list.sheets.slice(first, end)).toEqual(slow);
      expect(end - first).toBeLessThan(120);
    }
  });
});
