import type { DraftRecipient } from "../bindings/DraftRecipient";
import type { RecipientId } from "../bindings/RecipientId";
import { fullName, initials } from "./names";

/** How a signer is told apart: by letters and number, by colour and by pattern, never by colour alone. */
export interface SignerLook {
  /** From 1, as typed on the digit keys. */
  number: number;
  /** 1 to 8: names the colour `--signer-n` and the pattern `data-signer="n"`. */
  tone: number;
  /** The person's letters, other than those of the others where their names are; empty without a name. */
  letters: string;
}

const TONES = 8;

/** The looks of all who sign. */
export function looksOf(recipients: readonly DraftRecipient[]): Map<RecipientId, SignerLook> {
  const signers = signersOf(recipients);
  const names = signers.map(fullName);
  const short = names.map((name) => initials(name));
  const looks = signers.map(({ id }, index): [RecipientId, SignerLook] => {
    const letters = short[index] ?? "";
    const isShared = short.filter((other) => other === letters).length > 1;
    const told = isShared ? initials(names[index] ?? "", "more") : letters;
    return [id, { number: index + 1, tone: (index % TONES) + 1, letters: told }];
  });
  return new Map(looks);
}

/** Recipients who can have boxes, in order. */
export function signersOf(recipients: readonly DraftRecipient[]): DraftRecipient[] {
  return recipients.filter((recipient) => recipient.role === "signer");
}

/** Look of one recipient; null for somebody who does not sign. */
export function signerLook(recipients: readonly DraftRecipient[], id: RecipientId): SignerLook | null {
  return looksOf(recipients).get(id) ?? null;
}

/** What stands on the badge of a signer: letters, or the number of who has no name. */
export function badgeOf(look: Omit<SignerLook, "tone"> | null): string {
  return look ? look.letters || String(look.number) : "?";
}
