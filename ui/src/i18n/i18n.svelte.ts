import { FluentBundle, FluentResource, type FluentVariable } from "@fluent/bundle";
import { negotiateLanguages } from "@fluent/langneg";
import type { Language } from "../bindings/Language";
import type { MessageId, Messages } from "./keys";

/** Languages the window itself speaks; documents and consent texts may be in more. */
export const WINDOW_LANGUAGES = ["fr", "en"] as const satisfies readonly Language[];
export type WindowLanguage = (typeof WINDOW_LANGUAGES)[number];

const sources = import.meta.glob<string>(
  "../../../locales/{fr,en}/{common,home,prepare,placement,sign,verify,settings,errors,findings,problems,verdict,providers,follow}.ftl",
  { query: "?raw", import: "default", eager: true },
);

class Locale {
  language = $state<WindowLanguage>("fr");
}

const locale = new Locale();
const bundles = new Map<WindowLanguage, FluentBundle>();

export function language(): WindowLanguage {
  return locale.language;
}

/** Changes the language of every sentence on screen, at once. */
export function setLanguage(wanted: Language): void {
  locale.language = toWindowLanguage([wanted]);
  document.documentElement.lang = locale.language;
  document.documentElement.dir = "ltr";
}

/** The window language nearest to what a person reads; French when none fits. */
export function toWindowLanguage(wanted: readonly string[]): WindowLanguage {
  const [first] = negotiateLanguages(wanted, WINDOW_LANGUAGES, { defaultLocale: "fr", strategy: "lookup" });
  return first === "en" ? "en" : "fr";
}

type Args<K extends MessageId> = Messages[K] extends never ? [] : [args: Messages[K]];

/** The sentence with this id, in the language of the window. `id.attribute` reads an attribute. */
export function t<K extends MessageId>(id: K, ...args: Args<K>): string {
  return format(id, args[0] as Record<string, FluentVariable> | undefined) ?? id;
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
  spoken: WindowLanguage = locale.language,
): string | null {
  const [name = "", attribute] = id.split(".");
  const bundle = bundleOf(spoken);
  const message = bundle.getMessage(name);
  const pattern = attribute === undefined ? message?.value : message?.attributes[attribute];
  return pattern ? bundle.formatPattern(pattern, args ? isolated(args) : null, errors) : null;
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

function bundleOf(wanted: WindowLanguage): FluentBundle {
  let bundle = bundles.get(wanted);
  if (!bundle) {
    bundle = new FluentBundle(wanted, { useIsolating: false });
    for (const [path, text] of Object.entries(sources)) {
      if (path.includes(`/${wanted}/`)) bundle.addResource(new FluentResource(text));
    }
    bundles.set(wanted, bundle);
  }
  return bundle;
}
