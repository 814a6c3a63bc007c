import type { FieldKind } from "../bindings/FieldKind";
import type { ViewRect } from "../bindings/ViewRect";
import { millimetres, type Size } from "./geometry";
import { KIND_KEYS, KINDS } from "./kinds";

/** Several boxes that are placed as one. */
export const PRESETS = ["block", "made_at", "approved", "on_behalf"] as const;
export type Preset = (typeof PRESETS)[number];
/** What can be taken from the palette. */
export type Tool = FieldKind | Preset;
/** The words a preset has printed before a box, or asks of the signer. */
export type PresetWords = "approved" | "made_at" | "on_behalf" | "on_the";

/** One box of a tool; its place from the top left corner of the whole, in points. */
export interface Piece {
  kind: FieldKind;
  words: PresetWords | null;
  rect: ViewRect;
}

const PIECES: Readonly<Record<Preset, readonly Piece[]>> = {
  block: [
    piece("place", "made_at", 0, 0, 35, 7),
    piece("date", "on_the", 37, 0, 28, 7),
    piece("name", null, 0, 8, 65, 7),
    piece("signature", null, 0, 16, 65, 22),
  ],
  made_at: [piece("place", "made_at", 0, 0, 45, 7), piece("date", "on_the", 47, 0, 33, 7)],
  approved: [piece("text", "approved", 0, 0, 60, 8)],
  on_behalf: [piece("name", "on_behalf", 0, 0, 65, 7)],
};

/** The letter that takes a tool in hand. */
export const TOOL_KEYS: Readonly<Partial<Record<Tool, string>>> = { ...KIND_KEYS, block: "b" };

export function isPreset(tool: Tool): tool is Preset {
  return !KINDS.some((kind) => kind === tool);
}

export function kindsOf(tool: Tool): FieldKind[] {
  return isPreset(tool) ? [...new Set(PIECES[tool].map(({ kind }) => kind))] : [tool];
}

/** How much room a preset takes. */
export function presetSize(preset: Preset): Size {
  const pieces = PIECES[preset];
  return {
    width: Math.max(...pieces.map(({ rect }) => rect.x + rect.width)),
    height: Math.max(...pieces.map(({ rect }) => rect.y + rect.height)),
  };
}

/** The boxes of a preset within a rectangle: it is stretched to fill one that is larger, never squeezed. */
export function piecesWithin(preset: Preset, whole: ViewRect): Piece[] {
  const usual = presetSize(preset);
  const [across, down] = [
    Math.max(1, whole.width / usual.width),
    Math.max(1, whole.height / usual.height),
  ] as const;
  return PIECES[preset].map(({ rect, ...rest }) => ({
    ...rest,
    rect: {
      x: whole.x + rect.x * across,
      y: whole.y + rect.y * down,
      width: rect.width * across,
      height: rect.height * down,
    },
  }));
}

function piece(
  kind: FieldKind,
  words: PresetWords | null,
  x: number,
  y: number,
  width: number,
  height: number,
): Piece {
  const corner = millimetres(x, y);
  return { kind, words, rect: { x: corner.width, y: corner.height, ...millimetres(width, height) } };
}
