import { afterEach, expect, it } from "vitest";
import type { DraftId } from "./bindings/DraftId";
import { keepPlace, leftOff, type LeftOff } from "./left_off";
import { documentView } from "./test_views";
import { PageViewer } from "./widgets/pages/viewer.svelte";

const place = (draft: string, change: Partial<LeftOff> = {}): LeftOff => ({
  draft: draft as DraftId,
  sheet: 2,
  zoom: 1.5,
  fit: "none",
  field: null,
  ...change,
});

afterEach(() => localStorage.clear());

it("keeps the last place of each draft, and not of every draft there ever was", () => {
  keepPlace(place("drf_1"));
  keepPlace(place("drf_2", { sheet: 0 }));
  keepPlace(place("drf_1", { sheet: 4 }));
  expect([leftOff("drf_1" as DraftId)?.sheet, leftOff("drf_2" as DraftId)?.sheet]).toEqual([4, 0]);
  for (let number = 10; number < 40; number += 1) keepPlace(place(`drf_${number}`));
  expect(leftOff("drf_1" as DraftId)).toBeNull();
  expect(leftOff("drf_39" as DraftId)).toEqual(place("drf_39"));
});

it.each(["", "{", "3", '[{"draft":"drf_1","sheet":"x"}]', "[null]"])("takes %s for nothing", (kept) => {
  localStorage.setItem("left-off", kept);
  expect(leftOff("drf_1" as DraftId)).toBeNull();
});

it("a viewer goes back to the page and the zoom, whatever room it is given first", () => {
  const page = { width: 595, height: 842 };
  const viewer = new PageViewer();
  viewer.show([documentView({ pages: [page, page, page, page] })]);
  viewer.resume(2, 1.5, "none");
  viewer.resize({ width: 500, height: 400 });
  expect([viewer.current, viewer.zoom]).toEqual([2, 1.5]);
  const fitted = new PageViewer();
  fitted.show([documentView({ pages: [page, page, page, page] })]);
  fitted.resume(3, 1.5, "width");
  fitted.resize({ width: 700, height: 500 });
  expect(fitted.current).toBe(3);
  expect(fitted.zoom).toBeLessThan(1);
});
