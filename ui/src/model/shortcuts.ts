import type { Edge, Sides } from "./arrange";
import { TOOL_KEYS, type Tool } from "./tools";

/** The part of a `KeyboardEvent` the map needs. */
export interface KeyPress {
  key: string;
  code: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
}

/** Where the focus is: on a box, elsewhere among the pages, or anywhere in the window. */
export type Focus = "box" | "page" | "window";

export type Action =
  | { do: "accept_all" }
  | { do: "align"; edge: Edge }
  | { do: "announce" }
  | { do: "assign"; signer: number }
  | { do: "cancel" }
  | { do: "choose_all" }
  | { do: "choose_all_of" }
  | { do: "choose_more" }
  | { do: "copy" }
  | { do: "cut" }
  | { do: "delete" }
  | { do: "describe" }
  | { do: "distribute"; axis: "x" | "y" }
  | { do: "duplicate" }
  | { do: "go_to_page" }
  | { do: "group" }
  | { do: "help" }
  | { do: "jump"; dx: number; dy: number }
  | { do: "move"; dx: number; dy: number }
  | { do: "move_to_page"; step: -1 | 1 }
  | { do: "pane"; step: -1 | 1 }
  | { do: "paste" }
  | { do: "place" }
  | { do: "problem"; step: -1 | 1 }
  | { do: "redo" }
  | { do: "repeat" }
  | { do: "resize"; dx: number; dy: number }
  | { do: "same_size"; sides: Sides }
  | { do: "stay" }
  | { do: "tool"; tool: Tool }
  | { do: "turn_page"; step: -1 | 1 }
  | { do: "undo" }
  | { do: "zoom"; to: "actual" | "in" | "out" | "page" | "width" };

const ARROWS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowDown: [0, 1],
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
};
const EDGES: Readonly<Record<string, Edge>> = {
  ArrowDown: "bottom",
  ArrowLeft: "left",
  ArrowRight: "right",
  ArrowUp: "top",
};
const TOOLS = Object.entries(TOOL_KEYS) as [Tool, string][];
const SMALL_STEP = 1;
const LARGE_STEP = 10;

/** What a key means where the focus is; null when it is not ours. `singleKeys` off: letters and digits are nothing. */
export function actionFor(press: KeyPress, focus: Focus, singleKeys: boolean): Action | null {
  return (
    (focus === "box" ? onBox(press) : null) ??
    (focus === "window" ? null : onPages(press, focus, singleKeys)) ??
    anywhere(press)
  );
}

function onBox(press: KeyPress): Action | null {
  const arrow = ARROWS[press.key];
  const step = press.shiftKey ? LARGE_STEP : SMALL_STEP;
  if (arrow && !isCommand(press)) {
    const [dx, dy] = [arrow[0] * step, arrow[1] * step];
    return press.altKey ? { do: "resize", dx, dy } : { do: "move", dx, dy };
  }
  if (arrow && !press.altKey) {
    const edge = EDGES[press.key];
    if (!press.shiftKey) return { do: "jump", dx: arrow[0], dy: arrow[1] };
    return edge ? { do: "align", edge } : null;
  }
  const turn = pageStep(press);
  if (turn && isCommand(press)) return { do: "move_to_page", step: turn };
  if (press.key === "F2" && isPlain(press)) return { do: "describe" };
  if ((press.key === "Delete" || press.key === "Backspace") && isPlain(press)) return { do: "delete" };
  return isCommand(press) && !press.altKey ? commandOnBox(press) : null;
}

/** With Ctrl and Shift. X and Y are those of the inspector; no letter that input methods or web views keep for themselves. */
const ON_SEVERAL: Readonly<Record<string, Action>> = {
  a: { do: "choose_all_of" },
  d: { do: "same_size", sides: "both" },
  g: { do: "group" },
  h: { do: "distribute", axis: "x" },
  l: { do: "same_size", sides: "width" },
  p: { do: "repeat" },
  t: { do: "same_size", sides: "height" },
  v: { do: "distribute", axis: "y" },
  x: { do: "align", edge: "middle_x" },
  y: { do: "align", edge: "middle_y" },
};

function commandOnBox(press: KeyPress): Action | null {
  if (press.key === " ") return { do: "choose_more" };
  if (press.shiftKey) return ON_SEVERAL[letter(press)] ?? null;
  switch (letter(press)) {
    case "c":
      return { do: "copy" };
    case "d":
      return { do: "duplicate" };
    case "x":
      return { do: "cut" };
    default:
      return null;
  }
}

function onPages(press: KeyPress, focus: Focus, singleKeys: boolean): Action | null {
  const turn = pageStep(press);
  if (turn && isPlain(press)) return { do: "turn_page", step: turn };
  if (isCommand(press) && !press.altKey && !press.shiftKey) {
    if (letter(press) === "a") return { do: "choose_all" };
    if (letter(press) === "v") return { do: "paste" };
  }
  if (press.key === "Enter" && focus === "page" && isPlain(press)) return { do: "place" };
  // Some web views go back in their history with it, and out of the draft.
  if (press.altKey && (press.key === "ArrowLeft" || press.key === "ArrowRight")) return { do: "stay" };
  if (!singleKeys || isCommand(press) || press.altKey) return null;
  // The physical digit: on an AZERTY keyboard the unshifted character is « & ».
  const digit = /^(?:Digit|Numpad)([1-9])$/u.exec(press.code)?.[1];
  if (digit !== undefined && focus === "box") return { do: "assign", signer: Number(digit) };
  if (press.key === "?") return { do: "help" };
  if (press.shiftKey) return null;
  if (letter(press) === "m" && focus === "box") return { do: "announce" };
  const tool = TOOLS.find(([, key]) => key === letter(press))?.[0];
  return tool === undefined ? null : { do: "tool", tool };
}

function anywhere(press: KeyPress): Action | null {
  if (press.key === "Escape") return { do: "cancel" };
  if (press.key === "F6" && !press.altKey && !isCommand(press)) return { do: "pane", step: back(press) };
  if (press.key === "F8" && !press.altKey && !isCommand(press)) return { do: "problem", step: back(press) };
  if (!isCommand(press) || press.altKey) return null;
  if (press.key === "Enter" && !press.shiftKey) return { do: "accept_all" };
  if (letter(press) === "z") return { do: press.shiftKey ? "redo" : "undo" };
  if (letter(press) === "y" && !press.shiftKey) return { do: "redo" };
  if (letter(press) === "g" && !press.shiftKey) return { do: "go_to_page" };
  if (press.key === "+" || press.key === "=" || press.code === "NumpadAdd") return { do: "zoom", to: "in" };
  if (press.key === "-" || press.code === "NumpadSubtract") return { do: "zoom", to: "out" };
  switch (press.code) {
    case "Digit0":
    case "Numpad0":
      return { do: "zoom", to: "page" };
    case "Digit1":
    case "Numpad1":
      return { do: "zoom", to: "width" };
    case "Digit2":
    case "Numpad2":
      return { do: "zoom", to: "actual" };
    default:
      return null;
  }
}

function pageStep(press: KeyPress): -1 | 1 | null {
  if (press.key === "PageDown") return 1;
  return press.key === "PageUp" ? -1 : null;
}

function back(press: KeyPress): -1 | 1 {
  return press.shiftKey ? -1 : 1;
}

/** What the keyboard writes; where it writes no Latin letters, the letter that stands there on one that does. */
function letter({ key, code }: KeyPress): string {
  const written = key.toLowerCase();
  if (/^[\p{L}\p{M}]+$/u.test(written) && !/^[a-z]$/u.test(written) && !/\p{Script=Latin}/u.test(written))
    return /^Key([A-Z])$/u.exec(code)?.[1]?.toLowerCase() ?? written;
  return written;
}

/** Ctrl, or ⌘ on a Mac. */
function isCommand(press: KeyPress): boolean {
  return press.ctrlKey || press.metaKey;
}

function isPlain(press: KeyPress): boolean {
  return !isCommand(press) && !press.altKey && !press.shiftKey;
}
