import { describe, expect, it } from "vitest";
import { Ink, outlinePath, type Contact, type Outline } from "./ink";
import { randomNumbers } from "./random_numbers";

function contact(more: Partial<Contact> = {}): Contact {
  return { pointerId: 1, pointerType: "mouse", isPrimary: true, pressure: 0.5, width: 1, height: 1, ...more };
}

function draw(ink: Ink, who: Contact, pressure?: (step: number) => number): boolean {
  const started = ink.start(who, { x: 0.2, y: 0.5 });
  const points = Array.from({ length: 20 }, (_, step) => ({
    x: 0.2 + step * 0.02,
    y: 0.5 + Math.sin(step) * 0.1,
    ...(pressure ? { pressure: pressure(step) } : {}),
  }));
  ink.extend(who, points);
  ink.end(who.pointerId);
  return started;
}

const HIGH = 1 / 3;

/** How far points lie beyond areas on a pad three times as wide as high, in parts of its width. */
function beyond(points: Outline, areas: readonly Outline[]): number {
  const edges = areas.map((area) =>
    area.map((from, index) => [from, area[(index + 1) % area.length] ?? from]),
  );
  const distances = points.map(([x, y]) => {
    let nearest = Infinity;
    for (const area of edges) {
      let turns = 0;
      for (const [[a, b] = [0, 0], [c, d] = [0, 0]] of area) {
        const [along, up] = [c - a, (d - b) * HIGH];
        const [right, above] = [x - a, (y - b) * HIGH];
        const side = along * above - up * right;
        if (b <= y && d > y && side > 0) turns += 1;
        if (b > y && d <= y && side < 0) turns -= 1;
        const length = along * along + up * up;
        const part = length === 0 ? 0 : Math.max(0, Math.min(1, (right * along + above * up) / length));
        nearest = Math.min(nearest, Math.hypot(right - part * along, above - part * up));
      }
      if (turns !== 0) return 0;
    }
    return nearest;
  });
  return Math.max(...distances);
}

describe("who may draw", () => {
  it("only the primary pointer, and one at a time", () => {
    const ink = new Ink();
    expect(ink.start(contact({ pointerType: "touch", isPrimary: false, pointerId: 2 }), { x: 0, y: 0 })).toBe(
      false,
    );
    expect(ink.start(contact({ pointerType: "touch" }), { x: 0, y: 0 })).toBe(true);
    expect(ink.start(contact({ pointerType: "mouse", pointerId: 9 }), { x: 0, y: 0 })).toBe(false);
    expect(ink.count).toBe(1);
  });

  it("no finger once a pen was seen, until the person says so", () => {
    const ink = new Ink();
    expect(draw(ink, contact({ pointerType: "touch" }))).toBe(true);
    expect(draw(ink, contact({ pointerType: "pen", pointerId: 2 }))).toBe(true);
    expect(ink.ignoresTouch).toBe(true);
    expect(draw(ink, contact({ pointerType: "touch" }))).toBe(false);
    ink.signWithFinger();
    expect(draw(ink, contact({ pointerType: "touch" }))).toBe(true);
  });

  it("no palm", () => {
    const ink = new Ink();
    expect(draw(ink, contact({ pointerType: "touch", width: 41 }))).toBe(false);
    expect(draw(ink, contact({ pointerType: "touch", height: 64 }))).toBe(false);
    expect(draw(ink, contact({ pointerType: "touch", width: 40, height: 40 }))).toBe(true);
    expect(draw(ink, contact({ pointerType: "mouse", width: 99 }))).toBe(true);
  });
});

describe("strokes", () => {
  it("end when the system takes the pointer away, and what is drawn stays", () => {
    const ink = new Ink();
    ink.start(contact(), { x: 0.1, y: 0.1 });
    ink.extend(contact(), [{ x: 0.3, y: 0.3 }]);
    ink.end(1);
    ink.extend(contact(), [{ x: 0.9, y: 0.9 }]);
    expect(ink.isDrawing).toBe(false);
    expect(ink.count).toBe(1);
    expect(
      Math.max(
        ...ink
          .outlines(3)
          .flat()
          .map(([x]) => x),
      ),
    ).toBeLessThan(0.4);
  });

  it("do not take points of another pointer", () => {
    const ink = new Ink();
    ink.start(contact(), { x: 0.1, y: 0.1 });
    ink.extend(contact({ pointerId: 2 }), [{ x: 0.9, y: 0.9 }]);
    expect(
      Math.max(
        ...ink
          .outlines(3)
          .flat()
          .map(([x]) => x),
      ),
    ).toBeLessThan(0.2);
  });

  it("go one by one, or all at once", () => {
    const ink = new Ink();
    draw(ink, contact());
    draw(ink, contact());
    ink.undo();
    expect(ink.count).toBe(1);
    ink.clear();
    expect(ink.isEmpty).toBe(true);
    expect(ink.outlines(3)).toEqual([]);
  });

  it("a dot is a shape too", () => {
    const ink = new Ink();
    ink.start(contact(), { x: 0.5, y: 0.5 });
    ink.end(1);
    const [dot] = ink.outlines(3);
    expect(dot?.length).toBeGreaterThan(8);
  });
});

describe("outlines", () => {
  it("lie within the pad, whatever was scribbled beyond it", () => {
    const random = randomNumbers(11);
    const ink = new Ink();
    for (let stroke = 0; stroke < 40; stroke += 1) {
      ink.start(contact(), { x: random() * 3 - 1, y: random() * 3 - 1 });
      ink.extend(
        contact(),
        Array.from({ length: 30 }, () => ({ x: random() * 3 - 1, y: random() * 3 - 1 })),
      );
      ink.end(1);
    }
    const numbers = ink.outlines(3).flat(2);
    expect(numbers.length).toBeGreaterThan(1000);
    expect(numbers.every((value) => Number.isFinite(value) && value >= 0 && value <= 1)).toBe(true);
  });

  it("are as thick in both directions on a pad three times as wide as high", () => {
    const across = new Ink();
    across.start(contact(), { x: 0.2, y: 0.5 });
    across.extend(
      contact(),
      Array.from({ length: 60 }, (_, step) => ({ x: 0.2 + step / 100, y: 0.5 })),
    );
    across.end(1);
    const down = new Ink();
    down.start(contact(), { x: 0.5, y: 0.1 });
    down.extend(
      contact(),
      Array.from({ length: 60 }, (_, step) => ({ x: 0.5, y: 0.1 + (step * 0.8) / 60 })),
    );
    down.end(1);
    const extent = (ink: Ink, axis: 0 | 1) => {
      const values = ink
        .outlines(3)
        .flat()
        .map((point) => point[axis]);
      return Math.max(...values) - Math.min(...values);
    };
    expect(extent(across, 1) / 3 / extent(down, 0)).toBeGreaterThan(0.5);
    expect(extent(across, 1) / 3 / extent(down, 0)).toBeLessThan(2);
  });

  it("of a running stroke's pieces cover what the whole stroke does", () => {
    const ink = new Ink();
    ink.start(contact(), { x: 0.1, y: 0.5 });
    const point = (step: number) => ({ x: 0.1 + step * 0.004, y: 0.5 + 0.3 * Math.sin(step / 9) });
    ink.extend(
      contact(),
      Array.from({ length: 199 }, (_, step) => point(step)),
    );
    const pieces = ink.running(3, 0);
    const [whole = []] = ink.outlines(3);
    // Less than a quarter of a pixel on a pad of a thousand pixels: the ink does not move when the pen is lifted.
    expect([
      pieces.length,
      beyond(whole, pieces) < 0.00025,
      beyond(pieces.flat(), [whole]) < 0.00025,
    ]).toEqual([7, true, true]);
    expect(ink.running(3, 5)).toEqual(pieces.slice(5));
    ink.end(1);
    expect(ink.running(3, 0)).toEqual([]);
  });

  it("become one closed path", () => {
    expect(
      outlinePath(
        [
          [
            [0, 0],
            [1, 0],
            [1, 1],
          ],
        ],
        3,
      ),
    ).toBe("M0.0 0.0L1000.0 0.0L1000.0 333.3Z");
    expect(outlinePath([], 3)).toBe("");
  });
});

describe("what is told about the input", () => {
  it("names the pen before the finger before the mouse", () => {
    const ink = new Ink();
    expect(ink.input).toBe("unknown");
    draw(ink, contact());
    expect(ink.input).toBe("mouse");
    draw(ink, contact({ pointerType: "touch" }));
    expect(ink.input).toBe("touch");
    draw(ink, contact({ pointerType: "pen" }));
    expect(ink.input).toBe("pen");
  });

  it("believes in pressure only from a pen that reports different ones", () => {
    const ink = new Ink();
    draw(ink, contact(), (step) => step / 20);
    expect(ink.hasPressure).toBe(false);
    draw(ink, contact({ pointerType: "pen" }), () => 0.5);
    expect(ink.hasPressure).toBe(false);
    draw(ink, contact({ pointerType: "pen" }), (step) => 0.2 + step / 50);
    expect(ink.hasPressure).toBe(true);
  });
});
