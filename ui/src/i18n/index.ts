export * from "./i18n.svelte";
export type { Arg, MessageId, Messages } from "./keys";
