import type { Language } from "./bindings/Language";
import type { Theme } from "./bindings/Theme";
import { t } from "./i18n";

/** Each language in its own words, so that a person finds theirs whatever is on screen. */
export function languageOptions(): { value: Language; label: string }[] {
  return [
    { value: "fr", label: t("language-fr") },
    { value: "en", label: t("language-en") },
  ];
}

export function themeOptions(): { value: Theme; label: string }[] {
  return [
    { value: "system", label: t("theme-system") },
    { value: "light", label: t("theme-light") },
    { value: "dark", label: t("theme-dark") },
  ];
}
