import { describe, expect, it } from "vitest";
import { kept } from "./kept";
import { randomNumbers } from "./random_numbers";

/** Any value JSON has; small, so that two of them are often the same in part. */
function anything(random: () => number, depth = 3): unknown {
  const pick = Math.floor(random() * (depth > 0 ? 6 : 4));
  const few = Math.floor(random() * 3);
  if (pick === 0) return null;
  if (pick === 1) return few;
  if (pick === 2) return random() < 0.5;
  if (pick === 3) return `text ${few}`;
  const parts = Array.from({ length: few }, () => anything(random, depth - 1));
  if (pick === 4) return parts;
  return Object.fromEntries(parts.map((part, at) => [at === 0 && random() < 0.5 ? "id" : `key ${at}`, part]));
}

describe("what has not changed", () => {
  it("is the very same object, wherever it stands in a list", () => {
    const before = {
      fields: [
        { id: "a", rect: { x: 1 } },
        { id: "b", rect: { x: 2 } },
      ],
      pages: [{ width: 3 }],
    };
    const after = kept(before, {
      fields: [
        { id: "b", rect: { x: 2 } },
        { id: "a", rect: { x: 9 } },
      ],
      pages: [{ width: 3 }],
    });
    expect(after).toEqual({
      fields: [
        { id: "b", rect: { x: 2 } },
        { id: "a", rect: { x: 9 } },
      ],
      pages: [{ width: 3 }],
    });
    expect(after.fields[0]).toBe(before.fields[1]);
    expect(after.pages).toBe(before.pages);
    expect(after.fields[1]).not.toBe(before.fields[0]);
  });

  it("is nothing where a key has come, gone or become null", () => {
    expect(kept({ a: 1, b: 2 }, { a: 1 })).toEqual({ a: 1 });
    expect(kept({ a: 1 }, { a: 1, b: undefined })).toHaveProperty("b");
    expect(kept({ a: [1] }, { a: null })).toEqual({ a: null });
    expect(kept([1], { 0: 1 })).toEqual({ 0: 1 });
    expect(kept([1, 2], [1])).toEqual([1]);
  });

  it("never makes a value say anything else", () => {
    const random = randomNumbers(7);
    for (let round = 0; round < 3000; round += 1) {
      const [before, after] = [anything(random), anything(random)];
      const copies = structuredClone([before, after]);
      expect(kept(before, after)).toEqual(after);
      expect([before, after]).toEqual(copies);
      if (typeof before === "object" && before !== null)
        expect(kept(before, structuredClone(before))).toBe(before);
    }
  });
});
