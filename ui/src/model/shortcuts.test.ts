import { describe, expect, it } from "vitest";
import { actionFor, type KeyPress } from "./shortcuts";

function press(key: string, more: Partial<KeyPress> = {}): KeyPress {
  return { key, code: key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...more };
}

describe("on a box", () => {
  it.each([
    [press("ArrowRight"), { do: "move", dx: 1, dy: 0 }],
    [press("ArrowUp", { shiftKey: true }), { do: "move", dx: 0, dy: -10 }],
    [press("ArrowDown", { altKey: true }), { do: "resize", dx: 0, dy: 1 }],
    [press("ArrowLeft", { altKey: true, shiftKey: true }), { do: "resize", dx: -10, dy: 0 }],
    [press("PageDown", { ctrlKey: true }), { do: "move_to_page", step: 1 }],
    [press("PageUp"), { do: "turn_page", step: -1 }],
    [press("Delete"), { do: "delete" }],
    [press("d", { ctrlKey: true }), { do: "duplicate" }],
    [press("ArrowLeft", { ctrlKey: true }), { do: "jump", dx: -1, dy: 0 }],
    [press("ArrowDown", { ctrlKey: true, shiftKey: true }), { do: "align", edge: "bottom" }],
    [press("X", { ctrlKey: true, shiftKey: true }), { do: "align", edge: "middle_x" }],
    [press("Y", { metaKey: true, shiftKey: true }), { do: "align", edge: "middle_y" }],
    [press("L", { ctrlKey: true, shiftKey: true }), { do: "same_size", sides: "width" }],
    [press("T", { ctrlKey: true, shiftKey: true }), { do: "same_size", sides: "height" }],
    [press("D", { ctrlKey: true, shiftKey: true }), { do: "same_size", sides: "both" }],
    [press("H", { ctrlKey: true, shiftKey: true }), { do: "distribute", axis: "x" }],
    [press("V", { metaKey: true, shiftKey: true }), { do: "distribute", axis: "y" }],
    [press("P", { ctrlKey: true, shiftKey: true }), { do: "repeat" }],
    [press("c", { ctrlKey: true }), { do: "copy" }],
    [press("x", { metaKey: true }), { do: "cut" }],
    [press("v", { ctrlKey: true }), { do: "paste" }],
    [press("a", { ctrlKey: true }), { do: "choose_all" }],
    [press(" ", { ctrlKey: true }), { do: "choose_more" }],
    [press("F2"), { do: "describe" }],
    [press("A", { ctrlKey: true, shiftKey: true }), { do: "choose_all_of" }],
    [press("G", { ctrlKey: true, shiftKey: true }), { do: "group" }],
    [press("m"), { do: "announce" }],
    [press("Escape"), { do: "cancel" }],
  ])("%o means %o", (key, action) => expect(actionFor(key, "box", true)).toEqual(action));

  it("reads digits from the key, not from what an AZERTY keyboard writes with it", () => {
    expect(actionFor(press("&", { code: "Digit1" }), "box", true)).toEqual({ do: "assign", signer: 1 });
    expect(actionFor(press("9", { code: "Digit9", shiftKey: true }), "box", true)).toEqual({
      do: "assign",
      signer: 9,
    });
    expect(actionFor(press("à", { code: "Digit0" }), "box", true)).toBeNull();
  });

  it("leaves Enter to the button", () => {
    expect(actionFor(press("Enter"), "box", true)).toBeNull();
  });
});

describe("single letters", () => {
  it("act among the pages only, and can be switched off", () => {
    expect(actionFor(press("s"), "page", true)).toEqual({ do: "tool", tool: "signature" });
    expect(actionFor(press("?", { shiftKey: true }), "page", true)).toEqual({ do: "help" });
    expect(actionFor(press("s"), "window", true)).toBeNull();
    expect(actionFor(press("s"), "page", false)).toBeNull();
    expect(actionFor(press("&", { code: "Digit1" }), "box", false)).toBeNull();
  });

  it("take every tool in hand, also where the keyboard writes no Latin letters", () => {
    const tools = [..."sidnltcb"].map((key) => actionFor(press(key), "page", true));
    expect(tools).toEqual(
      ["signature", "initials", "date", "name", "place", "text", "checkbox", "block"].map((tool) => ({
        do: "tool",
        tool,
      })),
    );
    expect(actionFor(press("ي", { code: "KeyD" }), "page", true)).toEqual({ do: "tool", tool: "date" });
    expect(actionFor(press("ر", { code: "KeyV", ctrlKey: true }), "box", true)).toEqual({ do: "paste" });
    // What stands on the D key of another Latin layout is its own letter.
    expect(actionFor(press("e", { code: "KeyD" }), "page", true)).toBeNull();
  });

  it("switched off, leave arrows and commands as they are", () => {
    expect(actionFor(press("ArrowRight"), "box", false)).toEqual({ do: "move", dx: 1, dy: 0 });
    expect(actionFor(press("Enter"), "page", false)).toEqual({ do: "place" });
  });
});

describe("anywhere", () => {
  it.each([
    [press("z", { ctrlKey: true }), { do: "undo" }],
    [press("Z", { ctrlKey: true, shiftKey: true }), { do: "redo" }],
    [press("y", { ctrlKey: true }), { do: "redo" }],
    [press("z", { metaKey: true }), { do: "undo" }],
    [press("F6", { shiftKey: true }), { do: "pane", step: -1 }],
    [press("F8"), { do: "problem", step: 1 }],
    [press("à", { ctrlKey: true, code: "Digit0" }), { do: "zoom", to: "page" }],
    [press("1", { ctrlKey: true, code: "Numpad1" }), { do: "zoom", to: "width" }],
    [press("é", { ctrlKey: true, code: "Digit2" }), { do: "zoom", to: "actual" }],
    [press("+", { ctrlKey: true, shiftKey: true, code: "Equal" }), { do: "zoom", to: "in" }],
    [press("-", { ctrlKey: true, code: "Digit6" }), { do: "zoom", to: "out" }],
    [press("g", { ctrlKey: true }), { do: "go_to_page" }],
    [press("Escape"), { do: "cancel" }],
  ])("%o means %o", (key, action) => expect(actionFor(key, "window", true)).toEqual(action));

  it("leaves everything else alone", () => {
    for (const key of ["a", "Tab", " ", "ArrowDown", "Enter", "F5"]) {
      expect(actionFor(press(key), "window", true)).toBeNull();
    }
  });
});
