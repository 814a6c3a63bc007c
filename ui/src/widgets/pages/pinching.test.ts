import { expect, it } from "vitest";
import { MOST_ZOOM } from "../../model/zoom";
import { documentView } from "../../test_views";
import { pinching } from "./pinching";
import { PageViewer } from "./viewer.svelte";

function gesture(element: HTMLElement, name: string, scale: number): boolean {
  const event = new Event(name, { bubbles: true, cancelable: true });
  Object.assign(event, { scale, clientX: 600, clientY: 500 });
  element.dispatchEvent(event);
  return event.defaultPrevented;
}

it("zooms under the pointer by as much as two fingers are apart, and never the whole window", () => {
  const viewer = new PageViewer();
  viewer.attach({ scrollTop: 0, scrollLeft: 0, getBoundingClientRect: () => ({ left: 200, top: 50 }) });
  viewer.resize({ width: 700, height: 800 });
  viewer.show([documentView({ pages: Array.from({ length: 20 }, () => ({ width: 595, height: 842 })) })]);
  viewer.zoomTo("actual");
  viewer.goTo(7);
  const column = document.createElement("div");
  const stop = pinching(column, viewer);
  const before = viewer.pageAt(600, 500);
  expect(gesture(column, "gesturestart", 1)).toBe(true);
  for (const scale of [1.2, 1.7, 1.5]) {
    expect(gesture(column, "gesturechange", scale)).toBe(true);
    expect(viewer.zoom).toBeCloseTo(scale, 6);
    const after = viewer.pageAt(600, 500);
    expect(after?.sheet.index).toBe(before?.sheet.index);
    expect(after?.point.y).toBeCloseTo(before?.point.y ?? 0, 3);
  }
  expect(gesture(column, "gestureend", 1.5)).toBe(true);
  expect([viewer.zoom, viewer.fit]).toEqual([1.5, "none"]);
  // The next two fingers begin from there.
  gesture(column, "gesturestart", 1);
  gesture(column, "gesturechange", 2);
  expect(viewer.zoom).toBeCloseTo(3, 6);
  gesture(column, "gesturechange", 1000);
  expect(viewer.zoom).toBe(MOST_ZOOM);
  stop();
  expect(gesture(column, "gesturestart", 1)).toBe(false);
});
