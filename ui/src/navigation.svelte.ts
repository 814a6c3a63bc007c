import type { BatchId } from "./bindings/BatchId";
import type { DraftId } from "./bindings/DraftId";
import type { EnvelopeId } from "./bindings/EnvelopeId";
import type { RecipientId } from "./bindings/RecipientId";
import type { VerifyTarget } from "./bindings/VerifyTarget";
import type { Stop } from "./model/problems";

export type Screen =
  | { name: "home" }
  | { name: "prepare"; draft: DraftId; stop?: Stop }
  | { name: "bulk"; draft: DraftId; account: string }
  | { name: "batch"; batch: BatchId }
  | { name: "envelope"; envelope: EnvelopeId }
  | { name: "handover"; envelope: EnvelopeId }
  // With a link, the service's page it leads to is handed over.
  | { name: "hosting"; envelope: EnvelopeId; link?: string }
  | { name: "sign"; envelope: EnvelopeId; recipient: RecipientId }
  | { name: "verify"; target: VerifyTarget | null }
  | { name: "verify_many"; paths: readonly string[] }
  | { name: "settings"; section?: SettingsSection; back?: DraftId; backTo?: "bulk" }
  | { name: "templates" }
  | { name: "contacts" }
  | { name: "first_run" };

/** A part of the settings others lead to. */
export type SettingsSection = "accounts" | "hosting" | "trust" | "trust-lists";

/** Where the person is. A screen is a value; there is no address to parse and nothing to go out of step with. */
class Navigation {
  screen = $state.raw<Screen>({ name: "home" });

  go(screen: Screen): void {
    this.screen = screen;
  }
}

export const navigation = new Navigation();

export function go(screen: Screen): void {
  navigation.go(screen);
}

/** Whether the ways to everything else stand beside it: not where somebody signs, nor at the very first. */
export function hasRail({ name }: Screen): boolean {
  return name !== "sign" && name !== "first_run";
}

/** Two screens with the same key are the same place: what is on it stays. */
export function screenKey(screen: Screen): string {
  switch (screen.name) {
    case "batch":
      return `batch ${screen.batch}`;
    case "bulk":
      return `bulk ${screen.draft}`;
    case "envelope":
      return `envelope ${screen.envelope}`;
    case "handover":
      return `handover ${screen.envelope}`;
    case "contacts":
    case "first_run":
    case "home":
    case "settings":
    case "templates":
      return screen.name;
    case "hosting":
      return `hosting ${screen.envelope} ${screen.link ?? ""}`;
    case "prepare":
      return `prepare ${screen.draft}`;
    case "sign":
      return `sign ${screen.envelope} ${screen.recipient}`;
    case "verify":
      return "verify";
    case "verify_many":
      return `verify ${screen.paths.join(" ")}`;
  }
}
