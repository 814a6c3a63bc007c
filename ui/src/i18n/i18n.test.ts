import { readFileSync } from "node:fs";
import { FluentParser } from "@fluent/syntax";
import { beforeEach, describe, expect, it } from "vitest";
import { readAhead, sentence, setLanguage, t, toWindowLanguage } from "./i18n.svelte";

describe("sentences", () => {
  beforeEach(() => setLanguage("fr"));

  it("follow the language of the window", () => {
    expect(t("nav-home")).toBe("Accueil");
    setLanguage("en");
    expect(t("nav-home")).toBe("Home");
    expect(document.documentElement.lang).toBe("en");
  });

  it("isolate what is put into them, so that an Arabic name does not turn the sentence round", () => {
    expect(t("window-title", { title: "سلمى" })).toBe("\u2068سلمى\u2069 — Paraphe");
    expect(t("window-title", { title: "Amélie" })).toBe("Amélie — Paraphe");
  });

  it("count in French: zero is singular", () => {
    expect(t("list-more", { count: 0 })).toContain("autre");
    expect(t("list-more", { count: 2 })).toContain("autres");
    expect(sentence("list-more", { count: "2" })).toContain("autres");
  });

  it("read attributes, and say null for an id this window does not know", () => {
    expect(t("trouble-storage.next")).toContain("Libérez");
    expect(sentence("error-of-a-later-version")).toBeNull();
    expect(sentence("error-provider-rate.next", { account: "docage" })).toBeNull();
  });

  it("are those of their own file, although the window carries the ids of the French ones only", () => {
    setLanguage("en");
    const files = JSON.parse(readFileSync("scripts/window_files.json", "utf8")) as string[];
    for (const name of files) {
      const source = readFileSync(`../locales/en/${name}.ftl`, "utf8");
      for (const [id, text] of plainTexts(source)) expect(sentence(id), id).toBe(text);
    }
  });

  it("are all there once they were read ahead, whichever file they stand in", async () => {
    setLanguage("en");
    await readAhead();
    const ids = ["nav-home", "placement-look", "error-document-missing", "verify-title", "prepare-untitled"];
    expect(ids.filter((id) => sentence(id) === null)).toEqual([]);
  });

  it("choose the nearest language a person reads", () => {
    expect(toWindowLanguage(["en-GB", "fr"])).toBe("en");
    expect(toWindowLanguage(["fr-CA"])).toBe("fr");
    expect(toWindowLanguage(["de"])).toBe("fr");
  });
});

/** The sentences of a file that are one piece of text, and their attributes. */
function plainTexts(source: string): [string, string][] {
  const { body } = new FluentParser().parse(source);
  const messages = body.flatMap((entry) => (entry.type === "Message" ? [entry] : []));
  return messages.flatMap(({ id, value, attributes }) =>
    [
      { name: id.name, pattern: value },
      ...attributes.map((one) => ({ name: `${id.name}.${one.id.name}`, pattern: one.value })),
    ].flatMap(({ name, pattern }): [string, string][] => {
      const [only, ...rest] = pattern?.elements ?? [];
      return only?.type === "TextElement" && rest.length === 0 ? [[name, only.value]] : [];
    }),
  );
}
