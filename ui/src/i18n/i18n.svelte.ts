import { FluentBundle, FluentResource, type FluentVariable } from "@fluent/bundle";
import type { Language } from "../bindings/Language";
import type { MessageId, Messages } from "./keys";
import { withIds } from "./with_ids";

/** Languages the window itself speaks; documents and consent texts may be in more. */
export const WINDOW_LANGUAGES = ["fr", "en"] as const satisfies readonly Language[];
export type WindowLanguage = (typeof WINDOW_LANGUAGES)[number];

const sources = import.meta.glob<string>(
  "../../../locales/{fr,en}/{common,home,prepare,placement,sign,verify,settings,errors,findings,problems,verdict,providers,follow,kiosk,hosting,contacts,bulk}.ftl",
  { query: "?raw", import: "default", eager: true },
);
/** What a signer may see in a language the window itself does not speak; fetched when somebody chooses it. */
const signerSources = import.meta.glob<string>("../../../locales/{it,ar}/{common,errors,kiosk,sign}.ftl", {
  query: "?raw",
  import: "default",
});

class Locale {
  /** The person's whose computer it is. */
  window = $state<WindowLanguage>("fr");
  /** The signer's, while the window is theirs. */
  signer = $state<Language | null>(null);
}

const locale = new Locale();
const bundles = new Map<Language, FluentBundle>();

/** The language on screen. */
export function language(): Language {
  return locale.signer ?? locale.window;
}

/** The language of the person whose computer it is, whoever sits before it now. */
export function hostLanguage(): WindowLanguage {
  return locale.window;
}

/** What the formats of the browser are called with: digits are those of the documents, whatever the script. */
export function formatLocale(): string {
  return tagOf(language());
}

/** Changes the language of every sentence on screen, at once. */
export function setLanguage(wanted: Language): void {
  locale.window = toWindowLanguage([wanted]);
  show();
}

/** Lets the window speak to a signer in their language, and turns it round for Arabic; null gives it back. */
export async function speakTo(wanted: Language | null): Promise<void> {
  if (wanted !== null) await fetchBundle(wanted);
  locale.signer = wanted;
  show();
}

export function directionOf(spoken: Language): "ltr" | "rtl" {
  return spoken === "ar" ? "rtl" : "ltr";
}

function show(): void {
  const root = document.documentElement;
  root.lang = language();
  root.dir = directionOf(language());
}

/** The window language nearest to what a person reads; French when none fits. */
export function toWindowLanguage(wanted: readonly string[]): WindowLanguage {
  // Of a tag such as en-GB only the language counts: the window has one of each.
  const spoken = wanted.map((tag) => tag.toLowerCase().split(/[-_]/u)[0]);
  return spoken.find((one) => one === "en" || one === "fr") === "en" ? "en" : "fr";
}

type Args<K extends MessageId> = Messages[K] extends never ? [] : [args: Messages[K]];

/** The sentence with this id, in the language of the window. `id.attribute` reads an attribute. */
export function t<K extends MessageId>(id: K, ...args: Args<K>): string {
  return format(id, args[0] as Record<string, FluentVariable> | undefined) ?? id;
}

/** The sentence for the person whose computer it is, on a screen that speaks to a signer. */
export function hostSentence<K extends MessageId>(id: K, ...args: Args<K>): string {
  return format(id, args[0] as Record<string, FluentVariable> | undefined, null, locale.window) ?? id;
}

/** A sentence whose id comes from the program at run time; null when this window does not know it. */
export function sentence(id: string, params: Record<string, string | number> = {}): string | null {
  const missing: Error[] = [];
  const text = format(id, numbers(params), missing);
  // A sentence with a hole says less than none: whoever asked has a general one instead.
  return missing.length === 0 ? text : null;
}

/** A sentence for somebody else, in their language; null when the window does not speak it. */
export function inLanguage(
  wanted: Language,
  id: string,
  params: Record<string, string | number> = {},
): string | null {
  const spoken = WINDOW_LANGUAGES.find((one) => one === wanted);
  return spoken ? format(id, numbers(params), null, spoken) : null;
}

function format(
  id: string,
  args: Record<string, FluentVariable> | undefined,
  errors: Error[] | null = null,
  spoken: Language = language(),
): string | null {
  const [name = "", attribute] = id.split(".");
  // Whatever a signer's language does not have is said in the window's: better understood by somebody than by nobody.
  for (const one of spoken === locale.window ? [spoken] : [spoken, locale.window]) {
    const bundle = bundleOf(one);
    const message = messageOf(bundle, one, name);
    const pattern = attribute === undefined ? message?.value : message?.attributes[attribute];
    // Sentences from right to left isolate whatever is put into them: names, numbers, all of it.
    if (pattern) return bundle.formatPattern(pattern, args && one !== "ar" ? isolated(args) : args, errors);
  }
  return null;
}

// Made from their numbers: the characters themselves would be invisible in the built code.
const ISOLATE = String.fromCodePoint(0x2068);
const END_OF_ISOLATE = String.fromCodePoint(0x2069);
const RIGHT_TO_LEFT = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFF]/;

/** A name in a right-to-left script is isolated, or it would turn the sentence round; the others need no marks. */
function isolated(args: Record<string, FluentVariable>): Record<string, FluentVariable> {
  return Object.fromEntries(
    Object.entries(args).map(([name, value]) => [
      name,
      typeof value === "string" && RIGHT_TO_LEFT.test(value) ? ISOLATE + value + END_OF_ISOLATE : value,
    ]),
  );
}

/** Facts arrive as text; those that are whole numbers must be numbers for plural forms to work. */
function numbers(params: Record<string, string | number>): Record<string, FluentVariable> {
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => [
      name,
      typeof value === "string" && /^(0|[1-9]\d{0,8})$/.test(value) ? Number(value) : value,
    ]),
  );
}

/** Files whose sentences a start shows; whatever else is asked for is read when it is. */
const FIRST = ["common", "home"];

/** The texts of a window's language that nobody has asked for yet. */
const unread = new Map<Language, string[]>();

function bundleOf(wanted: Language): FluentBundle {
  let bundle = bundles.get(wanted);
  if (!bundle) {
    const files = Object.entries(sources).filter(([path]) => path.includes(`/${wanted}/`));
    const isFirst = ([path]: [string, string]) => FIRST.some((name) => path.endsWith(`/${name}.ftl`));
    bundle = makeBundle(wanted, files.filter(isFirst).map(whole));
    unread.set(wanted, files.filter((file) => !isFirst(file)).map(whole));
    // A language that is still to be fetched gets its sentences later.
    if (files.length > 0) bundles.set(wanted, bundle);
  }
  return bundle;
}

/** The sentences of a file with their ids, which the built window carries with the French ones only. */
function whole([path, text]: [string, string]): string {
  return withIds(sources[path.replace("/en/", "/fr/")] ?? "", text);
}

/** The message of this name. Reading all files takes longer than a start may: they are read until it is found. */
function messageOf(bundle: FluentBundle, spoken: Language, name: string) {
  const rest = unread.get(spoken) ?? [];
  // A file that has the name at the beginning of a line is read; no other can have it.
  for (const text of rest.filter((text) => text.includes(`\n${name}=`) || text.startsWith(`${name}=`))) {
    if (bundle.hasMessage(name)) break;
    rest.splice(rest.indexOf(text), 1);
    bundle.addResource(new FluentResource(text));
  }
  return bundle.getMessage(name);
}

/** Reads the sentences no screen has asked for yet, a file at a time: the first screen that needs them does not wait. */
export async function readAhead(): Promise<void> {
  const spoken = locale.window;
  const bundle = bundleOf(spoken);
  for (let text = unread.get(spoken)?.pop(); text !== undefined; text = unread.get(spoken)?.pop()) {
    bundle.addResource(new FluentResource(text));
    await new Promise((resolve) => setTimeout(resolve));
  }
}

async function fetchBundle(wanted: Language): Promise<void> {
  if (bundles.has(wanted)) return;
  const found = Object.entries(signerSources).filter(([path]) => path.includes(`/${wanted}/`));
  if (found.length === 0) return;
  bundles.set(wanted, makeBundle(wanted, await Promise.all(found.map(([, read]) => read()))));
}

function makeBundle(wanted: Language, texts: readonly string[]): FluentBundle {
  const bundle = new FluentBundle(tagOf(wanted), { useIsolating: wanted === "ar" });
  for (const text of texts) bundle.addResource(new FluentResource(text));
  return bundle;
}

/** Arabic with the digits of the documents it speaks of. */
function tagOf(spoken: Language): string {
  return spoken === "ar" ? "ar-u-nu-latn" : spoken;
}
