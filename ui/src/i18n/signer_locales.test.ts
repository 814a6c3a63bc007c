import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { FluentParser, Visitor, type Message, type VariableReference } from "@fluent/syntax";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { formatLocale, hostSentence, language, setLanguage, speakTo, t } from "./i18n.svelte";

const ROOT = "../locales";
/** Whatever a signer sees is made of these. */
const SEEN = [
  ...files("src/features/sign").filter((path) => !path.endsWith("SignScreen.svelte")),
  ...[
    "HandOver",
    "IdleQuestion",
    "LanguageButtons",
    "LaterSheet",
    "ReceiptQuestion",
    "Return",
    "Session",
  ].map((name) => `src/features/kiosk/${name}.svelte`),
  ...files("src/widgets/pages").filter((path) => !/Thumbnail/u.test(path)),
  ...["CopyButton", "ErrorBox", "PasswordForm", "Sheet"].map((name) => `src/widgets/${name}.svelte`),
];

function files(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => /\.(svelte|ts)$/u.test(name) && !name.endsWith(".test.ts"))
    .map((name) => join(folder, name));
}

/** Ids with the variables they take. */
function sentences(spoken: string, names: readonly string[]): Map<string, string> {
  const found = new Map<string, string>();
  for (const name of names) {
    const source = readFileSync(join(ROOT, spoken, `${name}.ftl`), "utf8");
    const { body } = new FluentParser().parse(source);
    expect(
      body.filter(({ type }) => (type as string) === "Junk"),
      `${spoken}/${name}`,
    ).toEqual([]);
    for (const { id, value, attributes } of body.filter((one): one is Message => one.type === "Message")) {
      if (value) found.set(id.name, variables(value));
      for (const one of attributes) found.set(`${id.name}.${one.id.name}`, variables(one.value));
    }
  }
  return found;
}

function variables(node: Message["value"] & object): string {
  const names = new Set<string>();
  class Reader extends Visitor {
    override visitVariableReference({ id }: VariableReference) {
      names.add(id.name);
    }
  }
  new Reader().visit(node);
  return [...names].sort().join(" ");
}

const everything = readdirSync(join(ROOT, "fr")).map((name) => name.replace(/\.ftl$/u, ""));

describe.each(["it", "ar"])("what a signer reads in %s", (spoken) => {
  const french = sentences("fr", everything);
  const own = sentences(spoken, ["common", "errors", "kiosk", "sign"]);

  it("has the ids of the French, with the same variables", () => {
    const strange = [...own].filter(([id, names]) => french.get(id) !== names);
    expect(strange).toEqual([]);
  });

  it("is complete", () => {
    const code = SEEN.map((path) => readFileSync(path, "utf8")).join("\n");
    const named = [...code.matchAll(/\bt\(\s*(?:\w+ \? )?"([a-z0-9.-]+)"/gu)].map(([, id]) => id ?? "");
    const stems = [...code.matchAll(/\bt\(`([a-z-]+-)\$\{/gu)].map(([, stem]) => stem ?? "");
    const all = [...french.keys()];
    const wanted = [
      ...named,
      ...all.filter((id) => stems.some((stem) => id.startsWith(stem))),
      ...sentences("fr", ["kiosk", "sign"]).keys(),
    ];
    const untranslated = new Set(["app-name", "language-ar", "language-en", "language-fr", "language-it"]);
    expect([...new Set(wanted)].filter((id) => !own.has(id) && !untranslated.has(id))).toEqual([]);
    expect(named.length).toBeGreaterThan(20);
  });
});

it("Arabic words end without marks: the window's engine draws a word that has one there above its line", () => {
  const marked =
    /[\u0621-\u0652]*(?:\u0651[\u064b-\u0652]*[\u0621-\u064a]?|[\u064b-\u0652])(?![\u0621-\u0652])/gu;
  const found = ["common", "errors", "kiosk", "sign"].flatMap((name) => {
    const source = readFileSync(join(ROOT, "ar", `${name}.ftl`), "utf8");
    return source.match(marked) ?? [];
  });
  expect(found).toEqual([]);
});

describe("speaking to a signer", () => {
  beforeEach(() => setLanguage("fr"));
  afterEach(() => speakTo(null));

  it("turns the window round for Arabic, and gives it back", async () => {
    await speakTo("ar");
    const { lang, dir } = document.documentElement;
    expect([lang, dir, language()]).toEqual(["ar", "rtl", "ar"]);
    expect(hostSentence("kiosk-start")).toBe("Commencer");
    // The settings may arrive meanwhile: they do not take the window from the signer.
    setLanguage("en");
    expect([t("kiosk-start"), hostSentence("kiosk-start")]).toEqual(["ابدأ", "Start"]);
    await speakTo(null);
    expect([document.documentElement.lang, document.documentElement.dir]).toEqual(["en", "ltr"]);
  });

  it("isolates names and numbers in Arabic, with the digits of the documents", async () => {
    await speakTo("ar");
    expect(t("kiosk-thanks", { host: "Marc Petit" })).toContain("\u2068Marc Petit\u2069");
    expect(t("page-of", { page: 2, count: 12 })).toContain("\u206812\u2069");
    expect(new Intl.NumberFormat(formatLocale()).format(12)).toBe("12");
  });

  it("says in the window's language what a signer's does not have", async () => {
    await speakTo("it");
    expect(t("nav-home")).toBe("Accueil");
    expect(t("kiosk-start")).toBe("Inizia");
  });
});
