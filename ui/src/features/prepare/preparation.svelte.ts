import type { DocumentId } from "../../bindings/DocumentId";
import type { DraftProblem } from "../../bindings/DraftProblem";
import type { DraftRecipient } from "../../bindings/DraftRecipient";
import type { DraftView } from "../../bindings/DraftView";
import type { EnvelopeId } from "../../bindings/EnvelopeId";
import type { EnvelopeOptions } from "../../bindings/EnvelopeOptions";
import type { EnvelopeView } from "../../bindings/EnvelopeView";
import type { OfferView } from "../../bindings/OfferView";
import type { RecipientId } from "../../bindings/RecipientId";
import { announce } from "../../announce.svelte";
import type { DraftDesk } from "../../draft.svelte";
import { sentence, t } from "../../i18n";
import { newRecipientId } from "../../model/ids";
import { inOrder, personOf, placeOf, stopOf, STOPS, type Place, type Stop } from "../../model/problems";
import { movePerson, nextRank } from "../../model/routing";
import { rpc, toRefusal, type Refusal } from "../../rpc";
import { fullName } from "../../widgets/people";

/** The account of this computer: always there. */
export const HERE = "local";

/** The four stops around one draft: which panel is open, what is missing and where, and the end of it: sending. */
export class Preparation {
  stop = $state<Stop>("documents");
  /** The signer whose card is unfolded. */
  open = $state<RecipientId | null>(null);
  /** The account to send with. */
  account = $state(HERE);
  sending = $state(false);
  refusal = $state.raw<Refusal | null>(null);
  /** Whether the options are unfolded. */
  optionsOpen = $state(false);
  #at = -1;

  constructor(readonly desk: DraftDesk) {}

  get view(): DraftView | null {
    return this.desk.view;
  }

  get problems(): DraftProblem[] {
    return inOrder((this.view?.problems ?? []).map(({ problem }) => problem));
  }

  count(stop: Stop): number {
    return this.problems.filter((problem) => stopOf(problem) === stop).length;
  }

  /** Whether a stop is done: nothing is missing there, and there is something. */
  isComplete(stop: Stop): boolean {
    const { documents = [], fields = [] } = this.view ?? {};
    if (stop === "boxes" && fields.length === 0) return false;
    if (stop === "documents" && documents.some(({ locked }) => locked)) return false;
    return stop !== "send" && this.count(stop) === 0;
  }

  /** One sentence, with the name of the person when it is about one. */
  tell(problem: DraftProblem): string {
    const id = `problem-${problem.code.replaceAll("_", "-")}`;
    const { code: _, ...facts } = problem;
    const name = this.#nameOf(personOf(problem));
    const params = { ...(facts as Record<string, string | number>), name };
    return (name === "" ? null : sentence(`${id}.for`, params)) ?? sentence(id, params) ?? problem.code;
  }

  /** The next or previous problem, round and round; null when there is none. */
  step(step: -1 | 1): Place | null {
    const { problems } = this;
    if (problems.length === 0) {
      announce(t("prepare-no-problem"));
      return null;
    }
    this.#at =
      this.#at < 0 && step < 0 ? problems.length - 1 : (this.#at + step + problems.length) % problems.length;
    const problem = problems[this.#at];
    if (!problem) return null;
    announce(this.tell(problem));
    return placeOf(problem);
  }

  /** Opens the stop at which something is put right. */
  turnTo(place: Place): void {
    switch (place.at) {
      case "box":
      case "boxes":
        this.stop = "boxes";
        return;
      case "document":
      case "documents":
        this.stop = "documents";
        return;
      case "options":
        this.optionsOpen = true;
        this.stop = "send";
        return;
      case "signer":
        this.open = place.recipient;
        this.stop = "signers";
        return;
      case "signers":
        this.stop = "signers";
        return;
      case "title":
        return;
    }
  }

  /** The stop to start at: the first where something is missing. */
  start(): void {
    this.stop = STOPS.find((stop) => this.count(stop) > 0) ?? "send";
    const documents = this.view?.documents ?? [];
    if (documents.length === 0 || documents.some(({ locked }) => locked)) this.stop = "documents";
  }

  async addSigner(): Promise<RecipientId | null> {
    const { view } = this;
    if (!view) return null;
    const recipient: DraftRecipient = {
      id: newRecipientId(),
      role: "signer",
      first_name: "",
      last_name: "",
      email: "",
      mobile: "",
      language: view.language,
      authentication: "none",
      routing_order: nextRank(view.recipients),
      delivery: "in_person",
    };
    const index = view.recipients.length;
    if (!(await this.desk.apply({ type: "add_recipient", recipient, index }))) return null;
    this.open = recipient.id;
    return recipient.id;
  }

  async updateSigner(id: RecipientId, change: Partial<DraftRecipient>): Promise<void> {
    const keys = Object.keys(change).join(" ");
    await this.desk.apply((view) => {
      const before = view.recipients.find((one) => one.id === id);
      if (!before) return null;
      const recipient = { ...before, ...change };
      return JSON.stringify(recipient) === JSON.stringify(before)
        ? null
        : { type: "update_recipient", recipient };
    }, `recipient ${id} ${keys}`);
  }

  async moveSigner(id: RecipientId, step: -1 | 1): Promise<void> {
    if (await this.desk.apply((view) => movePerson(view.recipients, id, step))) {
      const place = (this.view?.recipients.findIndex((one) => one.id === id) ?? 0) + 1;
      announce(
        t("prepare-moved", { name: this.#nameOf(id), place, count: this.view?.recipients.length ?? 0 }),
      );
    }
  }

  async removeSigner(id: RecipientId): Promise<void> {
    const name = this.#nameOf(id);
    await this.desk.remove(
      { type: "remove_recipient", recipient: id },
      t("prepare-signer-removed", { name }),
    );
  }

  async moveDocument(id: DocumentId, step: -1 | 1): Promise<void> {
    const done = await this.desk.apply((view) => {
      const index = view.documents.findIndex((one) => one.id === id) + step;
      return index < 0 || index >= view.documents.length
        ? null
        : { type: "move_document", document: id, index };
    });
    if (!done) return;
    const place = (this.view?.documents.findIndex((one) => one.id === id) ?? 0) + 1;
    const name = this.view?.documents[place - 1]?.name ?? "";
    announce(t("prepare-moved", { name, place, count: this.view?.documents.length ?? 0 }));
  }

  /** The same for all who sign: how they are told, or how they show who they are. One step to undo. */
  async setForSigners(
    change: Pick<DraftRecipient, "authentication"> | Pick<DraftRecipient, "delivery">,
  ): Promise<void> {
    await this.desk.apply((view) => {
      const changed = view.recipients
        .filter(({ role }) => role === "signer")
        .map((before) => ({ before, recipient: { ...before, ...change } }))
        .filter(({ before, recipient }) => JSON.stringify(before) !== JSON.stringify(recipient));
      if (changed.length === 0) return null;
      const operations = changed.map(({ recipient }) => ({ type: "update_recipient" as const, recipient }));
      return { type: "batch", operations };
    });
  }

  async setOptions(change: Partial<EnvelopeOptions>): Promise<void> {
    await this.desk.apply(
      (view) => {
        const options = { ...view.options, ...change };
        return JSON.stringify(options) === JSON.stringify(view.options)
          ? null
          : { type: "set_options", options };
      },
      `options ${Object.keys(change).join(" ")}`,
    );
  }

  async setMessage(message: string): Promise<void> {
    await this.desk.apply(
      (view) => (view.message === message ? null : { type: "set_message", message }),
      "message",
    );
  }

  /** Makes the draft one the account takes: one step, to be taken back as one. */
  async adapt(offer: OfferView): Promise<boolean> {
    if (!offer.repair || !(await this.desk.apply(offer.repair))) return false;
    this.account = offer.account;
    announce(t("offer-adapted", { account: offer.account }));
    return true;
  }

  /** Sends with the chosen account; the envelope, after which there is no draft, or null with the reason in `refusal`. */
  async send(): Promise<EnvelopeView | null> {
    if (this.sending) return null;
    this.sending = true;
    this.refusal = null;
    const { account, desk } = this;
    try {
      return await desk.own(() => rpc("send_envelope", { draft: desk.id, account }));
    } catch (thrown) {
      this.refusal = toRefusal(thrown);
      const written = await this.#written(this.refusal);
      if (!written) this.sending = false;
      return written;
    }
  }

  /** What was written down before the sending went wrong: its own page says how it stands. Null while the draft is there. */
  async #written({ params }: Refusal): Promise<EnvelopeView | null> {
    const envelope = params["envelope"];
    if (envelope === undefined) return null;
    try {
      return await rpc("open_envelope", { envelope: envelope as EnvelopeId });
    } catch {
      return null;
    }
  }

  #nameOf(id: RecipientId | null): string {
    const person = this.view?.recipients.find((one) => one.id === id);
    return person ? fullName(person) : "";
  }
}
