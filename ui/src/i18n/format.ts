import { formatLocale } from "./i18n.svelte";

/** « 12 nov. 2026 à 14:32 », in the language and time zone of the person. */
export function formatDateTime(millis: number): string {
  const options = { dateStyle: "medium", timeStyle: "short", hour12: false } as const;
  const told = new Intl.DateTimeFormat(formatLocale(), options).format(millis);
  // Newer tables of Unicode put a comma there.
  return formatLocale().startsWith("fr") ? told.replace(", ", " \u00E0 ") : told;
}

export function formatDate(millis: number): string {
  return new Intl.DateTimeFormat(formatLocale(), { dateStyle: "medium" }).format(millis);
}

/** Today: the hour; this year: day and month; else the whole date. Short enough for a list. */
export function formatShort(millis: number, now: number = Date.now()): string {
  const date = new Date(millis);
  const today = new Date(now);
  const sameYear = date.getFullYear() === today.getFullYear();
  const sameDay = sameYear && date.getMonth() === today.getMonth() && date.getDate() === today.getDate();
  const options: Intl.DateTimeFormatOptions = sameDay
    ? { hour: "2-digit", minute: "2-digit", hour12: false }
    : { day: "numeric", month: "short", ...(sameYear ? {} : { year: "numeric" }) };
  return new Intl.DateTimeFormat(formatLocale(), options).format(date);
}

/** File sizes as people read them: « 1,2 Mo ». */
export function formatBytes(bytes: number): string {
  const units = ["byte", "kilobyte", "megabyte", "gigabyte"] as const;
  let value = bytes;
  let step = 0;
  while (value >= 1000 && step < units.length - 1) {
    value /= 1000;
    step += 1;
  }
  return new Intl.NumberFormat(formatLocale(), {
    style: "unit",
    unit: units[step] ?? "byte",
    unitDisplay: "short",
    maximumFractionDigits: value < 10 && step > 0 ? 1 : 0,
  }).format(value);
}

/** « Amélie et Karim », « Amélie, Karim et Marc ». */
export function formatList(items: readonly string[]): string {
  return new Intl.ListFormat(formatLocale(), { style: "long", type: "conjunction" }).format(items);
}

/** « lundi 22 novembre 2026 (UTC+1) »: heading of a day, whose times nobody can take for another zone's. */
export function formatDay(millis: number): string {
  const format = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(formatLocale(), options);
  const parts = format({ timeZoneName: "shortOffset" }).formatToParts(millis);
  const zone = parts.find(({ type }) => type === "timeZoneName")?.value.replace("GMT", "UTC");
  return `${format({ dateStyle: "full" }).format(millis)} (${zone})`;
}

/** « 14:32 » */
export function formatTime(millis: number): string {
  return new Intl.DateTimeFormat(formatLocale(), { timeStyle: "short", hourCycle: "h23" }).format(millis);
}

/** A digest in groups of four, so that two people can read it to each other. */
export function formatFingerprint(sha256: string): string {
  return (sha256.match(/.{1,4}/g) ?? []).join(" ");
}

/** « 0,98 € ». */
export function formatPrice(cents: number): string {
  return new Intl.NumberFormat(formatLocale(), { style: "currency", currency: "EUR" }).format(cents / 100);
}
