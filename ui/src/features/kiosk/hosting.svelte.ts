import type { EnvelopeView } from "../../bindings/EnvelopeView";
import type { EvidenceLevel } from "../../bindings/EvidenceLevel";
import type { IdentityCheckChoice } from "../../bindings/IdentityCheckChoice";
import type { RecipientId } from "../../bindings/RecipientId";
import type { RecipientView } from "../../bindings/RecipientView";
import type { SignatureLevel } from "../../bindings/SignatureLevel";
import { t } from "../../i18n";
import { isEasyPin, PIN_DIGITS } from "./pin.svelte";

/** What a host chooses from where the organisation has no list of its own. */
export const STANDARD_CHECKS: readonly IdentityCheckChoice[] = [
  { kind: "document_seen" },
  { kind: "known_personally" },
  { kind: "not_checked" },
];

/** Tells the choices of a list apart. */
export function checkKey({ kind, label }: IdentityCheckChoice): string {
  return kind === "other" ? `other ${label ?? ""}` : kind;
}

export function checkWords({ kind, label }: IdentityCheckChoice): string {
  switch (kind) {
    case "document_seen":
      return t("hosting-check-document-seen");
    case "known_personally":
      return t("hosting-check-known-personally");
    case "not_checked":
      return t("hosting-check-not-checked");
    case "other":
      return label ?? "";
  }
}

/** What the host checked of one person. */
export class PersonCheck {
  /** Which of the list; empty while nothing was chosen. */
  key = $state("");
  last4 = $state("");

  constructor(
    readonly person: RecipientView,
    readonly choices: readonly IdentityCheckChoice[],
  ) {
    if (choices.some(({ kind }) => kind === "not_checked")) this.key = "not_checked";
  }

  get choice(): IdentityCheckChoice | null {
    return this.choices.find((choice) => checkKey(choice) === this.key) ?? null;
  }

  /** A document's last characters say which it was. */
  get asksLast4(): boolean {
    return this.choice?.kind === "document_seen" || this.choice?.kind === "other";
  }
}

/** What the host fills in before the device leaves their hands. */
export class Hosting {
  name = $state("");
  checks = $state.raw<readonly PersonCheck[]>([]);
  /** Whose the link is; null where there is none. */
  person = $state.raw<RecipientView | null>(null);
  evidence = $state<EvidenceLevel>("standard");
  /** What the signatures hold; null takes what the settings say. */
  level = $state<SignatureLevel | null>(null);
  /** Only where there is no code yet. */
  pin = $state("");
  again = $state("");
  /** The person pressed on with something missing. */
  pressed = $state(false);

  /** With the organisation's own list of checks; null for the standard one. */
  constructor(
    readonly listed: () => readonly IdentityCheckChoice[] | null = () => null,
    /** To a service's page; what is checked before it, the service's evidence does not hold. */
    readonly link: string | null = null,
  ) {}

  /** Follows who is still to sign; what was said of somebody stays. */
  show(view: EnvelopeView): void {
    if (this.link !== null) {
      const links = view.dispatches.flatMap((dispatch) => dispatch.links);
      const recipient = links.find(({ url }) => url === this.link)?.recipient;
      this.person = view.recipients.find(({ id }) => id === recipient) ?? null;
      return;
    }
    this.checks = waitingHere(view).map(
      (person) =>
        this.checks.find((check) => check.person.id === person.id) ??
        new PersonCheck(person, this.listed() ?? STANDARD_CHECKS),
    );
  }

  get first(): RecipientView | null {
    return this.person ?? this.checks.find(({ person }) => person.is_turn)?.person ?? null;
  }

  /** An organisation that does not list « not checked » wants everybody checked. */
  get checkMissing(): boolean {
    return this.checks.some(({ choice }) => choice === null);
  }

  get nameMissing(): boolean {
    return this.name.trim() === "";
  }

  /** What is wrong with the new code; null when it can be taken. */
  get pinProblem(): PinProblem | null {
    return newPinProblem(this.pin, this.again);
  }

  request(envelope: EnvelopeView["id"]) {
    return {
      envelope,
      host_name: this.name.trim(),
      evidence: this.evidence,
      level: this.level,
      checks: this.checks.map(({ person, choice, asksLast4, last4 }) => ({
        recipient: person.id as RecipientId,
        kind: choice?.kind ?? "not_checked",
        label: choice?.label ?? null,
        last4: asksLast4 && last4.trim() !== "" ? last4.trim() : null,
      })),
      link: this.link,
    };
  }
}

/** Those who sign at this computer and have not yet. */
export function waitingHere({ recipients }: EnvelopeView): RecipientView[] {
  return recipients.filter(
    ({ role, delivery, status }) =>
      role === "signer" && delivery === "in_person" && status !== "signed" && status !== "declined",
  );
}

export type PinProblem = "hosting-pin-differs" | "hosting-pin-easy" | "hosting-pin-six";

export function newPinProblem(pin: string, again: string): PinProblem | null {
  if (!new RegExp(`^\\d{${PIN_DIGITS}}$`, "u").test(pin)) return "hosting-pin-six";
  if (isEasyPin(pin)) return "hosting-pin-easy";
  return pin === again ? null : "hosting-pin-differs";
}
