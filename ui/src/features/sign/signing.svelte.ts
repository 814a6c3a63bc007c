import { Attempt } from "../../attempt.svelte";
import type { BoxPreviewView } from "../../bindings/BoxPreviewView";
import type { DocumentId } from "../../bindings/DocumentId";
import type { DocumentView } from "../../bindings/DocumentView";
import type { EnvelopeId } from "../../bindings/EnvelopeId";
import type { EnvelopeView } from "../../bindings/EnvelopeView";
import type { FieldId } from "../../bindings/FieldId";
import type { RecipientId } from "../../bindings/RecipientId";
import type { RecipientView } from "../../bindings/RecipientView";
import type { SignatureCapture } from "../../bindings/SignatureCapture";
import type { SignatureMark } from "../../bindings/SignatureMark";
import type { SigningMoment } from "../../bindings/SigningMoment";
import type { SigningView } from "../../bindings/SigningView";
import type { Ink } from "../../model/ink";
import { rpc, toRefusal } from "../../rpc";
import { captured } from "./capture";
import { Entries } from "./entries.svelte";

const STEPS = ["read", "consent", "fill", "sign", "confirm"] as const;
/** What a person does, in order. */
export type Stage = (typeof STEPS)[number];
export type Step = Stage | "done";

/** Before whom somebody signs: `alone` at their own computer, or `face_to_face` with a host, whose evidence it is. */
export type Occasion = "alone" | "face_to_face";

/** One signer at this computer: reads, accepts, signs, confirms. Nothing is final before the last press. */
export class Signing extends Attempt {
  view = $state.raw<SigningView | null>(null);
  step = $state<Step>("read");
  accepted = $state(false);
  /** The second text, which nobody has to accept. */
  biometrics = $state(false);
  /** The person pressed on without accepting. */
  unaccepted = $state(false);
  mark = $state.raw<SignatureMark | null>(null);
  /** What is written and ticked beside the signature. */
  entries = $state.raw<Entries | null>(null);
  /** Drawing of each box, as complete SVG documents. */
  previews = $state.raw<ReadonlyMap<FieldId, string>>(new Map());
  /** After signing alone: the envelope as it stands. */
  envelope = $state.raw<EnvelopeView | null>(null);
  #capture: SignatureCapture | null = null;
  readonly #shown = new Set<string>();

  constructor(
    readonly id: EnvelopeId,
    readonly recipient: RecipientId,
    readonly occasion: Occasion = "alone",
  ) {
    super();
  }

  async begin(): Promise<void> {
    await this.run(async () => {
      this.view = await rpc("begin_signing", { envelope: this.id, recipient: this.recipient });
      this.entries = new Entries(this.view.entries);
      this.note("opened");
    });
  }

  /** Documents the program has forgotten the password of: nobody agrees to pages that cannot be read. */
  get locked(): readonly DocumentView[] {
    return this.view?.documents.filter((document) => document.locked) ?? [];
  }

  /** The steps of this person: what is filled in is asked only where there is something to ask. */
  get steps(): readonly Stage[] {
    return this.#asks ? STEPS : STEPS.filter((step) => step !== "fill");
  }

  get #asks(): boolean {
    return (this.entries?.asked.length ?? 0) > 0;
  }

  /** Goes back or forth among what is already done; the consent is asked again after reading again. */
  turnTo(step: Step): void {
    if (step !== "read" && this.locked.length > 0) return;
    if (step === "read") {
      this.accepted = false;
      this.biometrics = false;
    }
    this.step = step;
    this.error = null;
    this.unaccepted = false;
  }

  /** To the step before this one. */
  goBack(): void {
    const before = this.steps[this.steps.findIndex((step) => step === this.step) - 1];
    if (before) this.turnTo(before);
  }

  /** From the consent to what comes next, if the box is ticked. */
  accept(): boolean {
    this.unaccepted = !this.accepted;
    if (this.accepted) this.turnTo(this.#asks ? "fill" : "sign");
    return this.accepted;
  }

  /** From the answers to the pad, if all of them can be written as they are. */
  async fill(): Promise<boolean> {
    let filled = false;
    const asked = await this.run(async () => {
      filled = (await this.#drawEntries()) !== null;
    });
    if (asked && filled) this.turnTo("sign");
    return asked && filled;
  }

  /** What the boxes beside the signature will show; null where an answer cannot be written, with the reason beside it. */
  async #drawEntries(): Promise<readonly BoxPreviewView[] | null> {
    const { entries, id: envelope, recipient } = this;
    if (!entries || entries.all.length === 0) return [];
    const { boxes, faults } = await rpc("preview_entries", { envelope, recipient, answers: entries.answers });
    entries.take(faults);
    const silent = faults.find(({ field }) => !entries.of(field)?.view.asked);
    // What nobody is asked cannot be mended in the form: whoever prepared the document has to.
    if (silent) throw silent.error;
    return faults.length > 0 ? null : boxes;
  }

  /** Has the time of a moment recorded; for evidence only, so that one that could not be noted stops nobody. */
  note(step: SigningMoment, document: DocumentId | null = null, page: number | null = null): void {
    if (this.occasion === "alone") return;
    rpc("note_signing", { step, document, page }).catch(() => {});
  }

  /** A page is in sight: noted the first time. */
  showPage(document: DocumentId, page: number): void {
    const key = `${document} ${page}`;
    if (this.#shown.has(key)) return;
    this.#shown.add(key);
    this.note("page_shown", document, page);
  }

  /** What was drawn, as it goes into the PDF. */
  async draw(ink: Ink, aspect: number): Promise<boolean> {
    const mark: SignatureMark = { type: "drawn", outlines: ink.outlines(aspect), aspect, input: ink.input };
    return this.validate(mark, captured(ink, this.biometrics));
  }

  /** The name somebody typed. */
  async type(name: string): Promise<boolean> {
    return this.validate({ type: "typed", name: name.trim() }, captured("typed", false));
  }

  /** A cross, and the witness who saw it drawn. */
  async cross(ink: Ink, witness: { name: string; ink: Ink }, aspect: number): Promise<boolean> {
    const mark: SignatureMark = {
      type: "cross",
      outlines: ink.outlines(aspect),
      aspect,
      input: ink.input,
      witness_name: witness.name.trim(),
      witness: { outlines: witness.ink.outlines(aspect), aspect, input: witness.ink.input },
    };
    return this.validate(mark, captured(ink, false));
  }

  /** Asks what the mark will look like in every box; only a mark that can be drawn leads on. */
  async validate(mark: SignatureMark, capture: SignatureCapture): Promise<boolean> {
    return this.run(async () => {
      const { boxes } = await rpc("preview_signature", this.#request(mark));
      const written = await this.#drawEntries();
      if (written === null) {
        this.step = "fill";
        return;
      }
      this.mark = mark;
      this.#capture = capture;
      this.previews = new Map([...boxes, ...written].map(({ field, svg }) => [field, svg]));
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
    this.#dropMark();
    this.turnTo("sign");
  }

  /** Nothing of the mark and of the answers stays in memory. */
  forget(): void {
    this.#dropMark();
    this.entries = null;
  }

  #dropMark(): void {
    this.mark = null;
    this.#capture = null;
    this.previews = new Map();
  }

  /** Signs for good. On failure everything stays as it is, to be tried again. */
  async finish(): Promise<boolean> {
    const { mark, view } = this;
    if (!mark || !view || this.busy) return false;
    this.note("confirmed");
    return this.run(async () => {
      const biometrics = this.biometrics ? view.biometric_consent : null;
      const { answers } = this.entries ?? { answers: [] };
      const told = { consent: view.consent, answers, capture: this.#capture, biometrics };
      const asked = { ...this.#request(mark), ...told };
      this.#close(await rpc("sign_locally", asked));
    });
  }

  async decline(reason: string): Promise<boolean> {
    const { id: envelope, recipient } = this;
    return this.run(async () => {
      this.#close(await rpc("decline_signing", { envelope, recipient, reason: reason.trim() }));
    });
  }

  /** Who signs next at this computer; null when nobody does. */
  get next(): RecipientView | null {
    return this.envelope?.recipients.find((one) => one.is_turn && one.role === "signer") ?? null;
  }

  /** What the program answers about everybody stays with whoever owns the computer. */
  #close(envelope: EnvelopeView): void {
    this.forget();
    if (this.occasion === "alone") this.envelope = envelope;
    this.step = "done";
  }

  #request(mark: SignatureMark) {
    return { envelope: this.id, recipient: this.recipient, mark };
  }
}
