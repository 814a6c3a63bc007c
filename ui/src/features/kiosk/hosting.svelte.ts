import type { EnvelopeView } from "../../bindings/EnvelopeView";
import type { EvidenceLevel } from "../../bindings/EvidenceLevel";
import type { IdentityCheckKind } from "../../bindings/IdentityCheckKind";
import type { RecipientId } from "../../bindings/RecipientId";
import type { RecipientView } from "../../bindings/RecipientView";
import type { SignatureLevel } from "../../bindings/SignatureLevel";
import { PIN_DIGITS } from "./pin.svelte";

/** What the host checked of one person. */
export class PersonCheck {
  kind = $state<IdentityCheckKind>("not_checked");
  last4 = $state("");

  constructor(readonly person: RecipientView) {}
}

/** What the host fills in before the device leaves their hands. */
export class Hosting {
  name = $state("");
  checks = $state.raw<readonly PersonCheck[]>([]);
  evidence = $state<EvidenceLevel>("standard");
  /** What the signatures hold; null takes what the settings say. */
  level = $state<SignatureLevel | null>(null);
  /** Only where there is no code yet. */
  pin = $state("");
  again = $state("");
  /** The person pressed on with something missing. */
  pressed = $state(false);

  /** Follows who is still to sign; what was said of somebody stays. */
  show(view: EnvelopeView): void {
    this.checks = waitingHere(view).map(
      (person) => this.checks.find((check) => check.person.id === person.id) ?? new PersonCheck(person),
    );
  }

  get first(): RecipientView | null {
    return this.checks.find(({ person }) => person.is_turn)?.person ?? null;
  }

  get nameMissing(): boolean {
    return this.name.trim() === "";
  }

  /** What is wrong with the new code; null when it can be taken. */
  get pinProblem(): "hosting-pin-differs" | "hosting-pin-six" | null {
    return newPinProblem(this.pin, this.again);
  }

  request(envelope: EnvelopeView["id"]) {
    return {
      envelope,
      host_name: this.name.trim(),
      evidence: this.evidence,
      level: this.level,
      checks: this.checks.map(({ person, kind, last4 }) => ({
        recipient: person.id as RecipientId,
        kind,
        last4: kind === "document_seen" && last4.trim() !== "" ? last4.trim() : null,
      })),
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

export function newPinProblem(pin: string, again: string): "hosting-pin-differs" | "hosting-pin-six" | null {
  if (!new RegExp(`^\\d{${PIN_DIGITS}}$`, "u").test(pin)) return "hosting-pin-six";
  return pin === again ? null : "hosting-pin-differs";
}
