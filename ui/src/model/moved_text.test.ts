import { expect, it } from "vitest";
import type { TextRunView } from "../bindings/TextRunView";
import { movedText } from "./moved_text";

const line = (text: string, y: number, x = 70): TextRunView => ({
  text,
  rect: { x, y, width: 200, height: 12 },
});
const heights = (before: TextRunView[], after: TextRunView[]) => {
  const moved = movedText(before, after);
  return [moved.before.map(({ y }) => y), moved.after.map(({ y }) => y)];
};

it("marks a line where it was and where it is, and nothing that stayed", () => {
  const before = [line("Contrat", 50), line("Le bailleur", 600), line("Signature", 620)];
  const after = [
    line("Contrat", 50.6),
    line("Article 9", 600),
    line("Le bailleur", 640),
    line("Signature ", 620),
  ];
  expect(heights(before, after)).toEqual([[600], [600, 640]]);
  expect(heights(before, before)).toEqual([[], []]);
});

it("counts lines that say the same as often as they are there", () => {
  expect(heights([line("p. 1", 10), line("p. 1", 10)], [line("p. 1", 10)])).toEqual([[10], []]);
});

it("takes rules and dots for nothing", () => {
  expect(heights([line("………", 10)], [line("____", 20)])).toEqual([[], []]);
});
