import type { DocumentView } from "../../bindings/DocumentView";
import type { EnvelopeId } from "../../bindings/EnvelopeId";
import type { EnvelopeView } from "../../bindings/EnvelopeView";
import type { FieldId } from "../../bindings/FieldId";
import type { RecipientId } from "../../bindings/RecipientId";
import type { RecipientView } from "../../bindings/RecipientView";
import type { SignatureMark } from "../../bindings/SignatureMark";
import type { SigningView } from "../../bindings/SigningView";
import type { Ink } from "../../model/ink";
import { rpc, toRefusal, type Refusal } from "../../rpc";

export const STEPS = ["read", "consent", "sign", "confirm"] as const;
export type Step = (typeof STEPS)[number] | "thanks";

/** One signer at this computer: reads, accepts, signs, confirms. Nothing is final before the last press. */
export class Signing {
  view = $state.raw<SigningView | null>(null);
  step = $state<Step>("read");
  accepted = $state(false);
  /** The person pressed on without accepting. */
  unaccepted = $state(false);
  mark = $state.raw<SignatureMark | null>(null);
  /** Drawing of the signature in each box, as complete SVG documents. */
  previews = $state.raw<ReadonlyMap<FieldId, string>>(new Map());
  busy = $state(false);
  error = $state.raw<Refusal | null>(null);
  /** After signing: the envelope as it stands. */
  envelope = $state.raw<EnvelopeView | null>(null);

  constructor(
    readonly id: EnvelopeId,
    readonly recipient: RecipientId,
  ) {}

  async begin(): Promise<void> {
    await this.#guard(async () => {
      this.view = await rpc("begin_signing", { envelope: this.id, recipient: this.recipient });
    });
  }

  /** Documents the program has forgotten the password of: nobody agrees to pages that cannot be read. */
  get locked(): readonly DocumentView[] {
    return this.view?.documents.filter((document) => document.locked) ?? [];
  }

  /** Goes back or forth among what is already done; the consent is asked again after reading again. */
  turnTo(step: Step): void {
    if (step !== "read" && this.locked.length > 0) return;
    if (step === "read") this.accepted = false;
    this.step = step;
    this.error = null;
    this.unaccepted = false;
  }

  /** From the consent to the pad, if the box is ticked. */
  accept(): boolean {
    this.unaccepted = !this.accepted;
    if (this.accepted) this.turnTo("sign");
    return this.accepted;
  }

  /** What was drawn, as it goes into the PDF. */
  async draw(ink: Ink, aspect: number): Promise<boolean> {
    return this.validate({ type: "drawn", outlines: ink.outlines(aspect), aspect, input: ink.input });
  }

  /** Asks what the mark will look like in every box; only a mark that can be drawn leads on. */
  async validate(mark: SignatureMark): Promise<boolean> {
    return this.#guard(async () => {
      const { boxes } = await rpc("preview_signature", this.#request(mark));
      this.mark = mark;
      this.previews = new Map(boxes.map(({ field, svg }) => [field, svg]));
      this.step = "confirm";
    });
  }

  /** The mark in the first box, to be looked at; null when it cannot be drawn, with the reason in `error`. */
  async sketch(mark: SignatureMark): Promise<string | null> {
    try {
      const { boxes } = await rpc("preview_signature", this.#request(mark));
      this.error = null;
      return boxes[0]?.svg ?? null;
    } catch (thrown) {
      this.error = toRefusal(thrown);
      return null;
    }
  }

  again(): void {
    this.mark = null;
    this.previews = new Map();
    this.turnTo("sign");
  }

  /** Signs for good. On failure everything stays as it is, to be tried again. */
  async finish(): Promise<boolean> {
    const { mark, view } = this;
    if (!mark || !view || this.busy) return false;
    return this.#guard(async () => {
      this.envelope = await rpc("sign_locally", { ...this.#request(mark), consent: view.consent });
      this.step = "thanks";
    });
  }

  async decline(reason: string): Promise<boolean> {
    return this.#guard(async () => {
      this.envelope = await rpc("decline_signing", {
        envelope: this.id,
        recipient: this.recipient,
        reason: reason.trim(),
      });
    });
  }

  /** Who signs next at this computer; null when nobody does. */
  get next(): RecipientView | null {
    return this.envelope?.recipients.find((one) => one.is_turn && one.role === "signer") ?? null;
  }

  #request(mark: SignatureMark) {
    return { envelope: this.id, recipient: this.recipient, mark };
  }

  async #guard(run: () => Promise<void>): Promise<boolean> {
    this.busy = true;
    this.error = null;
    try {
      await run();
      return true;
    } catch (thrown) {
      this.error = toRefusal(thrown);
      return false;
    } finally {
      this.busy = false;
    }
  }
}
