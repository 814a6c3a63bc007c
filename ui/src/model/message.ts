import type { DraftOperation } from "../bindings/DraftOperation";
import type { DraftView } from "../bindings/DraftView";
import type { EnvelopeOptions } from "../bindings/EnvelopeOptions";
import type { Language } from "../bindings/Language";
import { together } from "./operations";
import { groupsOf } from "./routing";

type Texts = EnvelopeOptions["messages"];

interface Worded {
  message: string;
  options: { messages: Texts };
}

/** Whether the message was written for readers of this further language. */
export function isWrittenIn({ options }: Worded, language: Language): boolean {
  return (options.messages[language] ?? "").trim() !== "";
}

/** The message for readers of a language: in theirs where it was written in it, else as it stands. */
export function messageIn(worded: Worded, language: Language): string {
  return (isWrittenIn(worded, language) && worded.options.messages[language]) || worded.message;
}

/** Every text there is of a message. */
export function messagesOf({ message, options }: Worded): string[] {
  return [message, ...Object.values(options.messages)].filter((text) => text.trim() !== "");
}

/** The languages texts are wanted in: that of the request first, then those people who act read, then those there are. */
export function languagesOf(view: DraftView, texts: object): Language[] {
  const read = groupsOf(view.recipients)
    .flat()
    .map(({ language }) => language);
  return [...new Set([view.language, ...read, ...(Object.keys(texts) as Language[])])];
}

/** The further texts with one more; an empty one is none. */
export function withText(worded: Worded | null, language: Language, text: string): Texts {
  const others = { ...worded?.options.messages };
  delete others[language];
  return text.trim() === "" ? others : { ...others, [language]: text };
}

/** Takes texts over, each in its language, as one change. */
export function takingTexts(view: DraftView, texts: readonly [Language, string][]): DraftOperation {
  let { message, options } = view;
  for (const [language, text] of texts) {
    if (language === view.language) message = text;
    else options = { ...options, messages: withText({ message, options }, language, text) };
  }
  const further = { type: "set_options" as const, options };
  return together([{ type: "set_message", message }, ...(options === view.options ? [] : [further])]);
}

/** Whether two texts are kept under one name. */
export function isSameName(one: string, other: string): boolean {
  return one.trim().toLowerCase() === other.trim().toLowerCase();
}

/**
 * What is kept under a name: the message as one of the language it is said to be in, and what is written in others beside
 * it.
 */
export function keptTexts(view: DraftView, language: Language): [Language, string][] {
  const { messages } = view.options;
  const own = language in messages ? view.language : language;
  const all = { ...messages, [own]: view.message };
  return (Object.entries(all) as [Language, string][]).filter(([, text]) => text.trim() !== "");
}
