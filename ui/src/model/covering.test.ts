import { describe, expect, it } from "vitest";
import { coversText } from "./covering";

const line = { x: 100, y: 500, width: 200, height: 12 };
const box = { x: 90, y: 440, width: 150, height: 60 };

describe("a box over text", () => {
  it("covers it where words would be hidden", () => {
    expect(coversText({ ...box, y: 460 }, [line])).toBe(true);
    expect(coversText({ x: 120, y: 490, width: 30, height: 30 }, [line])).toBe(true);
  });

  it("does not where it stands beside, above, or touches the edge of a line", () => {
    expect(coversText(box, [line]), "above").toBe(false);
    expect(coversText({ ...box, y: 444 }, [line]), "a third of the line's height").toBe(false);
    expect(coversText({ ...box, x: -58, y: 480 }, [line]), "none of it").toBe(false);
    expect(coversText(box, [])).toBe(false);
  });
});
