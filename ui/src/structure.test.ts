import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

interface Source {
  path: string;
  text: string;
}

function read(folder: string): Source[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === "bindings" ? [] : read(path);
    return /\.(svelte|ts|css)$/.test(entry.name) ? [{ path, text: readFileSync(path, "utf8") }] : [];
  });
}

const all = read("src").map(({ path, text }) => ({ path: path.replaceAll("\\", "/"), text }));
const style = (text: string) => text.match(/<style[^>]*>([\s\S]*?)<\/style>/)?.[1] ?? "";
const imports = (text: string) =>
  [...text.matchAll(/from "([^"]+)"|import\("([^"]+)"\)/g)].map((m) => m[1] ?? m[2] ?? "");

function offenders(test: (source: Source) => boolean, among: readonly Source[] = all): string[] {
  return among.filter(test).map(({ path }) => path);
}

/** Features that are a part of another's screen: that screen composes them. */
const PARTS: Record<string, readonly string[]> = {
  bulk: ["send"],
  kiosk: ["keys", "sign"],
  prepare: ["contacts", "placement"],
  templates: ["contacts"],
  settings: ["accounts", "keys", "kiosk"],
  sign: ["keys"],
};

describe("who may know whom", () => {
  it("only one file speaks to Tauri", () => {
    const found = offenders(({ text }) => imports(text).some((name) => name.startsWith("@tauri-apps/")));
    expect(found).toEqual(["src/host/tauri.ts"]);
  });

  it("features do not import each other", () => {
    const found = offenders(({ path, text }) => {
      const [, own] = path.match(/^src\/features\/(\w+)\//) ?? [];
      if (!own) return false;
      const others = imports(text)
        .map((name) => name.match(/^\.\.\/(\w+)\//)?.[1])
        .filter((name) => name !== undefined && !PARTS[own]?.includes(name));
      return others.length > 0;
    });
    expect(found).toEqual([]);
  });

  it("widgets and the model know no feature; the model knows neither Svelte nor the page", () => {
    const low = all.filter(({ path }) => /^src\/(widgets|model)\//.test(path));
    expect(offenders(({ text }) => imports(text).some((name) => name.includes("/features/")), low)).toEqual(
      [],
    );
    const model = low.filter(({ path }) => path.startsWith("src/model/") && !path.endsWith(".test.ts"));
    expect(offenders(({ text }) => imports(text).some((name) => /svelte/.test(name)), model)).toEqual([]);
  });

  it("components stay short enough to be read at once", () => {
    const script = (text: string) => text.replace(/<style[\s\S]*<\/style>/, "").split("\n").length;
    expect(offenders(({ path, text }) => path.endsWith(".svelte") && script(text) > 150)).toEqual([]);
  });
});

describe("styles", () => {
  const styled = all
    .filter(({ path }) => path.endsWith(".svelte"))
    .map(({ path, text }) => ({ path, text: style(text) }));

  it("are in style sheets: the window's policy takes no other", () => {
    const inline =
      /\sstyle=["'{`]|\{@html|createElement\(["']style|\b(?:transition|in|out|animate):[a-z]+(?:[|={\s/>])/;
    const markup = (text: string) => text.replace(/<(script|style)[^>]*>[\s\S]*?<\/\1>/g, "");
    const components = all.filter(({ path }) => path.endsWith(".svelte"));
    expect(offenders(({ text }) => inline.test(markup(text)), components)).toEqual([]);
  });

  it("name no colour outside tokens.css", () => {
    const colour = /#[0-9a-f]{3,8}\b|\brgba?\(|\bhsla?\(|\boklch\(/i;
    expect(offenders(({ text }) => colour.test(text), styled)).toEqual([]);
  });

  it("use logical properties only, so that a right-to-left window can come", () => {
    const physical =
      /(?:^|[\s;{])(?:margin|padding|border)-(?:left|right|top|bottom)|(?:^|[\s;{])(?:left|right|top|bottom|width|height|min-width|max-width|min-height|max-height)\s*:|text-align:\s*(?:left|right)/m;
    expect(offenders(({ text }) => physical.test(text), styled)).toEqual([]);
  });
});
