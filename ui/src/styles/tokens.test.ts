import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const source = readFileSync("src/styles/tokens.css", "utf8");

/** A token's colour in the theme: 0 light, 1 dark. */
function colour(token: string, theme: 0 | 1): string {
  const [, value = ""] = source.match(new RegExp(`--${token}: ([^;]+);`)) ?? [];
  const hex = value.match(/#[0-9a-f]{6}/g) ?? [];
  return hex[theme] ?? hex[0] ?? "";
}

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(front: string, back: string): number {
  const [light, dark] = [luminance(front), luminance(back)].sort((a, b) => b - a) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

const TEXT: [string, string][] = [
  ...["bg", "surface", "surface-2"].flatMap((back): [string, string][] => [
    ["text", back],
    ["muted", back],
  ]),
  ["on-accent", "accent"],
  ["on-accent", "accent-hover"],
  ["accent", "surface"],
  ["err", "surface"],
  ["ok", "surface"],
  ["warn", "surface"],
  ...["accent", "ok", "warn", "err", "info", "neutral"].map((tone): [string, string] => [
    tone,
    `${tone}-soft`,
  ]),
  ...["ok", "warn", "err", "neutral"].flatMap((tone): [string, string][] => [
    ["text", `${tone}-soft`],
    ["muted", `${tone}-soft`],
  ]),
  ["paper-text", "paper"],
  ["paper-muted", "paper"],
];
const SHAPES: [string, string][] = [
  ["border-strong", "bg"],
  ["border-strong", "surface"],
  ["focus", "bg"],
  ["focus", "surface"],
  ["paper-focus", "paper"],
];

describe.each([
  ["light", 0],
  ["dark", 1],
] as const)("%s colours", (_name, theme) => {
  it.each(TEXT)("%s on %s can be read (4.5:1)", (front, back) => {
    expect(contrast(colour(front, theme), colour(back, theme))).toBeGreaterThanOrEqual(4.5);
  });

  it.each(SHAPES)("%s on %s can be seen (3:1)", (front, back) => {
    expect(contrast(colour(front, theme), colour(back, theme))).toBeGreaterThanOrEqual(3);
  });
});

describe("signers", () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8])(
    "colour %i is seen on paper and on its tint, and a name is read on it",
    (n) => {
      const [line, tint] = [colour(`signer-${n}`, 0), colour(`signer-${n}-soft`, 0)];
      expect(contrast(line, colour("paper", 0))).toBeGreaterThanOrEqual(4.5);
      expect(contrast(line, tint)).toBeGreaterThanOrEqual(3);
      expect(contrast(colour("paper-text", 0), tint)).toBeGreaterThanOrEqual(14);
    },
  );
});
