import type { LengthUnit } from "../bindings/LengthUnit";
import type { ViewRect } from "../bindings/ViewRect";
import { POINTS_PER_MILLIMETRE } from "./geometry";

/** What a typed unit is called here. */
const UNITS = { "%": "percent", mm: "millimetre", pt: "point" } as const satisfies Record<string, LengthUnit>;
/** Digits behind the decimal sign: a tenth of a millimetre is exact enough, a tenth of a page's hundredth is not. */
const DIGITS: Readonly<Record<LengthUnit, number>> = { millimetre: 1, percent: 2, point: 1 };

/** « 70,5 »: a length in points, in the person's unit and writing. `whole` is the page's own length, in points. */
export function formatLength(points: number, unit: LengthUnit, locale: string, whole: number): string {
  return new Intl.NumberFormat(locale, { maximumFractionDigits: DIGITS[unit], useGrouping: false }).format(
    fromPoints(points, unit, whole),
  );
}

/** Points of a length as typed: decimal comma or point, unit optional; null when it is not a length. */
export function parseLength(text: string, unit: LengthUnit, whole: number): number | null {
  const match = /^([+-]?(?:\d+(?:[.,]\d*)?|[.,]\d+))(mm|pt|%)?$/u.exec(
    text.replaceAll(/\s/gu, "").toLowerCase(),
  );
  if (!match) return null;
  const value = Number(match[1]?.replace(",", "."));
  if (!Number.isFinite(value)) return null;
  const typed = match[2] as keyof typeof UNITS | undefined;
  return toPoints(value, typed ? UNITS[typed] : unit, whole);
}

export function toPoints(value: number, unit: LengthUnit, whole: number): number {
  return value * pointsOf(unit, whole);
}

export function fromPoints(points: number, unit: LengthUnit, whole: number): number {
  return points / pointsOf(unit, whole);
}

/** Points of one of a unit. */
function pointsOf(unit: LengthUnit, whole: number): number {
  switch (unit) {
    case "millimetre":
      return POINTS_PER_MILLIMETRE;
    case "percent":
      return whole / 100;
    case "point":
      return 1;
  }
}

/** Whole millimetres, for what is spoken. */
export function spokenMillimetres(points: number): number {
  return Math.round(points / POINTS_PER_MILLIMETRE);
}

/** Millimetres for what is said of where a box stands: tenths, for a step of an arrow is a third of a millimetre. */
export function spokenPlace({ x, y, width, height }: ViewRect): ViewRect {
  const tenths = (points: number) => Math.round((points / POINTS_PER_MILLIMETRE) * 10) / 10;
  return { x: tenths(x), y: tenths(y), width: tenths(width), height: tenths(height) };
}
