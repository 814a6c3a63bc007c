import type { SignatureCapture } from "../../bindings/SignatureCapture";
import type { Ink } from "../../model/ink";

/** How a mark was made, as far as the window saw it; the movement itself only for whoever agreed to that. */
export function captured(by: Ink | "typed", movement: boolean): SignatureCapture {
  const screen: [number, number] = [window.screen.width, window.screen.height];
  if (by === "typed") {
    const nothing = { strokes: 0, undos: 0, clears: 0, duration_ms: 0, pressure: false, points: null };
    return { ...nothing, input: "typed", screen };
  }
  return {
    strokes: by.count,
    undos: by.undos,
    clears: by.clears,
    duration_ms: by.milliseconds,
    input: by.input,
    pressure: by.hasPressure,
    screen,
    points: movement ? by.rawPoints : null,
  };
}
