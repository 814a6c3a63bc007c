import type { DraftRecipient } from "../bindings/DraftRecipient";
import type { RecipientId } from "../bindings/RecipientId";

/** How a signer is told apart: by number, by colour and by pattern, never by colour alone. */
export interface SignerLook {
  /** From 1, as shown and as typed on the digit keys. */
  number: number;
  /** 1 to 8: names the colour `--signer-n` and the pattern `data-signer="n"`. */
  tone: number;
}

const TONES = 8;

export function lookOf(index: number): SignerLook {
  return { number: index + 1, tone: (index % TONES) + 1 };
}

/** Recipients who can have boxes, in order. */
export function signersOf(recipients: readonly DraftRecipient[]): DraftRecipient[] {
  return recipients.filter((recipient) => recipient.role === "signer");
}

/** Look of one recipient; null for somebody who does not sign. */
export function signerLook(recipients: readonly DraftRecipient[], id: RecipientId): SignerLook | null {
  const index = signersOf(recipients).findIndex((recipient) => recipient.id === id);
  return index < 0 ? null : lookOf(index);
}
