import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import {
  FluentParser,
  Visitor,
  type Entry,
  type Message,
  type Pattern,
  type TextElement,
  type VariableReference,
} from "@fluent/syntax";
import { describe, expect, it } from "vitest";

// vitest runs in the folder of the package.
const ROOT = "../locales";
const LANGUAGES = ["fr", "en"] as const;
/** Files the window reads; the others belong to the program alone. */
const UI_FILES = JSON.parse(readFileSync("scripts/window_files.json", "utf8")) as string[];
/** Ids that are put together at run time, or chosen by the program. */
const CHOSEN_ELSEWHERE =
  /^(error|finding|problem|refusal|event|verdict|answer|advice|later|action-reason|trust-list)-/;

interface Text {
  id: string;
  text: string;
  variables: string;
}

function files(language: string): string[] {
  return readdirSync(join(ROOT, language)).filter((name) => name.endsWith(".ftl"));
}

function parse(language: string, file: string): Entry[] {
  const source = readFileSync(join(ROOT, language, file), "utf8");
  return new FluentParser().parse(source).body as Entry[];
}

function texts(language: string, file: string): Text[] {
  return parse(language, file)
    .filter((entry): entry is Message => entry.type === "Message")
    .flatMap((message) => [
      ...(message.value ? [toText(message.id.name, message.value)] : []),
      ...message.attributes.map(({ id, value }) => toText(`${message.id.name}.${id.name}`, value)),
    ]);
}

function toText(id: string, pattern: Pattern): Text {
  const variables = new Set<string>();
  const words: string[] = [];
  class Reader extends Visitor {
    override visitVariableReference(node: VariableReference) {
      variables.add(node.id.name);
    }
    override visitTextElement(node: TextElement) {
      words.push(node.value);
    }
  }
  new Reader().visit(pattern);
  return { id, text: words.join("\uFFFC"), variables: [...variables].sort().join(" ") };
}

function sources(folder = "src"): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === "bindings" ? [] : sources(path);
    return /\.(svelte|ts)$/.test(entry.name) && !/\.test\.ts$|^test_|^keys\.ts$/.test(entry.name)
      ? [path]
      : [];
  });
}

describe("catalogues", () => {
  it.each(LANGUAGES.flatMap((language) => files(language).map((file) => [language, file] as const)))(
    "%s/%s parses to the last line",
    (language, file) => {
      const junk = parse(language, file).filter((entry) => (entry.type as string) === "Junk");
      expect(junk).toEqual([]);
    },
  );

  it("say the same things in both languages, with the same variables", () => {
    expect(files("en")).toEqual(files("fr"));
    for (const file of files("fr")) {
      const shape = (language: string) =>
        texts(language, file)
          .map(({ id, variables }) => `${id} ${variables}`)
          .sort();
      expect(shape("en"), file).toEqual(shape("fr"));
    }
  });

  it("never use an id twice", () => {
    const ids = files("fr").flatMap((file) => texts("fr", file).map(({ id }) => id));
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  });

  it("hold no sentence of the window that nothing shows", () => {
    const code = sources()
      .map((path) => readFileSync(path, "utf8"))
      .join("\n");
    // Ids built at run time: `first-run-${card.id}` uses every id that starts like that, `${row}.keys` every such attribute.
    const stems = [...code.matchAll(/`([a-z]+(?:-[a-z]+)*-)\$\{/g)].map(([, stem]) => stem ?? "");
    const endings = [...code.matchAll(/\}(\.[a-z]+)`/g)].map(([, ending]) => ending ?? "");
    const isUsed = (id: string) =>
      ['"', "'", "`"].some((quote) => code.includes(quote + id + quote)) ||
      stems.some((stem) => id.startsWith(stem)) ||
      endings.some((ending) => id.endsWith(ending));
    const unused = UI_FILES.filter((name) => files("fr").includes(`${name}.ftl`))
      .flatMap((name) => texts("fr", `${name}.ftl`))
      .map(({ id }) => id)
      .filter((id) => !CHOSEN_ELSEWHERE.test(id) && !isUsed(id));
    expect(unused).toEqual([]);
  });
});

describe("French", () => {
  const french = files("fr").flatMap((file) => texts("fr", file));
  const wrong = (test: (text: string) => boolean) =>
    french.filter(({ text }) => test(text)).map(({ id }) => id);

  it("puts a narrow no-break space before ; : ! ? and inside « »", () => {
    expect(
      wrong((text) => /[^\u202F\uFFFC\d/][;:!?](?=[\s\uFFFC]|$)/.test(text.replace(/\w+:\/\//g, ""))),
    ).toEqual([]);
    expect(wrong((text) => /«(?![\u202F])|[^\u202F]»/.test(text))).toEqual([]);
  });

  it("uses typographic apostrophes", () => {
    expect(wrong((text) => text.includes("'"))).toEqual([]);
  });

  it("says « demande », never the words we decided against", () => {
    expect(
      wrong((text) =>
        /enveloppe|veuillez|\boups\b|\bboîte\b|\bmail\b(?!-)/i.test(text.replace(/e-mail/gi, "")),
      ),
    ).toEqual([]);
  });
});

describe("source code", () => {
  it("holds no French sentence", () => {
    const accents = /[àâçéèêëîïôùûœÀÇÉÈÊ«»]/;
    const comments = /\/\*[\s\S]*?\*\/|\/\/[^\n]*|<!--[\s\S]*?-->/g;
    const found = sources().filter((path) => accents.test(readFileSync(path, "utf8").replace(comments, "")));
    expect(found).toEqual([]);
  });
});
