import { describe, expect, it } from "vitest";
import { parsePages } from "./page_range";

const words = { last: ["dernière", "fin"], all: ["toutes"] };

describe("pages written by a person", () => {
  it.each([
    ["1-3, dernière", [1, 2, 3, 9]],
    ["1–3;last", [1, 2, 3, 9]],
    ["5", [5]],
    ["DERNIERE", [9]],
    ["8-Dernière", [8, 9]],
    ["7-", [7, 8, 9]],
    [" 2 , 2, 1 ", [1, 2]],
    ["toutes", [1, 2, 3, 4, 5, 6, 7, 8, 9]],
    ["2 - fin", [2, 3, 4, 5, 6, 7, 8, 9]],
  ])("%s", (text, pages) => expect(parsePages(text, 9, words)).toEqual(pages));

  it.each(["", " , ", "0", "10", "3-1", "a", "1-2-3", "-3", "1.5", "99999999999"])("%s is none", (text) =>
    expect(parsePages(text, 9, words)).toBeNull(),
  );
});
