import { describe, expect, it, vi } from "vitest";
import { tick } from "svelte";
import { documentView } from "../../test_views";
import { fakeHost } from "../../test_host";
import { askEarly, forgetEarly, isEarly, isEarlyReady } from "./early_picture";
import { Picture } from "./picture.svelte";
import { PageViewer } from "./viewer.svelte";

const A4 = { width: 595, height: 842 };

function viewerOf(pages: number, room = { width: 1000, height: 800 }) {
  const viewer = new PageViewer();
  const scroller = { scrollTop: 0, scrollLeft: 0, getBoundingClientRect: () => ({ left: 200, top: 50 }) };
  viewer.attach(scroller);
  viewer.resize(room);
  viewer.show([documentView({ pages: Array.from({ length: pages }, () => A4) })]);
  return { viewer, scroller };
}

describe("the column", () => {
  it("keeps only pages near the sight in the tree, however many there are", async () => {
    const { viewer } = viewerOf(1000);
    await tick();
    for (const at of [0, 0.3, 0.77, 1]) {
      viewer.scrolled(at * (viewer.list.height - 800), 0);
      expect(viewer.drawn.length).toBeGreaterThan(0);
      expect(viewer.drawn.length).toBeLessThan(12);
      const seen = viewer.list.range(viewer.scrollTop, viewer.scrollTop + 800);
      const drawn = viewer.drawn.map(({ index }) => index);
      for (let index = seen[0]; index < seen[1]; index += 1) expect(drawn).toContain(index);
    }
  });

  it("stands still a moment after it was scrolled", () => {
    vi.useFakeTimers({ toFake: ["performance"] });
    const { viewer } = viewerOf(20);
    expect(viewer.isCalm()).toBe(true);
    viewer.scrolled(3000, 0);
    expect(viewer.isCalm()).toBe(false);
    vi.advanceTimersByTime(1000);
    expect(viewer.isCalm()).toBe(true);
    vi.useRealTimers();
  });

  it("keeps the page with the focus in the tree", () => {
    const { viewer } = viewerOf(1000);
    viewer.pinned = 3;
    viewer.scrolled(viewer.list.top(900), 0);
    expect(viewer.drawn[0]?.index).toBe(3);
  });

  it("knows the page under a place of the window", async () => {
    const { viewer } = viewerOf(3);
    viewer.zoomTo("actual");
    await tick();
    viewer.goTo(1);
    const left = 200 + viewer.left(1);
    expect(viewer.pageAt(left + 40, 50 + 16 + 80)).toMatchObject({
      sheet: { index: 1 },
      point: { x: 30, y: 60 },
    });
    expect(viewer.pageAt(left - 5, 200)).toBeNull();
    expect(viewer.pageAt(left + 40, 20)).toBeNull();
  });

  it("opens at a comfortable width, and follows the room", async () => {
    const { viewer } = viewerOf(3, { width: 600, height: 800 });
    await tick();
    expect(viewer.zoom).toBeCloseTo(552 / (595 * (96 / 72)), 5);
    viewer.resize({ width: 3000, height: 800 });
    await tick();
    expect(viewer.zoom).toBe(1.25);
    viewer.zoomTo("width");
    await tick();
    expect(viewer.zoom).toBeGreaterThan(3);
    viewer.zoomTo("page");
    await tick();
    expect(viewer.list.pixels(0).height).toBeLessThanOrEqual(800);
  });

  it("keeps under the pointer what was there while the wheel turns", async () => {
    const { viewer, scroller } = viewerOf(20, { width: 700, height: 800 });
    viewer.zoomTo("actual");
    await tick();
    viewer.goTo(7);
    const before = viewer.pageAt(600, 500);
    for (const turn of [-100, -200, -50, 120]) {
      viewer.wheel(turn, 0, 600, 500);
      viewer.wheel(-turn / 2, 0, 600, 500);
      viewer.wheel(turn, 0, 600, 500);
      await tick();
      expect(scroller.scrollTop).toBe(viewer.scrollTop);
      const after = viewer.pageAt(600, 500);
      expect(after?.sheet.index).toBe(before?.sheet.index);
      expect(after?.point.y).toBeCloseTo(before?.point.y ?? 0, 3);
    }
    expect(viewer.zoom).not.toBe(1);
    expect(viewer.fit).toBe("none");
  });

  it("does not scroll to what is already in sight", async () => {
    const { viewer, scroller } = viewerOf(5);
    viewer.zoomTo("actual");
    await tick();
    const [first, , third] = viewer.list.sheets;
    if (!first || !third) throw new Error("no pages");
    viewer.goTo(0);
    const before = scroller.scrollTop;
    viewer.reveal(first, { x: 100, y: 100, width: 100, height: 50 });
    expect(scroller.scrollTop).toBe(before);
    viewer.reveal(third, { x: 100, y: 400, width: 100, height: 50 });
    expect(viewer.isInSight(third)).toBe(true);
  });

  it("moves on while something is carried near an edge", () => {
    const { viewer, scroller } = viewerOf(20);
    viewer.scrolled(3000, 0);
    expect(viewer.pull(450)).toBe(false);
    expect(viewer.pull(845)).toBe(true);
    expect(scroller.scrollTop).toBeGreaterThan(3000);
    viewer.scrolled(3000, 0);
    expect(viewer.pull(52)).toBe(true);
    expect(scroller.scrollTop).toBeLessThan(3000);
  });
});

describe("the picture of a page", () => {
  it("stays until the sharper one is there", () => {
    vi.useFakeTimers();
    const picture = new Picture();
    picture.want("a");
    expect(picture.coming).toBeNull();
    vi.advanceTimersByTime(100);
    expect([picture.shown, picture.coming]).toEqual([null, "a"]);
    picture.arrived("a");
    picture.want("b");
    picture.want("c");
    vi.advanceTimersByTime(200);
    expect([picture.shown, picture.coming]).toEqual(["a", "c"]);
    picture.arrived("b");
    expect(picture.shown).toBe("a");
    picture.arrived("c");
    expect([picture.shown, picture.coming]).toEqual(["c", null]);
    vi.useRealTimers();
  });

  it("is asked for at once where somebody waits for the first", () => {
    vi.useFakeTimers();
    const picture = new Picture();
    picture.want("as wide as the room was before it was laid out", true);
    picture.want("a", true);
    const neighbour = new Picture();
    neighbour.want("b");
    vi.advanceTimersByTime(1);
    expect([picture.coming, neighbour.coming]).toEqual(["a", null]);
    vi.advanceTimersByTime(100);
    expect(neighbour.coming).toBe("b");
    vi.useRealTimers();
  });

  it("that was asked for before its screen was there is taken at once, and held no longer than that", () => {
    fakeHost({});
    const document = documentView({ pages: [A4, A4] });
    // A window of 1,024 pixels: rail and panel leave 656 of them.
    vi.stubGlobal("innerWidth", 1024);
    const address = `page://localhost/${document.sha256}/1/719`;
    expect(isEarly(address)).toBe(false);
    askEarly(document.sha256, A4);
    expect(isEarly(address)).toBe(true);
    const picture = new Picture();
    picture.want(address);
    expect(picture.coming).toBe(address);
    picture.arrived(address);
    expect([picture.shown, isEarly(address)]).toEqual([address, false]);
    vi.unstubAllGlobals();
  });

  it("that is here and decoded before its screen is there, is on it with the first frame", async () => {
    fakeHost({});
    const made: EventTarget[] = [];
    class Drawn extends EventTarget {
      src = "";
      decode = async () => {};
      constructor() {
        super();
        made.push(this);
      }
    }
    vi.stubGlobal("Image", Drawn);
    vi.stubGlobal("innerWidth", 1024);
    try {
      const { sha256 } = documentView();
      const address = `page://localhost/${sha256}/1/719`;
      askEarly(sha256, A4);
      askEarly(sha256, A4);
      expect([made.length, isEarlyReady(address)]).toEqual([1, false]);
      made[0]?.dispatchEvent(new Event("load"));
      await vi.waitFor(() => expect(isEarlyReady(address)).toBe(true));
      const picture = new Picture();
      picture.want(address, true);
      expect([picture.shown, picture.coming]).toEqual([address, null]);
      picture.arrived(address);
      expect(isEarly(address)).toBe(false);
    } finally {
      forgetEarly();
      vi.unstubAllGlobals();
    }
  });

  it("asks for nothing while somebody flies past", () => {
    vi.useFakeTimers();
    const picture = new Picture();
    picture.want("a");
    vi.advanceTimersByTime(50);
    picture.stop();
    vi.advanceTimersByTime(500);
    expect(picture.coming).toBeNull();
    vi.useRealTimers();
  });

  it("fails only when there is nothing better, and is asked again under a new address", () => {
    vi.useFakeTimers();
    const picture = new Picture();
    picture.want("a?token=x");
    vi.advanceTimersByTime(100);
    picture.broke("a?token=x");
    expect(picture.failed).toBe(true);
    picture.retry();
    expect([picture.failed, picture.coming]).toEqual([false, "a?token=x&retry=1"]);
    picture.arrived("a?token=x&retry=1");
    picture.want("b");
    vi.advanceTimersByTime(200);
    picture.broke("b?retry=1");
    expect([picture.failed, picture.shown]).toEqual([false, "a?token=x&retry=1"]);
    vi.useRealTimers();
  });
});
