import type { LengthUnit } from "../bindings/LengthUnit";
import { POINTS_PER_MILLIMETRE } from "./geometry";

/** « 70,5 »: a length in points, in the person's unit and writing. */
export function formatLength(points: number, unit: LengthUnit, locale: string): string {
  return new Intl.NumberFormat(locale, { maximumFractionDigits: 1, useGrouping: false }).format(
    fromPoints(points, unit),
  );
}

/** Points of a length as typed: decimal comma or point, unit optional; null when it is not a length. */
export function parseLength(text: string, unit: LengthUnit): number | null {
  const match = /^([+-]?(?:\d+(?:[.,]\d*)?|[.,]\d+))(mm|pt)?$/u.exec(
    text.replaceAll(/\s/gu, "").toLowerCase(),
  );
  if (!match) return null;
  const value = Number(match[1]?.replace(",", "."));
  if (!Number.isFinite(value)) return null;
  const typed = match[2] === "mm" ? "millimetre" : match[2] === "pt" ? "point" : unit;
  return toPoints(value, typed);
}

export function toPoints(value: number, unit: LengthUnit): number {
  return unit === "millimetre" ? value * POINTS_PER_MILLIMETRE : value;
}

export function fromPoints(points: number, unit: LengthUnit): number {
  return unit === "millimetre" ? points / POINTS_PER_MILLIMETRE : points;
}

/** Whole millimetres, for what is spoken. */
export function spokenMillimetres(points: number): number {
  return Math.round(points / POINTS_PER_MILLIMETRE);
}
