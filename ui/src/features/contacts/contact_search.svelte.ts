import type { Contact } from "../../bindings/Contact";
import { announce } from "../../announce.svelte";
import { explainShort } from "../../errors/explain";
import { t } from "../../i18n";
import { isSomebody } from "../../model/recipients";
import { rpc, toRefusal } from "../../rpc";
import { fullName } from "../../widgets/people";
import { toast } from "../../widgets/toasts.svelte";

/** What happens to what was typed or chosen. */
export interface Taken {
  /** Somebody of the address book, or who is written as « Alice Dupont <alice@ex.fr> ». */
  onchoose: (contact: Contact) => void;
  /** A text with several people in it. */
  onlist?: ((text: string) => void) | undefined;
}

/** One field with suggestions of the address book, as a combobox: arrows choose, Enter takes, Delete forgets. */
export class ContactSearch {
  text = $state("");
  found = $state.raw<readonly Contact[]>([]);
  /** Which suggestion the arrows are on; -1 for none. */
  at = $state(-1);
  open = $state(false);
  #generation = 0;
  /** How many were found when that was last said: the same again is not. */
  #told: number | null = null;
  /** What was typed is being read. */
  #entering: Promise<boolean> | null = null;

  constructor(
    readonly taken: Taken,
    text = "",
  ) {
    this.text = text;
  }

  get chosen(): Contact | null {
    return this.open ? (this.found[this.at] ?? null) : null;
  }

  /** Only the newest answer counts: an older one that arrives late is thrown away. */
  async type(text: string): Promise<void> {
    this.text = text;
    this.at = -1;
    const generation = ++this.#generation;
    if (text.trim() === "") return this.close();
    const found = await this.#ask(text);
    if (generation !== this.#generation) return;
    this.#show(found);
  }

  /** Those used last, without anything typed. */
  async showAll(): Promise<void> {
    const generation = ++this.#generation;
    const found = await this.#ask(this.text);
    if (generation !== this.#generation) return;
    this.#show(found);
    this.at = this.open ? 0 : -1;
  }

  #show(found: readonly Contact[]): void {
    this.found = found;
    this.open = found.length > 0;
    if (found.length !== this.#told) announce(t("people-found", { count: found.length }));
    this.#told = found.length;
  }

  close(): void {
    this.#generation += 1;
    this.open = false;
    this.found = [];
    this.at = -1;
    this.#told = null;
  }

  /** Whether the key was for the list. */
  press(key: string): boolean {
    switch (key) {
      case "ArrowDown":
        if (this.open) this.#step(1);
        else void this.showAll();
        return true;
      case "ArrowUp":
        if (this.open) this.#step(-1);
        return this.open;
      case "Delete":
        if (!this.chosen) return false;
        void this.forget(this.chosen);
        return true;
      case "Enter":
        void this.enter();
        return true;
      case "Escape":
        if (!this.open) return false;
        this.close();
        return true;
      default:
        return false;
    }
  }

  /**
   * Takes the suggestion the arrows are on, the one that is called like what was typed, or what was typed as it is read.
   * False when there is something nobody can be made of: that stays. Pressed again meanwhile, it is taken once.
   */
  enter(): Promise<boolean> {
    this.#entering ??= this.#enter().finally(() => (this.#entering = null));
    return this.#entering;
  }

  async #enter(): Promise<boolean> {
    const { text } = this;
    const known = this.chosen ?? (await this.#called(text.trim().toLowerCase()));
    if (known) this.#take(known, text);
    if (known || text.trim() === "") return true;
    try {
      const { people } = await rpc("read_people", { source: { from: "text", text } });
      const [first] = people;
      if (first && isSomebody(first)) {
        if (people.length > 1 && this.taken.onlist) {
          this.#clear(text);
          this.taken.onlist(text);
        } else this.#take(first.contact, text);
        return true;
      }
      toast(t("people-nobody", { text: text.trim() }));
    } catch (thrown) {
      toast(explainShort(toRefusal(thrown)));
    }
    return false;
  }

  choose(contact: Contact): void {
    this.#take(contact, this.text);
  }

  #take(contact: Contact, text: string): void {
    this.#clear(text);
    this.taken.onchoose(contact);
  }

  async forget(contact: Contact): Promise<void> {
    await rpc("forget_contact", { contact });
    this.found = this.found.filter((one) => one !== contact);
    this.at = Math.min(this.at, this.found.length - 1);
    if (this.found.length === 0) this.close();
    toast(t("people-forgotten", { name: fullName(contact) }));
  }

  /** What was typed after the text that is taken stays. */
  #clear(text: string): void {
    if (this.text !== text) return;
    this.text = "";
    this.close();
  }

  /** The one person of the book that has this name or this address. */
  async #called(text: string): Promise<Contact | undefined> {
    if (text === "") return undefined;
    const called = (await this.#ask(text)).filter(
      (one) => fullName(one).toLowerCase() === text || one.email.toLowerCase() === text,
    );
    return called.length === 1 ? called[0] : undefined;
  }

  /** A book that cannot be read keeps nobody from typing. */
  async #ask(text: string): Promise<readonly Contact[]> {
    try {
      return (await rpc("suggest_contacts", { text })).contacts;
    } catch {
      return [];
    }
  }

  #step(step: -1 | 1): void {
    const { length } = this.found;
    this.at = this.at < 0 && step < 0 ? length - 1 : (this.at + step + length) % length;
  }
}
