import type { Contact } from "../../bindings/Contact";
import type { DocumentId } from "../../bindings/DocumentId";
import type { DraftOperation } from "../../bindings/DraftOperation";
import type { DraftRecipient } from "../../bindings/DraftRecipient";
import type { DraftView } from "../../bindings/DraftView";
import type { EnvelopeOption } from "../../bindings/EnvelopeOption";
import type { EnvelopeOptions } from "../../bindings/EnvelopeOptions";
import type { EnvelopeView } from "../../bindings/EnvelopeView";
import type { FieldId } from "../../bindings/FieldId";
import type { OfferView } from "../../bindings/OfferView";
import type { RecipientId } from "../../bindings/RecipientId";
import type { SignatureVisibility } from "../../bindings/SignatureVisibility";
import { announce } from "../../announce.svelte";
import { chosenAccount, keepAccount } from "../../chosen";
import type { DraftDesk } from "../../draft.svelte";
import { t } from "../../i18n";
import { STOPS, type OptionPart, type Place, type Stop } from "../../model/problems";
import { addRecipients, NOBODY, recipientsOf } from "../../model/recipients";
import { movePerson, movePersonTo } from "../../model/routing";
import { myself } from "../../myself";
import { rpc, toRefusal, type Refusal } from "../../rpc";
import { appState } from "../../settings.svelte";
import { Telling } from "../../telling";
import { fullName } from "../../widgets/people";
import { writtenDown } from "../../written_down";
import { Missing } from "./missing.svelte";
import { Replacing } from "./replacing.svelte";
import { Separating } from "./separating.svelte";

/** The options under « Conditions, avis, logo… ». */
const MORE_PARTS: ReadonlySet<OptionPart> = new Set([
  "conditions",
  "logo",
  "modes",
  "notes",
  "notices",
  "redirect",
]);
/** The account of this computer: always there. */
export const HERE = "local";

/** The four stops around one draft: which panel is open, who and what is in it, and the end of it: sending. */
export class Preparation {
  stop = $state<Stop>("documents");
  /** The signer whose card is unfolded. */
  open = $state<RecipientId | null>(null);
  /** The options that have had a place in the panel because they were set. */
  readonly seen = new Set<EnvelopeOption>();
  /** Who is being typed at the people. */
  newcomer = $state("");
  sending = $state(false);
  refusal = $state.raw<Refusal | null>(null);
  /** The account that was chosen, or with which what this is a copy of was sent, where there is no such account any more. */
  gone = $state<string | null>(null);
  /** Whether the options are unfolded. */
  optionsOpen = $state(false);
  /** Whether the options only some services have are unfolded too. */
  moreOpen = $state(false);
  /** Whether the documents are being made one. */
  merging = $state(false);
  readonly missing = new Missing(this);
  readonly replacing: Replacing;
  readonly separating = new Separating(this);
  readonly telling: Telling;
  #account = $state(HERE);
  #isChosen = false;

  constructor(readonly desk: DraftDesk) {
    this.replacing = new Replacing(desk);
    this.telling = new Telling(desk);
    const kept = chosenAccount(desk.id);
    this.#account = kept ?? HERE;
    this.#isChosen = kept !== null;
  }

  /** The account to send with. */
  get account(): string {
    return this.#account;
  }

  set account(account: string) {
    this.#account = account;
    this.#isChosen = true;
    this.gone = null;
    keepAccount(this.desk.id, account);
  }

  /** The account the person chose. Whoever nobody said anything about is told the way it tells people. */
  choose(offer: OfferView): void {
    this.account = offer.account;
    this.telling.follow(offer, () => this.account === offer.account);
  }

  /** The account to begin with, as long as the person has not chosen one of those there are. */
  suggest(account: string, there: readonly string[]): void {
    if (this.#isChosen && there.includes(this.#account)) return;
    if (this.#isChosen) this.gone = this.#account;
    this.#isChosen = false;
    this.#account = account;
  }

  get view(): DraftView | null {
    return this.desk.view;
  }

  /** Opens the stop at which something is put right. */
  turnTo(place: Place): void {
    switch (place.at) {
      case "account":
        this.stop = "send";
        return;
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
        this.moreOpen ||= MORE_PARTS.has(place.part);
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

  /** The stop to start at: this one, or else the first where something is missing. */
  start(stop?: Stop): void {
    if (stop) {
      this.stop = stop;
      return;
    }
    this.stop = STOPS.find((stop) => this.missing.count(stop) > 0) ?? "send";
    const documents = this.view?.documents ?? [];
    if (documents.length === 0 || documents.some(({ locked }) => locked)) this.stop = "documents";
  }

  /** An empty card, unfolded. */
  async addSigner(): Promise<RecipientId | null> {
    const [id = null] = await this.#add([NOBODY]);
    if (id) this.open = id;
    return id;
  }

  /** People of the address book or of a list: one step to take back, however many they are. */
  async addPeople(contacts: readonly Contact[]): Promise<readonly RecipientId[]> {
    const added = await this.#add(contacts);
    const [only] = contacts;
    if (only && added.length === 1) announce(t("people-added", { name: fullName(only) }));
    else if (added.length > 1) announce(t("people-paste-done", { count: added.length }));
    return added;
  }

  /** Whether the person whose computer it is signs already, as far as their name is known. */
  get hasMyself(): boolean {
    const name = appState.settings?.host_name.trim().toLowerCase() ?? "";
    return name !== "" && (this.view?.recipients ?? []).some((one) => fullName(one).toLowerCase() === name);
  }

  /** The person whose computer it is, with the address the book has for them. Without a name: a card to fill in. */
  async addMyself(): Promise<RecipientId | null> {
    const me = await myself();
    if (me === null) return this.addSigner();
    const [id = null] = await this.addPeople([me]);
    return id;
  }

  async #add(contacts: readonly Contact[]): Promise<readonly RecipientId[]> {
    let added: readonly RecipientId[] = [];
    const done = await this.desk.apply((view) => {
      const people = recipientsOf(view, contacts);
      added = people.map(({ id }) => id);
      return addRecipients(view, people);
    });
    return done ? added : [];
  }

  async updateSigner(id: RecipientId, change: Partial<DraftRecipient>): Promise<void> {
    if (change.delivery) this.telling.choose();
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
    await this.#moveSigner(id, (view) => movePerson(view.recipients, id, step));
  }

  async moveSignerTo(id: RecipientId, to: number): Promise<void> {
    await this.#moveSigner(id, (view) => movePersonTo(view.recipients, id, to));
  }

  async #moveSigner(id: RecipientId, move: (view: DraftView) => DraftOperation | null): Promise<void> {
    if (await this.desk.apply(move)) {
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
    await this.#moveDocument(id, (from) => from + step);
  }

  async moveDocumentTo(id: DocumentId, to: number): Promise<void> {
    await this.#moveDocument(id, () => to);
  }

  async #moveDocument(id: DocumentId, to: (from: number) => number): Promise<void> {
    const done = await this.desk.apply((view) => {
      const from = view.documents.findIndex((one) => one.id === id);
      const index = to(from);
      return from < 0 || from === index || !view.documents[index]
        ? null
        : { type: "move_document", document: id, index };
    });
    if (!done) return;
    const place = (this.view?.documents.findIndex((one) => one.id === id) ?? 0) + 1;
    const name = this.view?.documents[place - 1]?.name ?? "";
    announce(t("prepare-moved", { name, place, count: this.view?.documents.length ?? 0 }));
  }

  /** Whether somebody signs in a box, or without one: then nothing of the signature is seen on the pages. */
  async setVisibility(id: RecipientId, signature: SignatureVisibility): Promise<void> {
    await this.updateSigner(id, { signature });
    announce(t("prepare-invisible.chosen", { name: this.#nameOf(id), how: signature }));
  }

  /** The box stands right, although the text around it has changed. */
  async confirmBox(field: FieldId): Promise<void> {
    await this.desk.apply({ type: "confirm_field", field });
  }

  /** The same for all who sign: how they show who they are, or how they and who approves are told. One step to undo. */
  async setForSigners(
    change: Pick<DraftRecipient, "authentication"> | Pick<DraftRecipient, "delivery">,
  ): Promise<void> {
    const isTelling = "delivery" in change;
    if (isTelling) this.telling.choose();
    await this.desk.apply((view) => {
      const changed = view.recipients
        .filter(({ role }) => role === "signer" || (isTelling && role === "approver"))
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
    const { repair } = offer;
    if (!repair || !(await this.desk.apply((view) => this.telling.within(repair, view, offer)))) return false;
    this.account = offer.account;
    announce(t("offer-adapted", { account: offer.account }));
    return true;
  }

  /** Makes one PDF of the documents and whatever else the account needs: one step, to be taken back as one. */
  async merge(offer: OfferView): Promise<boolean> {
    if (this.merging) return false;
    this.merging = true;
    const done = await this.desk.change("merge_documents", { account: offer.account });
    this.merging = false;
    if (!done) return false;
    this.choose(offer);
    announce(t("merge-done"));
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
      const written = await writtenDown(this.refusal);
      if (!written) this.sending = false;
      return written;
    }
  }

  #nameOf(id: RecipientId | null): string {
    const person = this.view?.recipients.find((one) => one.id === id);
    return person ? fullName(person) : "";
  }
}
